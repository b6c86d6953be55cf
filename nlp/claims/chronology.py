"""Under which date an entry stands: "Mars 2019. La Drees retient Azure.", on a line of its own."""

import re
from collections.abc import Sequence
from datetime import date

from nlp.types import DateMention

_ENDS = re.compile(r"\s*(?:[.:]|\s[–—-])\s")  # what parts a heading from its entry
_BULLET = 6  # characters before the date at most: "– ", "• le "
_GRAINS = frozenset({"day", "month", "season", "quarter", "semester", "year"})


def heading(folded: str, dates: Sequence[DateMention], left: int, day: date | None) -> DateMention | None:
    """The date that heads the line of the sentence at ``left``, before it or in it, if it is over.

    A dateline of ``day`` itself heads nothing.
    """
    line = folded.rfind("\n", 0, left) + 1
    first = next((mention for mention in dates if mention.start >= line), None)
    if (
        first is None
        or first.start - line > _BULLET
        or first.start > left + _BULLET
        or first.date.granularity not in _GRAINS
    ):
        return None
    over = day is None or (first.date.latest is not None and first.date.latest < day)
    return first if over and _ENDS.match(folded, first.end) else None
