"""Bringing an archive file to today's schema: Alembic on an engine of its own, foreign keys off, triggers last."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, create_engine, event, text
from sqlalchemy.exc import SQLAlchemyError

from store.errors import ArchiveError
from store.fulltext import INSTALL

_MIGRATIONS = Path(__file__).parent / "migrations"


def migrate(path: Path) -> None:
    """Create ``path`` or bring it to the newest schema. Raises ArchiveError."""
    engine = create_engine(f"sqlite:///{path}")
    event.listen(engine, "connect", lambda raw, _: raw.execute("PRAGMA foreign_keys = OFF"))
    try:
        with engine.connect() as connection:
            connection.execute(text("PRAGMA journal_mode = WAL"))
            connection.commit()
            _upgrade(connection)
    except SQLAlchemyError as error:
        raise ArchiveError(f"{path}: cannot be opened or brought up to date: {error}") from error
    finally:
        engine.dispose()


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
    connection.commit()


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS))
    return config
