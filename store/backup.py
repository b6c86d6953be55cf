"""Copies of an archive and its mailbox: taken while others write, put back whole or not at all."""

import sqlite3
from contextlib import closing
from pathlib import Path

from store.errors import ArchiveError, ArchiveNotFoundError
from store.mailbox import beside


def copy(archive: Path, target: Path) -> list[Path]:
    """Write a consistent copy of ``archive`` to ``target``, and of its mailbox beside it; the files written.

    Raises ArchiveNotFoundError, and ArchiveError when ``target`` exists already or cannot be written.
    """
    if not archive.exists():
        raise ArchiveNotFoundError(str(archive))
    pairs = [(archive, target), (beside(str(archive)), beside(str(target)))]
    wanted = [(source, place) for source, place in pairs if source.exists()]
    for _, place in wanted:
        if place.exists():
            raise ArchiveError(f"{place}: exists already; a backup never overwrites, choose another name")
    return [_copied(source, place) for source, place in wanted]


def put_back(backup: Path, archive: Path) -> list[Path]:
    """Put a backup in the place of ``archive``; what stood there is kept as ``NAME.before-restore``; the files written.

    The caller holds the archive's lock. Raises ArchiveNotFoundError, ArchiveError.
    """
    if not backup.exists():
        raise ArchiveNotFoundError(str(backup))
    pairs = [(backup, archive), (beside(str(backup)), beside(str(archive)))]
    drafts = [(_copied(source, _named(place, "restoring")), place) for source, place in pairs if source.exists()]
    try:
        for _, place in pairs:
            _set_aside(place)
        return [draft.replace(place) for draft, place in drafts]
    except OSError as error:
        raise ArchiveError(f"{archive}: {error.strerror}") from error


def _copied(source: Path, place: Path) -> Path:
    """A copy made page by page by SQLite itself, so that a writer in between does no harm."""
    draft = _named(place, "part")
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        draft.unlink(missing_ok=True)
        with closing(_reading(source)) as read, closing(sqlite3.connect(draft)) as written:
            read.backup(written)
            # one file to carry about; opening it to write brings WAL back
            written.execute("PRAGMA journal_mode = DELETE")
        return draft.replace(place)
    except sqlite3.Error as error:
        raise ArchiveError(f"{source}: {error}") from error
    except OSError as error:
        raise ArchiveError(f"{place}: {error.strerror}") from error


def _reading(source: Path) -> sqlite3.Connection:
    return sqlite3.connect(f"{source.resolve().as_uri()}?mode=ro", uri=True)


def _set_aside(place: Path) -> None:
    """Keep what stood at ``place``, sound or not, with what its write-ahead log still held."""
    for suffix in ("", "-wal", "-shm"):
        file = place.with_name(place.name + suffix)
        if file.exists():
            file.replace(place.with_name(f"{place.name}.before-restore{suffix}"))


def _named(place: Path, suffix: str) -> Path:
    return place.with_name(f"{place.name}.{suffix}")
