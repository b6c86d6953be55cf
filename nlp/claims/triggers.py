"""Where a sentence speaks of decisions: the table's patterns, strongest first, each word read once."""

from collections.abc import Container, Iterable
from dataclasses import dataclass

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


def triggers(text: str, start: int, end: int, kinds: Container[ClaimType] = frozenset(ClaimType)) -> list[Trigger]:
    """Triggers of ``kinds`` in the sentence [start, end) of a masked text, in text order.

    An announcement only when alone.
    """
    found: list[Trigger] = []
    for kind, pattern, strength in TRIGGERS:
        if kind == ClaimType.ANNOUNCEMENT and found:
            break
        if kind not in kinds:
            continue
        for match in pattern.finditer(text, start, end):
            if not any(_clash(match.span("h"), match.span(), other, kind) for other in found):
                found.append(Trigger(kind, match.start(), match.end(), strength, match.span("h"), match[0]))
    return sorted(found, key=lambda trigger: trigger.start)


def _clash(head: tuple[int, int], span: tuple[int, int], other: Trigger, kind: ClaimType) -> bool:
    """Whether the words are another trigger's already; two decisions may share an object, not a head."""
    if kind == other.type:
        return span[0] < other.end and other.start < span[1]
    return head[0] < other.end and other.start < head[1]
