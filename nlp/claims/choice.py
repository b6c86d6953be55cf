"""The choice between what the rules say of a decision and other answers that its sentence leaves open."""

from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Generic, TypeVar

from nlp.claims.cues import Cue
from nlp.claims.features import Span
from nlp.claims.judge import Judge, Sight

_AT_ONCE = 4_000  # words of the sights looked at together: 20 MB


class Option(ABC):
    """One of the answers: something that stands in the sentence or near it, or nothing."""

    cue: Cue
    ruled: bool  # it is the rules' own

    @property
    @abstractmethod
    def span(self) -> Span | None:
        """Where it stands in the text."""

    @abstractmethod
    def whole(self) -> Iterator[str]:
        """What is known of it beside its words."""

    @property
    def sight(self) -> Sight:
        """As the network sees it."""
        return self.cue.sight(self.span, self.whole())


T = TypeVar("T", bound=Option)


@dataclass(frozen=True)
class Choice(Generic[T]):
    """``network`` answers with one logit an option; the rules' own gives way to one surer by ``margin``."""

    network: Judge
    margin: float  # of logarithms of probabilities

    def of(self, asked: Sequence[Sequence[T]]) -> list[T]:
        """The option for each that is asked; the first ones are the rules' own."""
        sure = self._sure([option for options in asked if len(options) > 1 for option in options])
        return [self._best(options, sure) if len(options) > 1 else options[0] for options in asked]

    def _sure(self, options: Sequence[T]) -> Iterator[float]:
        """The logit of each; what is seen of a few at a time is kept."""
        some: list[Sight] = []
        words = 0
        for at, option in enumerate(options, 1):
            some.append(option.sight)
            words += len(some[-1].names)
            if at == len(options) or words >= _AT_ONCE:
                yield from self.network.logits(some)[:, 0].tolist()
                some, words = [], 0

    def _best(self, options: Sequence[T], sure: Iterator[float]) -> T:
        return options[surest(options, islice(sure, len(options)), self.margin)]


def surest(options: Sequence[Option], sure: Iterable[float], margin: float) -> int:
    """Which of ``options`` to believe by their logits, the rules' own taken for surer by ``margin``."""
    weighed = [logit + margin * option.ruled for option, logit in zip(options, sure, strict=True)]
    return weighed.index(max(weighed))
