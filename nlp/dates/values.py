"""TIMEX3 value + mod → EDTF and honest bounds. Pure."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

from nlp.dates.lexicon import EDTF_QUARTER, EDTF_SEASON
from nlp.types import FuzzyDate, Timex

_PART_OF_YEAR = re.compile(r"(\d{4})-(Q[1-4]|H[12]|SP|SU|FA|WI)")
_MONTHS_OF = {
    "Q1": (1, 3), "Q2": (4, 6), "Q3": (7, 9), "Q4": (10, 12), "H1": (1, 6), "H2": (7, 12),
}  # fmt: skip
_SEASON_DAYS = {"SP": ((3, 20), (6, 20)), "SU": ((6, 21), (9, 22)), "FA": ((9, 23), (12, 20))}
_SHARES = {"START": (0.0, 0.25), "MID": (0.375, 0.625), "END": (0.75, 1.0)}
_MONTH_THIRDS = {"START": (1, 10), "MID": (10, 20), "END": (21, 31)}
_YEAR_MONTHS = {"START": (1, 3), "MID": (5, 8), "END": (10, 12)}
_WEEK_DAYS = {"START": (0, 1), "MID": (2, 3), "END": (3, 6)}
_BEFORE = frozenset({"BEFORE", "UNTIL"})
_AFTER = frozenset({"FROM", "AFTER"})

Span = tuple[date, date]


@dataclass(frozen=True, slots=True)
class Value:
    """What a rule found: TIMEX3 attributes."""

    value: str
    mod: str = ""
    type: str = "DATE"
    span: Span | None = None  # first and last day of a duration that is anchored


def fuzzy(found: Value) -> FuzzyDate:
    """The date with all that follows from its TIMEX3 value."""
    timex = Timex(found.type, found.value, found.mod)
    span = _span(found.value)
    if found.type in ("DURATION", "SET") or span is None:
        granularity = "duration" if found.type == "DURATION" else "reference"
        first_day, last_day = found.span or (None, None)
        return FuzzyDate(None, first_day, last_day, granularity, timex)
    first, last = _narrowed(span, found)
    earliest = None if found.mod in _BEFORE else first
    latest = None if found.mod in _AFTER else last
    return FuzzyDate(_edtf(found, span), earliest, latest, _granularity(found.value), timex)


def month_span(year: int, month: int) -> Span:
    """First and last day of a month."""
    return date(year, month, 1), date(year, month, monthrange(year, month)[1])


def week(day: date) -> str:
    """ISO week of a day: 2026-W08."""
    year, number, _ = day.isocalendar()
    return f"{year}-W{number:02d}"


def _span(value: str) -> Span | None:
    try:
        return _interval(value) if "/" in value else _single(value)
    except ValueError:
        return None


def _interval(value: str) -> Span | None:
    left, _, right = value.partition("/")
    start, end = _single(left), _single(right)
    return (start[0], end[1]) if start and end and start[0] <= end[1] else None


def _single(value: str) -> Span | None:
    value = value.partition("T")[0]
    if match := _PART_OF_YEAR.fullmatch(value):
        return _part_of_year(int(match[1]), match[2])
    if match := re.fullmatch(r"(\d{4})-W(\d\d)(-WE)?", value):
        monday = date.fromisocalendar(int(match[1]), int(match[2]), 1)
        return (monday + timedelta(5), monday + timedelta(6)) if match[3] else (monday, monday + timedelta(6))
    if re.fullmatch(r"\d{4}-\d\d-\d\d", value):
        return date.fromisoformat(value), date.fromisoformat(value)
    if match := re.fullmatch(r"(\d{4})-(\d\d)", value):
        return month_span(int(match[1]), int(match[2]))
    if re.fullmatch(r"\d{2,4}", value):
        return _years(value)
    return None


def _years(value: str) -> Span:
    """A year; a decade has three digits, a century two."""
    size = 10 ** (4 - len(value))
    return date(int(value) * size, 1, 1), date(int(value) * size + size - 1, 12, 31)


def _part_of_year(year: int, part: str) -> Span:
    if part in _MONTHS_OF:
        first, last = _MONTHS_OF[part]
        return date(year, first, 1), month_span(year, last)[1]
    if part == "WI":
        return date(year, 12, 21), date(year + 1, 3, 19)
    first_day, last_day = _SEASON_DAYS[part]
    return date(year, *first_day), date(year, *last_day)


def _narrowed(span: Span, found: Value) -> Span:
    """Bounds of the START, MID or END of a span: thirds of a month, seasons of a year, quarters of anything else."""
    if found.mod not in _SHARES:
        return span
    first, last = span
    if re.fullmatch(r"\d{4}-\d\d", found.value):
        low, high = _MONTH_THIRDS[found.mod]
        return first.replace(day=low), first.replace(day=min(high, last.day))
    if re.fullmatch(r"\d{4}", found.value):
        low, high = _YEAR_MONTHS[found.mod]
        return first.replace(month=low), month_span(first.year, high)[1]
    if "W" in found.value:
        low, high = _WEEK_DAYS[found.mod]
        return first + timedelta(low), first + timedelta(high)
    low_share, high_share = _SHARES[found.mod]
    days = (last - first).days
    return first + timedelta(round(days * low_share)), first + timedelta(round(days * high_share))


def _edtf(found: Value, span: Span) -> str:
    value = "/".join(_edtf_single(part) for part in found.value.split("/"))
    if "/" in found.value:
        return value
    day = value.partition("T")[0]  # an interval has no hours, no quarters, no weeks (EDTF)
    plain = re.fullmatch(r"\d{4}(-(0\d|1[0-2])(-\d\d)?)?", day)
    if found.mod in _BEFORE:
        return f"../{day if plain else span[1]}"
    if found.mod in _AFTER:
        return f"{day if plain else span[0]}/.."
    if found.mod == "APPROX":
        return f"{value}~"
    return value


def _edtf_single(value: str) -> str:
    day, _, clock = value.partition("T")
    if re.fullmatch(r"[01]\d:\d\d|2[0-3]:\d\d", clock):
        return f"{day}T{clock}:00"
    if match := _PART_OF_YEAR.fullmatch(day):
        return f"{match[1]}-{ {**EDTF_QUARTER, **EDTF_SEASON}[match[2]] }"
    if "W" in day and (span := _single(day)):
        return f"{span[0]}/{span[1]}"
    return day.ljust(4, "X")


def _granularity(value: str) -> str:
    if "/" in value:
        return "interval"
    if "T" in value:
        return "minute" if ":" in value else "day"
    for pattern, name in _GRANULARITIES:
        if re.fullmatch(pattern, value):
            return name
    return "reference"


_GRANULARITIES = (
    (r"\d{4}-\d\d-\d\d", "day"),
    (r"\d{4}-W\d\d(-WE)?", "week"),
    (r"\d{4}-\d\d", "month"),
    (r"\d{4}-Q\d", "quarter"),
    (r"\d{4}-H\d", "semester"),
    (r"\d{4}-(SP|SU|FA|WI)", "season"),
    (r"\d{4}", "year"),
    (r"\d{3}", "decade"),
    (r"\d\d", "century"),
)
