"""What the classifier sees of a text: its candidate words, each with its surroundings, as numbers and as names.

A company, a person, a date and a number are seen as such only: another affair has other ones. Everything else is seen
as its word vector, its stem and the concepts it belongs to (`thesaurus.py`).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

import numpy as np
import Stemmer
from numpy.typing import NDArray
from spacy.tokens import Doc, Token

from nlp.actors.sightings import Sighting
from nlp.claims.thesaurus import NAMES, concepts
from nlp.dates.text import fold
from nlp.types import ActorKind, DateMention

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]

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
_MASKED = frozenset({_KIND[ActorKind.COMPANY], _KIND[ActorKind.PERSON], _KIND["date"], _KIND["number"]})
_BEFORE, _AFTER = 4, 5  # words of the windows around a candidate
_FUNCTION = frozenset({"DET", "ADP", "PRON", "CCONJ", "SCONJ"})
_LOOSE = frozenset({"DET", "ADP", "PUNCT", "CCONJ"})
_KEPT = 20_000  # vectors kept: 10 MB
_STEMMER = Stemmer.Stemmer("french")
WIDTH = len(_KINDS) + len(NAMES)  # numbers of a word beside its vector


@lru_cache(maxsize=50_000)
def _stem(word: str) -> str:
    return fold(_STEMMER.stemWord(word.lower().replace("’", "'")))


@dataclass(frozen=True)
class Sentence:
    """Candidates of one sentence."""

    tokens: list[Token]  # the candidates
    dense: Floats  # (candidates, 5 × (vector + WIDTH)): itself, its head, its children, the words before and after
    names: list[list[str]]  # of each candidate: stem, pairs of stems
    mean: Floats  # (vector + WIDTH): all words of the sentence


class Vectors:
    """Word vectors, of length one, on the axes of ``projection`` (vector, smaller vector); the latest are kept."""

    def __init__(self, projection: Floats) -> None:
        self.size = projection.shape[1]
        self._projection = projection
        self._kept: dict[int, Floats] = {}

    def __call__(self, token: Token) -> Floats:
        """The vector of ``token``, (smaller vector,)."""
        if token.orth not in self._kept:
            if len(self._kept) >= _KEPT:
                self._kept.clear()
            self._kept[token.orth] = self._projected(np.asarray(token.vector))
        return self._kept[token.orth]

    def _projected(self, vector: NDArray[np.floating]) -> Floats:
        length = max(float(np.linalg.norm(vector)), 1e-6)
        projected: Floats = (vector @ self._projection / length).astype(np.float32)
        return projected


class Features:
    """Features of one parsed text."""

    def __init__(self, doc: Doc, sightings: Sequence[Sighting], dates: Sequence[DateMention], vectors: Vectors) -> None:
        self._tokens = [token for token in doc if not token.is_space]
        self._starts = [token.idx for token in self._tokens]
        self._sightings, self._dates, self._vectors = sightings, dates, vectors

    def sentence(self, left: int, right: int) -> Sentence | None:
        """Features of the sentence [left, right); None when it has no candidate."""
        first, last = np.searchsorted(self._starts, (left, right))
        tokens = self._tokens[first:last]
        chosen = [at for at in range(len(tokens)) if self._candidate(tokens, at, int(first))]
        if not chosen:
            return None
        words = _Words(tokens, self._kinds[first:last], self._vectors)
        picked = np.array(chosen)
        return Sentence(
            [tokens[at] for at in chosen],
            words.around(picked),
            [words.names(at) for at in chosen],
            words.numbers.mean(0),
        )

    @cached_property
    def _kinds(self) -> Ints:
        """What each word is: an index of _KINDS."""
        kinds = np.array([_KIND["number"] if t.like_num or t.text[0].isdigit() else 0 for t in self._tokens], np.int64)
        for spans in ([(d.start, d.end, _KIND["date"]) for d in self._dates], self._seen()):
            for start, end, kind in spans:
                first, last = np.searchsorted(self._starts, (start, end))
                kinds[first:last] = kind
        return kinds

    def _seen(self) -> list[tuple[int, int, int]]:
        return [(s.start, s.end, _KIND[s.kind]) for s in self._sightings]

    def _candidate(self, tokens: list[Token], at: int, offset: int) -> bool:
        """Whether a word may say a decision: no date, number or punctuation, no article, one word of each name."""
        kind, token = int(self._kinds[offset + at]), tokens[at]
        if kind == 0:
            return token.is_alpha and len(token) > 1 and not (token.is_stop and token.pos_ in _FUNCTION)
        if kind in (_KIND["date"], _KIND["number"]):
            return False
        return not (kind in _MASKED and at and self._kinds[offset + at - 1] == kind)


class _Words:
    """The words of one sentence."""

    def __init__(self, tokens: list[Token], kinds: Ints, vectors: Vectors) -> None:
        self._tokens, self._kinds = tokens, kinds
        self._place = {token.i: at for at, token in enumerate(tokens)}
        self._stems = [self._named(at) for at in range(len(tokens))]
        self.numbers = self._numbers(vectors)

    def _named(self, at: int) -> str:
        kind = int(self._kinds[at])
        return f"<{_KINDS[kind]}>" if kind in _MASKED else _stem(self._tokens[at].text)

    def _numbers(self, vectors: Vectors) -> Floats:
        size = vectors.size
        found = np.zeros((len(self._tokens), size + WIDTH), np.float32)
        for at, token in enumerate(self._tokens):
            if self._kinds[at] not in _MASKED and token.is_alpha:
                found[at, :size] = vectors(token)
        found[np.arange(len(self._tokens)), size + self._kinds] = 1
        for concept, first, last in concepts([fold(token.text) for token in self._tokens]):
            shown = [at for at in range(first, last) if self._kinds[at] not in _MASKED]
            found[shown, size + len(_KINDS) + concept] = 1
        return found

    def around(self, chosen: Ints) -> Floats:
        """Of each candidate: itself, its head, the mean of its children, of the words before and of those after."""
        count = len(self._tokens)
        mixes = np.zeros((4, len(chosen), count), np.float32)
        for row, at in enumerate(chosen):
            children = self._children(int(at))
            for mix, others in zip(mixes, (self._head(int(at)), children, *_windows(int(at), count)), strict=True):
                if others:
                    mix[row, others] = 1 / len(others)
        return np.concatenate([self.numbers[chosen], *(mix @ self.numbers for mix in mixes)], axis=1)

    def _head(self, at: int) -> list[int]:
        head = self._place.get(self._tokens[at].head.i)
        return [head] if head is not None and head != at else []

    def _children(self, at: int) -> list[int]:
        return [self._place[c.i] for c in self._tokens[at].children if c.i in self._place and c.dep_ != "punct"]

    def names(self, at: int) -> list[str]:
        """Stem of a candidate, alone and beside its neighbours, its children and its head."""
        stem = self._stems[at]
        return [f"u={stem}", *self._beside(at), *self._linked(at)]

    def _beside(self, at: int) -> Iterator[str]:
        stem = self._stems[at]
        if after := next((s for s in self._stems[at + 1 : at + 5] if s != stem), ""):
            yield f"b={stem}_{after}"
        if before := next((s for s in reversed(self._stems[max(0, at - 4) : at]) if s != stem), ""):
            yield f"p={before}_{stem}"

    def _linked(self, at: int) -> Iterator[str]:
        stem = self._stems[at]
        for child in self._children(at):
            if self._tokens[child].pos_ not in _LOOSE:
                yield f"c={stem}>{self._stems[child]}"
        for head in self._head(at):
            yield f"h={stem}<{self._stems[head]}"


def _windows(at: int, count: int) -> tuple[list[int], list[int]]:
    return list(range(max(0, at - _BEFORE), at)), list(range(at + 1, min(count, at + 1 + _AFTER)))
