"""Where a sentence speaks of decisions: the table's patterns, strongest first, each word read once."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from nlp.actors.sightings import Sighting
from nlp.claims.lexicon import TRIGGERS
from nlp.types import ActorKind, ClaimType

_MASKS = {ActorKind.COMPANY: "§", ActorKind.PERSON: "@"}


@dataclass(frozen=True, slots=True)
class Trigger:
    """Words that announce a decision; ``head`` is the one whose grammar tells the status. Offsets index the text."""

    type: ClaimType
    start: int
    end: int
    strength: float
    head: tuple[int, int]
    words: str = ""  # as masked
    sure: bool = False  # the classifier alone is sure that a decision is said


def masked(folded: str, sightings: Iterable[Sighting]) -> str:
    """``folded`` with every company as ``§§§`` and every person as ``@@@``, of the same length."""
    text = list(folded)
    for sighting in sightings:
        if mask := _MASKS.get(sighting.kind):
            text[sighting.start : sighting.end] = mask * (sighting.end - sighting.start)
    return "".join(text)


def triggers(text: str, start: int, end: int, kinds: frozenset[ClaimType] = frozenset(ClaimType)) -> list[Trigger]:
    """Triggers of ``kinds`` in the sentence [start, end) of a masked text, in text order.

    An announcement only when alone.
    """
    found: list[Trigger] = []
    for kind, pattern, strength in _rows(kinds):
        if kind == ClaimType.ANNOUNCEMENT and found:
            break
        for match in pattern.finditer(text, start, end):
            if not any(_clash(match.span("h"), match.span(), other, kind) for other in found):
                found.append(Trigger(kind, match.start(), match.end(), strength, match.span("h"), match[0]))
    return sorted(found, key=lambda trigger: trigger.start)


@lru_cache(1_000)
def _rows(kinds: frozenset[ClaimType]) -> list[tuple[ClaimType, re.Pattern[str], float]]:
    return [row for row in TRIGGERS if row[0] in kinds]


def _clash(head: tuple[int, int], span: tuple[int, int], other: Trigger, kind: ClaimType) -> bool:
    """Whether the words are another trigger's already; two decisions may share an object, not a head."""
    if kind == other.type:
        return span[0] < other.end and other.start < span[1]
    return head[0] < other.end and other.start < head[1]
