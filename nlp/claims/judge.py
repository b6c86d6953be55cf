"""A small network that reads a sentence for one decision in it, as :mod:`nlp.claims.convolution` reads all words.

What it answers is learned: how firmly the decision is said (:mod:`nlp.claims.firmness`), whether a date is its own
(:mod:`nlp.claims.dating`), whether somebody says it (:mod:`nlp.claims.voicing`).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple

import numpy as np

from nlp.claims import stored
from nlp.claims.convolution import Encoder, encode, filled
from nlp.claims.stored import Arrays, and_none
from nlp.claims.words import Floats, Ints

_HALVES = ("vectors", "layers", "hidden", "hidden_bias", "units", "bias")  # kept in half precision
_WORDS = "names"


class Sight(NamedTuple):
    """One sentence as the network sees it; those of one decision share its vectors and names."""

    vectors: list[Floats]  # (words, vector)
    names: list[list[str]]  # of each word
    whole: list[str]  # what all words say
    head: int  # the word that it is about
    marks: Sequence[tuple[int, str]] = ()  # (word, one name more)


@dataclass(frozen=True)
class Judge:
    """Weights: ``vectors`` and ``names`` (→ encoder's width), its ``layers``, ``hidden`` and ``units`` (→ answers).

    ``hidden`` takes what is encoded of the head, the mean of all words and the most of each column.
    """

    vectors: Floats
    names: Floats
    layers: Floats
    hidden: Floats
    hidden_bias: Floats
    units: Floats
    bias: Floats
    vocabulary: Mapping[str, int]

    def logits(self, sights: Sequence[Sight]) -> Floats:
        """(sights, answers); only differences tell."""
        lengths = np.array([len(sight.names) for sight in sights])
        starts = np.cumsum(lengths) - lengths
        words = self._alike(sights)
        words += np.repeat(self._named([sight.whole for sight in sights]), lengths, 0)
        self._mark(
            words,
            [(start + at, name) for start, s in zip(starts.tolist(), sights, strict=True) for at, name in s.marks],
        )
        encoded = encode(self._encoder, words, lengths)
        return self._judged(pooled(encoded, starts, lengths, starts + [sight.head for sight in sights]))

    def _alike(self, sights: Sequence[Sight]) -> Floats:
        """The words of all sights, without their marks: those of one decision are worked out once."""
        own = {id(sight.names): sight for sight in sights}
        words = np.array([vector for sight in own.values() for vector in sight.vectors]) @ self.vectors
        words += self._named([names for sight in own.values() for names in sight.names])
        ends = np.cumsum([len(sight.names) for sight in own.values()])
        parts = dict(zip(own, np.split(words, ends[:-1]), strict=True))
        return np.concatenate([parts[id(sight.names)] for sight in sights], dtype=np.float32)

    def _mark(self, words: Floats, marks: Sequence[tuple[int, str]]) -> None:
        """Add what is said of single words."""
        known = [(at, row) for at, name in marks if (row := self.vocabulary.get(name)) is not None]
        if known:
            at, rows = np.array(known).T
            np.add.at(words, at, self.names[rows])

    def _judged(self, whole: Floats) -> Floats:
        return np.asarray(np.maximum(whole @ self.hidden + self.hidden_bias, 0) @ self.units + self.bias, np.float32)

    def _named(self, names: Sequence[Sequence[str]]) -> Floats:
        unknown = len(self.vocabulary)
        rows = np.array([self.vocabulary.get(name, unknown) for some in names for name in some])
        counts = np.array([len(some) for some in names])
        return np.asarray(np.add.reduceat(self._weights[rows], np.cumsum(counts) - counts), np.float32)

    @cached_property
    def _weights(self) -> Floats:
        """``names``, and nothing for one that is not there."""
        return and_none(self.names)

    @cached_property
    def _encoder(self) -> Encoder:
        return filled(self.layers, self.vectors.shape[1])


def pooled(encoded: Floats, starts: Ints, lengths: Ints, heads: Ints) -> Floats:
    """(sentences, 3 × width): the head's, the mean, the most of each column."""
    mean = np.add.reduceat(encoded, starts) / lengths[:, None]
    return np.concatenate([encoded[heads], mean, np.maximum.reduceat(encoded, starts)], axis=1, dtype=np.float32)


def unpacked(arrays: Arrays) -> Judge:
    """The network from the arrays of its file. Raises KeyError for what is not there."""
    return Judge(**stored.unpacked(arrays, _HALVES, _WORDS))


def packed(network: Judge) -> dict[str, Any]:
    """The arrays of its file."""
    return stored.packed(vars(network), _HALVES, _WORDS)
