"""Dates with bounds: do they agree, and how far apart are they? Pure."""

from datetime import date, timedelta
from functools import lru_cache

from nlp.types import FuzzyDate, Timex

_OPEN_PAST, _OPEN_FUTURE = date(1900, 1, 1), date(2200, 12, 31)


def bounds(when: FuzzyDate) -> tuple[date, date]:
    """First and last day, open ends made wide."""
    return when.earliest or _OPEN_PAST, when.latest or _OPEN_FUTURE


def days(when: FuzzyDate) -> int:
    """Length in days; an open date is long."""
    first, last = bounds(when)
    return (last - first).days


def overlap(left: FuzzyDate, right: FuzzyDate, tolerance: int = 0) -> bool:
    """Whether two dates can be the same day, give or take ``tolerance`` days."""
    (a, b), (c, d) = bounds(left), bounds(right)
    slack = timedelta(days=tolerance)
    return a - slack <= d and c - slack <= b


def holds(outer: FuzzyDate, inner: FuzzyDate) -> bool:
    """Whether every day of ``inner`` is one of ``outer``."""
    (a, b), (c, d) = bounds(outer), bounds(inner)
    return a <= c and d <= b


def slip(before: FuzzyDate, after: FuzzyDate) -> int | None:
    """Days between the last days of two dates; None when either is open."""
    return (after.latest - before.latest).days if before.latest and after.latest else None


@lru_cache(maxsize=4096)
def on(day: date) -> FuzzyDate:
    """A day as a date."""
    return FuzzyDate(day.isoformat(), day, day, "day", Timex("DATE", day.isoformat()))
