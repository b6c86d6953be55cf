"""Near-duplicates: is one text mostly made of another? 4-word shingles, MinHash to find, containment to confirm.

Thresholds measured on wire copies and on articles about the same fact (design §5): LSH .3, containment .5.
"""

import re
from hashlib import blake2b

import numpy as np
from datasketch import MinHash, MinHashLSH

SHINGLE = 4  # words
CANDIDATE = 0.3  # Jaccard estimate from which a pair is looked at
CONFIRMED = 0.5  # share of the shorter text's shingles found in the other
SHORTEST = 20  # words; a shorter text repeats another only when it is the same
_PERMUTATIONS = 64
_SCHEME = "affine32"  # named, since stored signatures must keep meaning the same
_WORD = re.compile(r"\w+")

Shingles = frozenset[bytes]


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
    minhash = MinHash(num_perm=_PERMUTATIONS, scheme=_SCHEME)
    minhash.update_batch(list(found))
    stored: bytes = minhash.hashvalues.astype("<u4").tobytes()
    return stored


class Candidates:
    """Earlier texts that may share much with a new one."""

    def __init__(self) -> None:
        self._index = MinHashLSH(threshold=CANDIDATE, num_perm=_PERMUTATIONS)

    def add(self, key: int, stored: bytes) -> None:
        """Remember one text by its signature."""
        self._index.insert(key, _minhash(stored), check_duplication=False)

    def of(self, stored: bytes) -> list[int]:
        """Keys of the texts worth comparing, smallest first."""
        return sorted(self._index.query(_minhash(stored)))


def _minhash(stored: bytes) -> MinHash:
    return MinHash(num_perm=_PERMUTATIONS, hashvalues=np.frombuffer(stored, dtype="<u4"), scheme=_SCHEME)


def _hash(words: list[str]) -> bytes:
    return blake2b(" ".join(words).encode(), digest_size=8).digest()
