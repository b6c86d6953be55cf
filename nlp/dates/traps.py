"""What looks like a date and is none: numbers of laws, ages, prices, addresses, programmes. Pure."""

import re

_BEFORE = re.compile(
    r"(?:\bn\s?[°o]\s*|\bart(?:icle|\.)\s*[lrd]?\.?\s*|\b[lrd]\.\s?\d*[-.]?|\bfrance\s+|\bhorizon\s+europe\s+|\bplan\s+|\bversion\s+|\bv\.?|"
    r"\biso\s+|\b(?:ue|ce|eu)\)\s*|\bag\w*\s+de\s+|\btel\.?\s*:?\s*|\bcpv\s*:?\s*|[\d.,/-]|\bcode\s+|\breglement\s+)$"
)
_AFTER = re.compile(
    r"\s*(?:euros?\b|€|k€|m€|%|millions?\b|milliards?\b|habitants\b|rue\b|avenue\b|boulevard\b|/\d|sur\s+24|sur\s+7)"
)
_NUMBER_FIRST = frozenset({"year", "part_year", "duration", "weekday_number", "numeric", "year_range", "day"})
_CHECKED_AFTER = frozenset({"year", "duration", "weekday_number"})


def is_trap(folded: str, start: int, end: int, name: str) -> bool:
    """Whether the match of pattern ``name`` at [start, end) is no date."""
    before = folded[max(0, start - 24) : start]
    if name in _NUMBER_FIRST and folded[start].isdigit() and _BEFORE.search(before):
        return True
    if (
        name == "duration"
        and re.search(r"\bag\w*\s+d[e']\s*$|\bde\s+plus\s+de\s*$", before)
        and "an" in folded[start:end]
    ):
        return True
    return name in _CHECKED_AFTER and _AFTER.match(folded, end) is not None
