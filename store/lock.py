"""One daemon an archive: a lock on a file, let go by the system when the process ends."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from store.errors import ArchiveError


class LockedError(ArchiveError):
    """Another process holds the archive."""


def lock_of(archive_url: str) -> Path:
    """The file that whoever runs ``watch`` or ``restore`` on an archive holds."""
    return Path(f"{archive_url.removeprefix('sqlite:///')}.lock")


@contextmanager
def exclusive(path: Path) -> Iterator[None]:
    """Hold ``path`` for oneself. Raises LockedError at once when it is held already."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            raise LockedError(f"{path}: another veilleur watch is running on this archive") from error
        yield
