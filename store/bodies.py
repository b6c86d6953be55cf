"""Raw bodies, content-addressed and compressed."""

import zstandard

_LEVEL = 9


def pack(body: bytes) -> bytes:
    """Compress one body."""
    return zstandard.ZstdCompressor(level=_LEVEL).compress(body)


def unpack(data: bytes) -> bytes:
    """The inverse of :func:`pack`."""
    return zstandard.ZstdDecompressor().decompress(data)
