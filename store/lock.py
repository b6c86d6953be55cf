"""Locks on files beside the archive, let go by the system when their process ends.

One daemon holds an archive for as long as it lives. One cycle at a time holds its turn, whoever runs it: two at once
would visit a host twice as often as was promised, and send the same mail twice.
"""

import fcntl
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from store.errors import ArchiveError
from store.files import archive_file

log = logging.getLogger("veilleur.store")


class LockedError(ArchiveError):
    """Another process holds the archive."""


def lock_of(archive_url: str) -> Path:
    """The file that whoever runs ``watch`` or ``restore`` on an archive holds."""
    return Path(f"{archive_file(archive_url)}.lock")


def turn_of(archive_url: str) -> Path:
    """The file that whoever crawls for an archive, reads it again or sends its mails holds meanwhile."""
    return Path(f"{archive_file(archive_url)}.cycle.lock")


@contextmanager
def exclusive(path: Path) -> Iterator[None]:
    """Hold ``path`` for oneself. Raises LockedError at once when it is held already, ArchiveError when it cannot be."""
    with _opened(path) as file:
        if not _taken(file):
            raise LockedError(f"{path}: another veilleur watch is running on this archive")
        yield


@contextmanager
def in_turn(path: Path) -> Iterator[None]:
    """Hold ``path`` for oneself, after whoever holds it now. Raises ArchiveError when it cannot be written."""
    with _opened(path) as file:
        if not _taken(file):
            log.warning("%s: another cycle is under way on this archive; this one starts when it ends", path)
            fcntl.flock(file, fcntl.LOCK_EX)
        yield


def _opened(path: Path) -> IO[str]:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        return path.open("a")
    except OSError as error:
        raise ArchiveError(f"{path}: {error.strerror}") from error


def _taken(file: IO[str]) -> bool:
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
