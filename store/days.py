"""Where a claim stands in time, as day numbers: by these, claims that may be of one event are found. Pure."""

from nlp.types import ClaimStatus, FuzzyDate

_DENIED = ClaimStatus.DENIED
LONGEST = 3 * 366  # days: "this decade" places nothing
_OPEN = 366  # days that an open end is taken to reach

Days = tuple[int, int]  # first and last, proleptic ordinals


def days_of(when: FuzzyDate | None, status: ClaimStatus) -> Days | None:
    """The days that a claim says, both ends known; None for no date, and for one too long to tell anything.

    A denial says when it looks, not when the thing was done: it has none.
    """
    if when is None or when.edtf is None or status == _DENIED:
        return None
    low, high = when.earliest, when.latest
    if low is None and high is None:
        return None
    first = low.toordinal() if low else high.toordinal() - _OPEN if high else 0
    last = high.toordinal() if high else first + _OPEN
    return (first, last) if last - first <= LONGEST else None
