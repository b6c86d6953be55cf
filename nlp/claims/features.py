"""What the classifier sees of a text: its candidate words, each with its surroundings, as numbers and as names.

A company, a person, a date and a number are seen as such only: another affair has other ones. Everything else is seen
as its word vector, its stem and the concepts it belongs to (`thesaurus.py`). No parse is needed: it decides what is
worth parsing (docs/decisions/reading-decisions.md says what that cost).

A text is taken whole, in arrays: word by word, Python would cost more than the network.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray
from spacy.attrs import IDX

from nlp.claims.text import Text
from nlp.claims.thesaurus import NAMES, alone, phrases
from nlp.claims.words import NOBODY, Floats, Ints, Words
from nlp.types import ActorKind

Flags = NDArray[np.bool_]
Span = tuple[int, int]

_KINDS = (
    "word",
    ActorKind.COMPANY,
    ActorKind.PERSON,
    ActorKind.COURT,
    ActorKind.BODY,
    ActorKind.ORGANISATION,
    "date",
    "number",
)
_KIND = {kind: at for at, kind in enumerate(_KINDS)}
_PLAIN = _KIND["word"]
# what is seen of a candidate: a mean of the words of each window, by how far they stand after it
_WINDOWS = (np.zeros(1, np.int64), -1 - np.arange(4), 1 + np.arange(5))
_NEAR = 6  # words among which its neighbours are looked for
WIDTH = len(_KINDS) + len(NAMES)  # numbers of a word beside its vector
BLOCKS = len(_WINDOWS)
NO_NAME = -1
_NAMES = ("u={0}", "b={0}_{1}", "p={1}_{0}")  # alone, with the word after, with the one before
_ALONE, _WITH_AFTER, _WITH_BEFORE = range(len(_NAMES))
_BITS = 28  # of a stem in a name


def _flags(chosen: Iterable[int], codes: Iterable[int]) -> Flags:
    """Which codes are ``chosen``."""
    found = np.zeros(max(codes) + 1, np.bool_)
    found[list(chosen)] = True
    return found


_MASKED = _flags((_KIND[kind] for kind in (ActorKind.COMPANY, ActorKind.PERSON, "date", "number")), _KIND.values())
_COUNTED = _flags((_KIND["date"], _KIND["number"]), _KIND.values())


class Lens:
    """What the numbers of a word (vector, kind, concepts) are seen through.

    ``hidden`` (BLOCKS × numbers, units) is for the words around a candidate, ``mean`` (numbers, any width) for the mean
    of its sentence, ``line`` (numbers, any width) for the words in their order. What is linear in the numbers of words
    is so worked out once a word, not once a candidate.
    """

    def __init__(self, projection: Floats, hidden: Floats, mean: Floats, line: Floats) -> None:
        size, self.units = projection.shape[1], hidden.shape[1]
        self.line = slice(BLOCKS * self.units + mean.shape[1], None)  # columns
        self.mean = slice(BLOCKS * self.units, self.line.start)
        matrix = np.concatenate([*np.split(hidden, BLOCKS), mean, line], axis=1)
        kinds, self.concepts = np.split(matrix[size:], [len(_KINDS)])
        self.words = Words(projection, np.concatenate([matrix[:size], self.concepts]), kinds[_PLAIN])
        self.kinds = kinds - kinds[_PLAIN]  # what makes each other than a plain word

    def masks(self) -> Ints:
        """(kinds,) the stem by which a word of a masked kind is known."""
        return np.array([self.words.stem(f"<{kind}>") for kind in _KINDS])

    def spelled(self, name: int) -> str:
        """A name of ``Seen`` in letters: "b=annul_appel"."""
        one, two = (self.words.stems[at % (1 << _BITS)] for at in (name >> _BITS, name))
        return _NAMES[name >> 2 * _BITS].format(one, two)


@dataclass(frozen=True)
class Seen:
    """The candidates of some sentences, in text order."""

    sentence: Ints  # (candidates,) the one it stands in, of those asked for
    word: Ints  # (candidates,) its index in its text
    around: tuple[Floats, ...]  # BLOCKS × (candidates, units): the mean of each block
    names: Ints  # (candidates, 3): stem alone, with the word after, with the one before; NO_NAME for none
    mean: Floats  # (sentences asked for, width of the lens' mean): of all words
    before: Ints  # (sentences asked for,) the one asked for before it in its text, -1 for none
    line: "Line"


@dataclass(frozen=True)
class Line:
    """All words of some sentences, in text order."""

    numbers: Floats  # (words, width of the lens' line)
    stem: Ints  # (words,)
    sentence: Ints  # (words,) the one it stands in, of those asked for
    candidates: Ints  # (candidates,) which of the words they are


def seen(texts: Sequence[Text], sentences: Sequence[Sequence[Span]], lens: Lens) -> Seen:
    """The candidates of some ``sentences`` of each text (offsets, in text order), of all texts together."""
    spans = [(at, start, end) for at, inside in enumerate(sentences) for start, end in inside]
    before = [at - 1 if at and spans[at - 1][0] == text else -1 for at, (text, _, _) in enumerate(spans)]
    return _Sight(_words(texts, spans, lens), lens, np.array(before, np.int64)).seen()


@dataclass(frozen=True)
class _Words:
    """The words of some sentences, (words,) each."""

    row: Ints  # in the lens
    stem: Ints
    masked: Flags
    apt: Flags
    stop: Flags
    opens: Flags
    kind: Ints
    sentence: Ints
    index: Ints  # in its text


def _words(texts: Sequence[Text], sentences: Sequence[tuple[int, int, int]], lens: Lens) -> _Words:
    """The words of ``sentences`` (text, start, end): the texts are laid end to end, and cut again at the end."""
    docs = [text.words for text in texts]
    base = np.cumsum([0, *(len(text.text) + 1 for text in texts)])
    row, stem, space, number, apt, stop, opens = lens.words.of(docs).T
    start = np.concatenate([at + doc.to_array(IDX).astype(np.int64) for at, doc in zip(base, docs, strict=False)])
    index = np.concatenate([np.arange(len(doc)) for doc in docs])
    spans = [(*span, int(at)) for text, at in zip(texts, base, strict=False) for span in _spans(text)]
    kind = _told(start, number, spans)
    edges = np.array([(left, right) for _, left, right in sentences], np.int64).reshape(-1, 2)
    edges += base[[at for at, _, _ in sentences], None]
    sentence = np.searchsorted(edges[:, 0], start, "right") - 1
    inside = (sentence >= 0) & (start < np.append(edges[:, 1], 0)[sentence]) & (space == 0)
    masked = _MASKED[kind]
    stem = np.where(masked, lens.masks()[kind], stem)
    columns = (row, stem, masked, apt > 0, stop > 0, opens > 0, kind, sentence, index)
    return _Words(*(column[inside] for column in columns))


def _spans(text: Text) -> Iterator[tuple[int, int, int]]:
    """(start, end, kind) of what stands in ``text``; what comes later hides what was there."""
    yield from ((mention.start, mention.end, _KIND["date"]) for mention in text.dates)
    yield from ((sighting.start, sighting.end, _KIND[sighting.kind]) for sighting in text.sightings)


def _told(start: Ints, number: Ints, spans: Sequence[tuple[int, int, int, int]]) -> Ints:
    """What each word is, an index of _KINDS, under ``spans`` (start, end, kind, what their offsets count from)."""
    found = np.where(number > 0, _KIND["number"], _PLAIN)
    told = np.array(spans, np.int64).reshape(-1, 4)
    edges = np.searchsorted(start, told[:, :2] + told[:, 3:])
    for (first, last), kind in zip(edges.tolist(), told[:, 2].tolist(), strict=True):
        found[first:last] = kind
    return found


class _Sight:
    """The candidates among some words."""

    def __init__(self, words: _Words, lens: Lens, before: Ints) -> None:
        self._words, self._lens, self._before = words, lens, before
        self._count = len(words.row)
        self._able = self._candidates()
        self._chosen = np.flatnonzero(self._able)
        self._own = words.stem[self._chosen]

    def seen(self) -> Seen:
        """All of it."""
        words, chosen = self._words, self._chosen
        line = Line(self._numbers[:-1, self._lens.line], words.stem, words.sentence, chosen)
        around, names, mean = tuple(self._around()), self._names(), self._mean()
        return Seen(words.sentence[chosen], words.index[chosen], around, names, mean, self._before, line)

    def _candidates(self) -> Flags:
        """Words that may say a decision: no date, number or punctuation, one word of each name."""
        words, kind = self._words, self._words.kind
        again = np.zeros(self._count, np.bool_)
        again[1:] = (kind[1:] == kind[:-1]) & (words.sentence[1:] == words.sentence[:-1])
        return np.where(kind == _PLAIN, words.apt, ~_COUNTED[kind] & ~(_MASKED[kind] & again))

    @cached_property
    def _numbers(self) -> Floats:
        """(words + 1, columns of the lens): of each word, and of nobody."""
        words, lens = self._words, self._lens
        rows = np.append(np.where(words.masked, NOBODY, words.row), NOBODY)
        found = np.take(lens.words.numbers, rows, axis=0)
        told = np.flatnonzero(words.kind != _PLAIN)
        found[told] += lens.kinds[words.kind[told]]
        found[-1] = 0
        for at, concept in self._in_phrases():
            found[at] += lens.concepts[concept]
        return found

    def _in_phrases(self) -> set[tuple[int, int]]:
        """(place, concept) of words that belong to a concept by their phrase, not by themselves."""
        words = self._words
        folded = [self._lens.words.folded[row] for row in words.row.tolist()]
        found = phrases(folded, np.flatnonzero(words.opens).tolist())
        whole = [(c, a, b) for c, a, b in found if words.sentence[a] == words.sentence[b - 1]]
        inside = {(at, concept) for concept, first, last in whole for at in range(first, last)}
        return {(at, c) for at, c in inside if not words.masked[at] and c not in alone(folded[at])}

    def _block(self, block: int) -> Floats:
        return self._numbers[:, block * self._lens.units : (block + 1) * self._lens.units]

    def _mean(self) -> Floats:
        words, columns = self._words, self._numbers[:, self._lens.mean]
        found = np.zeros((len(self._before), columns.shape[1]), np.float32)
        shown, first, count = np.unique(words.sentence, return_index=True, return_counts=True)
        if len(shown):
            found[shown] = _share(np.add.reduceat(columns[:-1], first, axis=0), count)
        return found

    def _around(self) -> Iterator[Floats]:
        for block, window in enumerate(_WINDOWS):
            places = self._places(window)
            yield _share(self._block(block)[places].sum(1), (places >= 0).sum(1))

    def _places(self, window: Ints) -> Ints:
        """(candidates, window) places around each, within its sentence; -1 beyond it."""
        places = np.clip(self._chosen[:, None] + window, 0, self._count - 1)
        sentence = self._words.sentence
        beyond = (sentence[places] != sentence[self._chosen, None]) | (places != self._chosen[:, None] + window)
        return np.where(beyond, -1, places)

    def _name(self, kind: int, one: Ints, two: Ints | int) -> Ints:
        return ((kind << _BITS) + one << _BITS) + two

    def _names(self) -> Ints:
        alone = self._name(_ALONE, self._own, 0)
        near = 1 + np.arange(_NEAR)
        return np.stack([alone, self._beside(_WITH_AFTER, near), self._beside(_WITH_BEFORE, -near)], axis=1)

    def _beside(self, kind: int, window: Ints) -> Ints:
        """With the first word of the window that differs and says something: "annuler l'appel" is annul_appel."""
        places = self._places(window)
        stems = self._words.stem[places]
        other = (places >= 0) & self._able[places] & ~self._words.stop[places] & (stems != self._own[:, None])
        nearest = stems[np.arange(len(stems)), other.argmax(1)]
        return np.where(other.any(1), self._name(kind, self._own, nearest), NO_NAME)


def _share(total: Floats, count: Ints) -> Floats:
    """The means of ``count`` rows each, of which there may be none."""
    return total * (1 / np.maximum(count, 1)[:, None]).astype(np.float32)
