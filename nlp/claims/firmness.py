"""How firmly a decision is said, as sentences have taught it: beside the rules of :mod:`nlp.claims.status`.

A small network reads the sentence as :mod:`nlp.claims.convolution` does, but for one decision: each word says how far
it stands from the head, and all say the type, what the rules answered and where the date lies. It is believed where
it is surer than the rules by a margin (docs/decisions/reading-decisions.md). Made by
``python -m benchmarks.train_firmness``.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path

import numpy as np
from spacy.tokens import Token
from spacy.vocab import Vocab

from nlp.claims import stored
from nlp.claims.convolution import Encoder, encode, filled
from nlp.claims.stored import Arrays
from nlp.claims.text import Text
from nlp.claims.triggers import Trigger
from nlp.claims.words import Floats, Ints
from nlp.types import ClaimStatus, ClaimType, DateMention

WEIGHTS = Path(__file__).with_name("weights") / "firmness.npz"
STATUSES = tuple(ClaimStatus)
HALVES = ("vectors", "layers", "hidden", "hidden_bias", "units", "bias")  # kept in half precision
WORDS = "names"
# of logarithms of probabilities: from which it is believed against the rules, which know doubt and denial best
_SURER = np.array([1.0 if status in (ClaimStatus.DONE, ClaimStatus.PLANNED) else 2.0 for status in STATUSES])
_DONE = STATUSES.index(ClaimStatus.DONE)
_GRAVE = frozenset({ClaimType.AWARD, ClaimType.MIGRATION})  # said done when they are not, they cost readers most:
_DEAR = 2.0  # so much surer it must be to say it (of 1,205 planned by the rules, 13 falsely done, not 25)
_FAR = 12  # words from the head; beyond, all are as far
_MASKS = "§@"  # of companies and persons
_NOTHING = np.zeros(300, np.float32)


@dataclass(frozen=True)
class Cue:
    """One decision in its sentence, as the rules have read it."""

    text: Text
    left: int
    right: int
    trigger: Trigger
    mention: DateMention | None  # the date that belongs to it
    status: ClaimStatus
    plain: bool  # the grammar of its head told nothing

    @cached_property
    def words(self) -> list[Token]:
        """The words of its sentence."""
        span = self.text.words.char_span(self.left, self.right, alignment_mode="expand")
        return [token for token in span or () if not token.is_space]

    @cached_property
    def head(self) -> int:
        """Which of its words is the head."""
        start = self.trigger.head[0]
        return next((at for at, token in enumerate(self.words) if token.idx <= start < token.idx + len(token)), 0)

    def seen(self) -> tuple[list[Floats], list[list[str]], list[str]]:
        """(words, vector): its direction, nothing for names and dates; the names of each word; what all words say."""
        hidden = [self._hidden(token) for token in self.words]
        vectors = [
            _NOTHING if no else direction(token.vocab, token.orth) for token, no in zip(self.words, hidden, strict=True)
        ]
        return vectors, [list(self._names(at, hidden[at])) for at in range(len(self.words))], list(self._whole())

    @cached_property
    def _dates(self) -> list[DateMention]:
        return [mention for mention in self.text.dates if self.left <= mention.start < self.right]

    def _hidden(self, token: Token) -> str:
        """What a word is seen as in place of itself, if anything."""
        if any(mention.start <= token.idx < mention.end for mention in self._dates):
            return "<date>"
        mask = self.text.masked[token.idx]
        return mask if mask in _MASKS else "<number>" if token.like_num else ""

    def _names(self, at: int, hidden: str) -> Iterator[str]:
        token = self.words[at]
        word = hidden or self.text.folded[token.idx : token.idx + len(token)]
        yield f"={word}"
        yield f"-{hidden or word[-3:]}"
        yield _grammar(token.pos_, str(token.morph))
        yield f"@{max(-_FAR, min(_FAR, at - self.head))}"
        if self.trigger.start <= token.idx < self.trigger.end:
            yield "trigger"

    def _whole(self) -> Iterator[str]:
        """What all of its words say."""
        yield f"type {self.trigger.type}"
        yield f"rules {self.status}"
        if self.plain:
            yield "plain"
        if self.mention and self.text.day and self.mention.date.earliest:
            yield "ahead" if self.mention.date.earliest > self.text.day else "past"


@lru_cache(maxsize=5_000)
def direction(vocab: Vocab, orth: int) -> Floats:
    """The vector of a word, of length one; spaCy looks for it 20 µs each time."""
    lexeme = vocab[orth]
    return np.asarray(lexeme.vector / max(float(lexeme.vector_norm), 1e-6), np.float32)


@lru_cache(maxsize=5_000)
def _grammar(pos: str, morph: str) -> str:
    """Part of speech, tense, mood and form."""
    told = dict(part.split("=") for part in morph.split("|") if part)
    return f"+{pos}{''.join(told.get(key, '') for key in ('Tense', 'Mood', 'VerbForm'))}"


@dataclass(frozen=True)
class Firmness:
    """Weights: ``vectors`` and ``names`` (→ encoder's width), its ``layers``, ``hidden`` and ``units`` (→ statuses).

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

    def statuses(self, cues: Sequence[Cue]) -> list[ClaimStatus]:
        """The status of each: the rules' own, unless what was learned is surer of another."""
        if not cues:
            return []
        given = np.array([STATUSES.index(cue.status) for cue in cues])
        sure = self.logits(cues)
        sure[:, _DONE] -= [_DEAR * (cue.trigger.type in _GRAVE and cue.status != ClaimStatus.DONE) for cue in cues]
        return self.chosen(sure, given, _SURER[given])

    def chosen(self, sure: Floats, given: Ints, margin: Floats | float) -> list[ClaimStatus]:
        """The surest of each, the ``given`` ones taken for surer by ``margin``."""
        weighed = sure.copy()
        weighed[np.arange(len(given)), given] += margin
        return [STATUSES[at] for at in weighed.argmax(1).tolist()]

    def logits(self, cues: Sequence[Cue]) -> Floats:
        """(cues, statuses); only differences tell."""
        seen = [cue.seen() for cue in cues]
        lengths = np.array([len(names) for _, names, _ in seen])
        words = np.array([vector for vectors, _, _ in seen for vector in vectors]) @ self.vectors
        words += self._named([names for _, all_names, _ in seen for names in all_names])
        words += np.repeat(self._named([whole for _, _, whole in seen]), lengths, 0)
        encoded = encode(self._encoder, words, lengths)
        starts = np.cumsum(lengths) - lengths
        return self.judged(pooled(encoded, starts, lengths, starts + [cue.head for cue in cues]))

    def judged(self, whole: Floats) -> Floats:
        """(cues, statuses) of what was pooled."""
        return np.asarray(np.maximum(whole @ self.hidden + self.hidden_bias, 0) @ self.units + self.bias, np.float32)

    def _named(self, names: Sequence[Sequence[str]]) -> Floats:
        unknown = len(self.vocabulary)
        rows = np.array([self.vocabulary.get(name, unknown) for some in names for name in some])
        counts = np.array([len(some) for some in names])
        return np.asarray(np.add.reduceat(self._weights[rows], np.cumsum(counts) - counts), np.float32)

    @cached_property
    def _weights(self) -> Floats:
        """``names``, and nothing for one that is not there."""
        return np.concatenate([self.names, np.zeros_like(self.names[:1])])

    @cached_property
    def _encoder(self) -> Encoder:
        return filled(self.layers)


def pooled(encoded: Floats, starts: Ints, lengths: Ints, heads: Ints) -> Floats:
    """(sentences, 3 × width): the head's, the mean, the most of each column."""
    mean = np.add.reduceat(encoded, starts) / lengths[:, None]
    return np.concatenate([encoded[heads], mean, np.maximum.reduceat(encoded, starts)], axis=1, dtype=np.float32)


@lru_cache(maxsize=1)
def shipped() -> Firmness:
    """The weights shipped. Raises ModelError when they cannot be read."""
    return stored.read(WEIGHTS, "statuses", unpacked)


def unpacked(arrays: Arrays) -> Firmness:
    """The network from the arrays of its file."""
    return Firmness(**stored.unpacked(arrays, HALVES, WORDS))
