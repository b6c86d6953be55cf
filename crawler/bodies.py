"""Bodies that wait to be recorded, compressed: a first visit to all sources brings a hundred megabytes of pages."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import zstandard

from crawler.types import Fetched

_LEVEL = 1  # quick: it is done where the network waits


@dataclass(frozen=True, slots=True)
class Packed:
    """One of them."""

    bare: Fetched  # without its body
    data: bytes  # the body, zstd

    def unpacked(self) -> Fetched:
        """As it came."""
        return replace(self.bare, body=unpacked(self.data))


def pack(fetched: Fetched) -> Packed:
    """The same, smaller."""
    return Packed(replace(fetched, body=b""), packed(fetched.body))


def packed(body: bytes) -> bytes:
    """``body``, compressed: pages to a fifth."""
    return zstandard.compress(body, _LEVEL)


def unpacked(data: bytes) -> bytes:
    """What was ``packed``."""
    return zstandard.decompress(data)


@dataclass(frozen=True, slots=True)
class Bodies(Sequence[Fetched]):
    """What was fetched, in order; each is unpacked when it is asked for."""

    packed: tuple[Packed, ...] = ()

    def __getitem__(self, at: Any) -> Any:
        found = self.packed[at]
        return found.unpacked() if isinstance(found, Packed) else Bodies(found)

    def __len__(self) -> int:
        return len(self.packed)
