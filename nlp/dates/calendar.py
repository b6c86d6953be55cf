"""Choosing the year, the month or the day that a text leaves out. Pure: ``day`` is the day of publication."""

from datetime import date, timedelta

from nlp.dates.tense import FUTURE, PAST

_LONG, _SHORT = timedelta(270), timedelta(95)
_YEARS = 6  # around publication, enough for any day to fall on any weekday but 29 February


def year_of(
    day: date, month: int, number: int | None, tense: str, sure: bool = True, weekday: int | None = None
) -> int | None:
    """Year of a day or a month without one: after ``day`` in the future, before it in the past, else the nearest.

    A weekday that fits one candidate only decides alone; a tense that is not sure gives way to a candidate that is
    much nearer. None when no year has such a day.
    """
    candidates = _days(day, 1, month, number or 1)
    if number and weekday is not None:
        fits = [c for c in _days(day, _YEARS, month, number) if c.weekday() == weekday]
        candidates = [c for c in candidates if c in fits] or fits or candidates
    if not candidates:
        return None
    whole = day if number else day.replace(day=1)
    nearest = min(candidates, key=lambda c: abs(c - whole))
    side = [c for c in candidates if (c <= whole if tense == PAST else c >= whole)]
    if tense not in (PAST, FUTURE) or not side:
        return nearest.year
    told = side[-1] if tense == PAST else side[0]
    much_nearer = abs(told - whole) > _LONG and abs(nearest - whole) < _SHORT
    return nearest.year if much_nearer and not sure else told.year


def weekday_near(day: date, weekday: int, tense: str) -> date:
    """A bare weekday: the next one in the future, else the last one, today included."""
    ahead = (weekday - day.weekday()) % 7
    return day + timedelta(ahead) if tense == FUTURE else day - timedelta((day.weekday() - weekday) % 7)


def next_weekday(day: date, weekday: int) -> date:
    """The first such day strictly after ``day``."""
    return day + timedelta((weekday - day.weekday() - 1) % 7 + 1)


def last_weekday(day: date, weekday: int) -> date:
    """The last such day strictly before ``day``."""
    return day - timedelta((day.weekday() - weekday - 1) % 7 + 1)


def add_months(day: date, months: int) -> date:
    """The same day some months later; the last of the month where it has none."""
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    for number in range(day.day, 27, -1):
        if found := _day(year, month + 1, number):
            return found
    return date(year, month + 1, day.day)


def _days(day: date, around: int, month: int, number: int) -> list[date]:
    return [c for year in range(day.year - around, day.year + around + 1) if (c := _day(year, month, number))]


def _day(year: int, month: int, number: int) -> date | None:
    try:
        return date(year, month, number)
    except (ValueError, OverflowError):
        return None
