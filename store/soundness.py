"""Is the archive whole? Every page, every reference, every body by its hash, every quote by its offsets."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from hashlib import sha256
from pathlib import Path

import zstandard

from store.bodies import unpack
from store.connect import open_read_only
from store.errors import ArchiveError

Check = Callable[[sqlite3.Connection], Iterator[str]]


def faults(path: Path) -> list[str]:
    """One line for each thing that is wrong, none for a sound archive.

    Raises ArchiveNotFoundError, ArchiveVersionError, and ArchiveError when the file cannot be read at all.
    """
    connection = open_read_only(path)
    try:
        return [fault for check in CHECKS for fault in check(connection)]
    except sqlite3.Error as error:
        raise ArchiveError(f"{path}: {error}") from error
    finally:
        connection.close()


def full_text() -> str:
    """Which SQLite this is. Raises ArchiveError when it was built without FTS5."""
    with closing(sqlite3.connect(":memory:")) as memory:
        try:
            memory.execute("CREATE VIRTUAL TABLE probe USING fts5(words)")
        except sqlite3.OperationalError as error:
            raise ArchiveError(f"SQLite {sqlite3.sqlite_version} has no FTS5: install one that has") from error
    return f"SQLite {sqlite3.sqlite_version}, FTS5"


def _pages(connection: sqlite3.Connection) -> Iterator[str]:
    for (found,) in connection.execute("PRAGMA integrity_check"):
        if found != "ok":
            yield f"file: {found}"


def _references(connection: sqlite3.Connection) -> Iterator[str]:
    for table, row, parent, _ in connection.execute("PRAGMA foreign_key_check"):
        yield f"{table} {row}: its {parent} is missing"


def _bodies(connection: sqlite3.Connection) -> Iterator[str]:
    for kept, data in connection.execute("SELECT sha256, data FROM body"):
        try:
            found = sha256(unpack(data)).hexdigest()
        except zstandard.ZstdError as error:
            yield f"body {kept}: {error}"
        else:
            if found != kept:
                yield f"body {kept}: its bytes hash to {found}"


def _evidence(connection: sqlite3.Connection) -> Iterator[str]:
    query = """SELECT c.revision, c.ordinal FROM claim c JOIN revision r ON r.id = c.revision
               WHERE c.start < 0 OR c.end > length(r.text) OR c.start >= c.end"""
    for revision, ordinal in connection.execute(query):
        yield f"claim {ordinal} of revision {revision}: its quote is outside the text"
    bodiless = "SELECT id FROM revision WHERE sha256 NOT IN (SELECT sha256 FROM body)"
    for (revision,) in connection.execute(bodiless):
        yield f"revision {revision}: its raw body is missing"


def _index(connection: sqlite3.Connection) -> Iterator[str]:
    """Every revision can be found by its words. (FTS5's own check writes, and this connection cannot.)"""
    query = "SELECT id FROM revision WHERE id NOT IN (SELECT revision FROM search_text)"
    for (revision,) in connection.execute(query):
        yield f"revision {revision}: missing from the index"
    indexed = connection.execute("SELECT count(*) FROM search_docsize").fetchone()[0]
    kept = connection.execute("SELECT count(*) FROM search_text").fetchone()[0]
    if indexed != kept:
        yield f"index: {indexed} texts indexed, {kept} kept"


CHECKS: tuple[Check, ...] = (_pages, _references, _bodies, _evidence, _index)
