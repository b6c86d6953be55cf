"""What the classifier knows of a word wherever it stands: worked out once, and kept while the word keeps coming."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import Stemmer
from numpy.typing import NDArray
from spacy.attrs import ORTH
from spacy.lexeme import Lexeme
from spacy.tokens import Doc

from nlp.claims.thesaurus import alone, beginning
from nlp.dates.text import fold

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]

_KEPT = 5_000  # words kept: 18 MB of numbers
_NAMES = 200_000  # names kept: 20 MB
_STEMMER = Stemmer.Stemmer("french")
NOBODY = 0  # row of a word that must not be seen


class Word(NamedTuple):
    """All integers, so that the words of a text make an array."""

    row: int  # in ``Words.numbers`` and ``Words.folded``
    stem: int  # in ``Words.stems``
    space: bool
    number: bool
    apt: bool  # more than one letter, and nothing but letters
    stop: bool
    opens: bool  # a phrase of the thesaurus


class Words:
    """The words met lately.

    A word is its vector, of length one, on the axes of ``projection`` (vector, smaller vector), then a one for each of
    its concepts; ``numbers[row]`` is that, times ``matrix`` (smaller vector + concepts, any width), plus ``plain``.
    """

    def __init__(self, projection: Floats, matrix: Floats, plain: Floats) -> None:
        self._projection, self._matrix, self._plain = projection, matrix, plain
        self.numbers: Floats = np.zeros((2 * _KEPT, matrix.shape[1]), np.float32)
        self.numbers[NOBODY] = plain
        self._met: Ints = np.zeros((2 * _KEPT, len(Word._fields)), np.int64)
        self._forget()

    def of(self, docs: Sequence[Doc]) -> Ints:
        """(tokens of all ``docs``, fields of Word). Rows and stems hold until the next call."""
        if len(self._rows) > _KEPT or len(self.names) > _NAMES:
            self._forget()
        orths = [orth for doc in docs for orth in doc.to_array(ORTH).tolist()]
        self._meet([docs[0].vocab[orth] for orth in dict.fromkeys(orths) if orth not in self._rows])
        return self._met[[self._rows[orth] for orth in orths]]

    def stem(self, name: str) -> int:
        """The number of a stem."""
        if name not in self._ids:
            self._ids[name] = len(self.stems)
            self.stems.append(name)
        return self._ids[name]

    def _forget(self) -> None:
        self.folded = [""]
        self.stems: list[str] = []
        self.names: dict[int, int] = {}  # what is known of names made of stems: forgotten with them
        self._ids: dict[str, int] = {}
        self._rows: dict[int, int] = {}  # of each word

    def _meet(self, unmet: list[Lexeme]) -> None:
        if not unmet:
            return
        first, last = len(self.folded), len(self.folded) + len(unmet)
        while last > len(self.numbers):
            self.numbers, self._met = (
                np.concatenate([rows, np.zeros_like(rows)]) for rows in (self.numbers, self._met)
            )
        self._rows |= {lexeme.orth: first + at for at, lexeme in enumerate(unmet)}
        self.folded += [fold(lexeme.text) for lexeme in unmet]
        self._met[first:last] = [self._word(lexeme) for lexeme in unmet]
        self.numbers[first:last] = np.stack([self._seen(one) for one in unmet]) @ self._matrix + self._plain

    def _word(self, lexeme: Lexeme) -> Word:
        text = lexeme.text
        return Word(
            row=self._rows[lexeme.orth],
            stem=self.stem(fold(_STEMMER.stemWord(text.lower().replace("’", "'")))),
            space=lexeme.is_space,
            number=lexeme.like_num or text[0].isdigit(),
            apt=lexeme.is_alpha and len(text) > 1,
            stop=lexeme.is_stop,
            opens=bool(beginning(fold(text))),
        )

    def _seen(self, lexeme: Lexeme) -> Floats:
        """(smaller vector + concepts,)."""
        size = self._projection.shape[1]
        found = np.zeros(len(self._matrix), np.float32)
        if lexeme.is_alpha:
            vector = np.asarray(lexeme.vector)
            found[:size] = vector @ self._projection / max(float(np.linalg.norm(vector)), 1e-6)
        found[[size + concept for concept in alone(fold(lexeme.text))]] = 1
        return found
