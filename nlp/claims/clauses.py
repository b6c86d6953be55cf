"""The clause of a trigger, and the date that belongs to its decision rather than the nearest one."""

import re
from collections.abc import Sequence

from nlp.claims.triggers import Trigger
from nlp.types import DateMention

_BREAK = re.compile(
    r"[;:]\s|,\s(?:mais|et|alors|tandis|or|puis|but|while)\s|\s(?:mais|tandis\s+que|alors\s+que|puis)\s"
)
_SIDE = re.compile(r"\s\(|\)\s")


def clause(folded: str, trigger: Trigger, left: int, right: int) -> tuple[int, int]:
    """The part of the sentence [left, right) between the breaks around ``trigger``."""
    start = max((m.end() for m in _BREAK.finditer(folded, left, trigger.start)), default=left)
    match = _BREAK.search(folded, trigger.end, right)
    return start, match.start() if match else right


def dates_of(found: Sequence[Trigger], dates: Sequence[DateMention], folded: str) -> dict[Trigger, DateMention]:
    """Each date goes to the trigger it is closest to; each trigger keeps the closest of its dates."""
    best: dict[Trigger, tuple[float, DateMention]] = {}
    for mention in dates:
        if mention.date.edtf is None or not found:
            continue
        cost, _, trigger = min(
            (_cost(trigger, mention, folded), trigger.start, trigger)
            for trigger in sorted(found, key=lambda t: t.start)
        )
        if trigger not in best or cost < best[trigger][0]:
            best[trigger] = (cost, mention)
    return {trigger: mention for trigger, (_, mention) in best.items()}


def _cost(trigger: Trigger, mention: DateMention, folded: str) -> float:
    """Characters between, doubled across a break of clause; inside is nothing, after is a little less than before."""
    if mention.start < trigger.end and trigger.start < mention.end:
        return 0
    after = mention.start >= trigger.end
    gap = folded[trigger.end : mention.start] if after else folded[mention.end : trigger.start]
    breaks = len(_BREAK.findall(gap)) + len(_SIDE.findall(gap))
    return len(gap) * (1.0 if after else 1.15) + 40 * breaks
