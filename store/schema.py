"""Bringing an archive file to today's schema: Alembic on an engine of its own, foreign keys off, triggers last."""

import sqlite3
from pathlib import Path
from threading import Lock

from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from alembic.util import CommandError
from sqlalchemy import URL, Connection, create_engine, event, text
from sqlalchemy.exc import SQLAlchemyError

from store.errors import ArchiveError, reason
from store.fulltext import INSTALL

_MIGRATIONS = Path(__file__).parent / "migrations"
_SECONDS = 30  # to wait for another process that migrates
_ALONE = Lock()  # Alembic keeps its context in a global


def migrate(path: Path) -> None:
    """Create ``path`` or bring it to the newest schema, whoever else is opening it. Raises ArchiveError."""
    engine = create_engine(address(path), connect_args={"timeout": _SECONDS})
    event.listen(engine, "connect", _prepare)
    event.listen(engine, "begin", lambda connection: connection.exec_driver_sql("BEGIN IMMEDIATE"))
    try:
        with _ALONE, engine.begin() as connection:
            _upgrade(connection)
    except (SQLAlchemyError, sqlite3.Error, CommandError) as error:
        raise ArchiveError(f"{path}: cannot be opened or brought up to date: {reason(error)}") from error
    finally:
        engine.dispose()


def address(path: Path) -> URL:
    """``path`` as SQLAlchemy is told it: in a plain text, what follows a ``?`` would be options."""
    return URL.create("sqlite", database=str(path))


def _prepare(raw: sqlite3.Connection, _: object) -> None:
    raw.isolation_level = None  # the whole migration is one transaction of ours
    raw.execute("PRAGMA foreign_keys = OFF")
    raw.execute("PRAGMA journal_mode = WAL")


def head() -> str:
    """The newest schema's number."""
    found = ScriptDirectory.from_config(_config()).get_current_head()
    return str(found)


def _upgrade(connection: Connection) -> None:
    config = _config()
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
    for statement in INSTALL:
        connection.execute(text(statement))


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS))
    return config
