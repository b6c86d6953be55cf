"""Where actors stand in a text."""

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

from nlp.types import ActorKind


@dataclass(frozen=True, slots=True)
class Sighting:
    """One mention of one actor, as claims need it."""

    start: int
    end: int
    actor: str
    kind: ActorKind
    known: bool = True


class _Span(Protocol):
    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...


class Taken:
    """Places of a text that are taken; asked in logarithmic time, so that long texts stay cheap."""

    def __init__(self, spans: Iterable[_Span]) -> None:
        ordered = sorted((span.start, span.end) for span in spans)
        self._starts = [start for start, _ in ordered]
        self._ends: list[int] = []
        for _, end in ordered:
            self._ends.append(max(end, self._ends[-1] if self._ends else 0))

    def __call__(self, start: int, end: int) -> bool:
        """Whether [start, end) overlaps a taken place."""
        before = bisect_left(self._starts, end)  # spans that start before our end
        return before > 0 and self._ends[before - 1] > start
