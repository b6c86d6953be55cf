"""Opening an archive to read it: the file cannot be written through this connection."""

import sqlite3
from pathlib import Path
from urllib.parse import quote

from store.errors import ArchiveError, ArchiveNotFoundError, ArchiveVersionError
from store.version import HEAD

_LARGEST = 2**63 - 1


def row_number(asked: int) -> int:
    """``asked`` as SQLite can be asked for it: beyond its integers there is no row, and no row is numbered so."""
    return max(-_LARGEST, min(asked, _LARGEST))


def distinct(table: str, column: str) -> str:
    """A query for the distinct values of an indexed column: from each to the next, and not by reading every row."""
    after = f'SELECT min({column}) FROM "{table}" WHERE {column} > value'
    found = f'SELECT min({column}) FROM "{table}" UNION ALL SELECT ({after}) FROM found WHERE value IS NOT NULL'
    return f"WITH RECURSIVE found(value) AS ({found}) SELECT value FROM found WHERE value IS NOT NULL"


def open_read_only(path: Path) -> sqlite3.Connection:
    """A read-only connection with named columns. Raises ArchiveNotFoundError, ArchiveVersionError, ArchiveError."""
    if not path.exists():
        raise ArchiveNotFoundError(str(path))
    try:
        connection = sqlite3.connect(f"file:{quote(str(path))}?mode=ro", uri=True, isolation_level=None)
        connection.row_factory = sqlite3.Row
        connection.execute("PRAGMA query_only = ON")
        found = connection.execute("SELECT version_num FROM alembic_version").fetchone()
    except sqlite3.Error as error:
        raise ArchiveError(f"{path}: not an archive of veilleur: {error}") from error
    if found is None or found[0] != HEAD:
        raise ArchiveVersionError(str(path), found[0] if found else "none", HEAD)
    return connection
