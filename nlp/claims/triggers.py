"""Where a sentence speaks of decisions: the table's patterns, strongest first, each word read once."""

from dataclasses import dataclass

from nlp.claims.lexicon import TRIGGERS
from nlp.types import ClaimType


@dataclass(frozen=True, slots=True)
class Trigger:
    """Words that announce a decision; offsets index the folded text."""

    type: ClaimType
    start: int
    end: int
    strength: float


def triggers(folded: str, start: int, end: int) -> list[Trigger]:
    """Triggers of the sentence [start, end), in text order; an announcement only when nothing else is said."""
    found: list[Trigger] = []
    for kind, pattern, strength in TRIGGERS:
        if kind == ClaimType.ANNOUNCEMENT and found:
            break
        for match in pattern.finditer(folded, start, end):
            if not any(match.start() < t.end and t.start < match.end() for t in found):
                found.append(Trigger(kind, match.start(), match.end(), strength))
    return _one_of_each(sorted(found, key=lambda trigger: trigger.start))


def _one_of_each(found: list[Trigger]) -> list[Trigger]:
    """The strongest of each type: a sentence says one thing of one decision."""
    best: dict[ClaimType, Trigger] = {}
    for trigger in found:
        held = best.get(trigger.type)
        if held is None or trigger.strength > held.strength:
            best[trigger.type] = trigger
    return sorted(best.values(), key=lambda trigger: trigger.start)
