"""Near-duplicates: is one text mostly made of another? 4-word shingles, MinHash to find, containment to confirm.

Thresholds measured on wire copies and on articles about the same fact (design §5): LSH .3, containment .5.
The hashing is datasketch's; the index of bands (Leskovec, Rajaraman, Ullman, "Mining of Massive Datasets", ch. 3) is
ours, since datasketch's takes 65 times the memory.
"""

import re
from hashlib import blake2b

import numpy as np
from numpy.typing import NDArray

SHINGLE = 4  # words
CONFIRMED = 0.5  # share of the shorter text's shingles found in the other
SHORTEST = 20  # words; a shorter text repeats another only when it is the same
_PERMUTATIONS = 64
_SCHEME = "affine32"  # named, since stored signatures must keep meaning the same
_BANDS, _ROWS = 21, 3  # the best for texts that share .3 of their shingles: half of those meet in a band
_WORD = re.compile(r"\w+")

Shingles = frozenset[bytes]
Hashes = NDArray[np.uint32]


def shingles(text: str) -> Shingles:
    """Hashes of the runs of four words of ``text``; one hash of all when it has fewer than twenty words."""
    words = _WORD.findall(text.casefold())
    if len(words) < SHORTEST:
        return frozenset({_hash(words)} if words else ())
    return frozenset(_hash(words[i : i + SHINGLE]) for i in range(len(words) - SHINGLE + 1))


def containment(left: Shingles, right: Shingles) -> float:
    """Share of the smaller set found in the other, 0…1."""
    smaller = min(len(left), len(right))
    return len(left & right) / smaller if smaller else 0.0


def signature(found: Shingles) -> bytes:
    """MinHash of a text, to be stored: 64 × uint32, little-endian."""
    from datasketch import MinHash  # late: it brings scipy, and most commands write no text

    made = MinHash(num_perm=_PERMUTATIONS, scheme=_SCHEME)
    made.update_batch(list(found))
    stored: bytes = made.hashvalues.astype("<u4").tobytes()
    return stored


class Candidates:
    """Earlier texts that may share much with a new one: 100 bytes a text, looked through in 3 ms for 100,000."""

    def __init__(self) -> None:
        self._keys: list[int] = []
        self._bands = bytearray()  # of all texts, 21 × uint32 each

    def add(self, key: int, stored: bytes) -> None:
        """Remember one text by its signature."""
        self._keys.append(key)
        self._bands += _bands(stored).tobytes()

    def of(self, stored: bytes) -> list[int]:
        """Keys of the texts worth comparing, smallest first."""
        held = np.frombuffer(self._bands, np.uint32).reshape(-1, _BANDS)
        alike = np.unique(np.flatnonzero(held == _bands(stored)) // _BANDS)
        return sorted(self._keys[at] for at in alike)


def _bands(stored: bytes) -> Hashes:
    """One number for each band of three hashes: two texts with one in common are candidates."""
    hashes = np.frombuffer(stored, "<u4")[: _BANDS * _ROWS].reshape(_BANDS, _ROWS)
    bands: Hashes = hashes @ np.array([1, 0x9E3779B1, 0x85EBCA77], np.uint32)
    return bands


def _hash(words: list[str]) -> bytes:
    return blake2b(" ".join(words).encode(), digest_size=8).digest()
