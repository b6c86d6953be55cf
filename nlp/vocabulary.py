"""The word vectors of a spaCy model, held small: as published they take 250 MB, nearly all of it bookkeeping.

The published vocabulary is a dict of half a million words and a copy of their spellings. Here the words are two sorted
arrays, the table of vectors stays on disk until its pages are asked for, and a spelling is learned when it is read
(``EXCLUDED`` of ``nlp.pipeline`` leaves out the others). What is read is the same, as a test says.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from spacy.strings import get_string_id
from spacy.util import registry
from spacy.vectors import Vectors
from spacy.vocab import Vocab
from srsly import msgpack  # type: ignore[import-untyped]

NAME = "veilleur.SortedVectors.v1"  # in spaCy's registry of vectors; a model's config may name it

Hashes = NDArray[np.uint64]
Rows = NDArray[np.int32]


class SortedRows(Mapping[int, int]):
    """Hash of a word → row of its vector, as ``Vectors.key2row`` is asked: 12 bytes a word where a dict takes 120.

    There is at least one.
    """

    def __init__(self, hashes: Hashes, rows: Rows) -> None:
        order = np.argsort(hashes)
        self._hashes, self._rows = hashes[order], rows[order]

    @classmethod
    def read(cls, path: Path) -> "SortedRows":
        """The ``key2row`` of a model: one msgpack map. Raises OSError or ValueError."""
        with path.open("rb") as file:
            numbers = msgpack.Unpacker(file)
            words = numbers.read_map_header()
            flat = np.fromiter(numbers, np.uint64, count=2 * words)
        return cls(flat[::2], flat[1::2].astype(np.int32))

    def of(self, hashes: Hashes) -> Rows:
        """The row of each word, -1 for those without; same shape."""
        at = np.minimum(np.searchsorted(self._hashes, hashes), len(self) - 1)
        return np.where(self._hashes[at] == hashes, self._rows[at], np.int32(-1))

    def __getitem__(self, word: int) -> int:
        (row,) = self.of(np.array([word], np.uint64))
        if row < 0:
            raise KeyError(word)
        return int(row)

    def __iter__(self) -> Iterator[int]:
        return iter(self._hashes.tolist())

    def __len__(self) -> int:
        return len(self._hashes)


class SortedVectors(Vectors):  # type: ignore[misc]  # spaCy's class is compiled, without types
    """spaCy's table of vectors, to be read and not changed."""

    def from_disk(self, path: Path, *, exclude: Iterable[str] = ()) -> "SortedVectors":
        """Read the ``vectors`` and ``key2row`` of a model's ``vocab`` folder. Raises OSError or ValueError."""
        self.data = np.asarray(np.load(path / "vectors", mmap_mode="r"))
        self.key2row = SortedRows.read(path / "key2row")
        return self

    def find(self, *, keys: Any = None, **one: Any) -> Any:
        """As ``Vectors.find``; the rows of many ``keys``, which every layer of vectors asks for, are found at once."""
        if keys is None:
            return super().find(**one)
        hashes = keys if isinstance(keys, np.ndarray) else np.array([get_string_id(key) for key in keys], np.uint64)
        return self.key2row.of(hashes)


@registry.vectors(NAME)  # type: ignore[untyped-decorator]
def sorted_vectors() -> Callable[[Vocab], SortedVectors]:
    """What spaCy calls when a config names these vectors."""
    return lambda vocab: SortedVectors(strings=vocab.strings)
