"""An archive from anyone → the XML files in it, in memory: nothing is written, so no path can lead anywhere.

Bounded in what it inflates to, in files and in the size of each; what is left out is told.
"""

import gzip
import io
import tarfile
import zlib
from collections.abc import Iterator
from typing import IO

from crawler.errors import ParseError

INFLATED = 256 * 2**20  # bytes: a day's archive inflates to 80 MB (JORF) or 5 MB (JORFSIMPLE)
MEMBERS = 50_000  # entries of a day: 800 (JORFSIMPLE) to 20 000 (JORF)
MEMBER = 8 * 2**20  # bytes of one XML file; the budget, the longest law, has 4
_GZIP = b"\x1f\x8b"
_BROKEN = (tarfile.TarError, EOFError, OSError, zlib.error, ValueError, OverflowError)


class Files:
    """The XML files of a ``.tar.gz`` (or a ``.tar``: some servers undo the gzip), or the one file that ``body`` is.

    Each time it is gone through it is inflated anew, a file at a time: a day may be 80 MB. An archive that is cut or
    broken gives what stands before the break; ``ParseError`` is raised when that is nothing.
    """

    def __init__(self, body: bytes, url: str) -> None:
        self._body = body
        self._url = url
        self.problems: list[str] = []  # of the last time

    def __iter__(self) -> Iterator[bytes]:
        if self._body.lstrip(b"\xef\xbb\xbf \r\n\t")[:1] == b"<":
            yield self._body
            return
        found, self.problems = 0, []
        try:
            for one in _members(self._body, self.problems):
                found += 1
                yield one
        except _BROKEN as error:
            if not found:
                raise ParseError(self._url, f"not an archive: {error or type(error).__name__}"[:200]) from error
            self.problems.append(f"archive broken after {found} files: {error or type(error).__name__}"[:200])


def _members(body: bytes, problems: list[str]) -> Iterator[bytes]:
    with tarfile.open(fileobj=_Bounded(body), mode="r|", bufsize=1 << 20) as archive:
        for number, member in enumerate(archive, start=1):
            if number > MEMBERS:
                raise tarfile.ReadError(f"more than {MEMBERS} entries")
            if fault := _fault(member):
                problems.append(f"{_printed(member.name)}: {fault}")
            elif member.isreg() and member.name.lower().endswith(".xml"):
                yield _content(archive, member)


def _fault(member: tarfile.TarInfo) -> str:
    """Why an entry is left out; none of these is in a real archive."""
    if not (member.isreg() or member.isdir()):
        return "neither a file nor a folder"
    if member.name.startswith("/") or ".." in member.name.split("/"):
        return "leads out of the archive"
    return f"more than {MEMBER >> 20} MB" if member.size > MEMBER else ""


def _content(archive: tarfile.TarFile, member: tarfile.TarInfo) -> bytes:
    opened: IO[bytes] | None = archive.extractfile(member)
    content = opened.read(MEMBER) if opened else b""
    if len(content) < min(member.size, MEMBER):
        raise tarfile.ReadError("cut in the middle of a file")
    return content


def _printed(name: str) -> str:
    return "".join(character if character.isprintable() else "?" for character in name)[-120:]


class _Bounded(io.RawIOBase):
    """The inflated archive, which ends in an error where it grows past ``INFLATED``."""

    def __init__(self, body: bytes) -> None:
        raw = io.BytesIO(body)
        self._stream: gzip.GzipFile | io.BytesIO = gzip.GzipFile(fileobj=raw) if body[:2] == _GZIP else raw
        self._left = INFLATED

    def readable(self) -> bool:
        """It can be read."""
        return True

    def read(self, size: int = -1) -> bytes:
        """At most ``size`` bytes, fewer before a break: what stands before it is not lost."""
        found = self._stream.read1(min(size, self._left + 1) if size >= 0 else self._left + 1)
        self._left -= len(found)
        if self._left < 0:
            raise tarfile.ReadError(f"inflates to more than {INFLATED >> 20} MB")
        return found
