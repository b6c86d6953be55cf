"""A date as a claim holds it: the grain of the words, the year that the tense asks for, a delay counted."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from itertools import pairwise

from nlp.dates.text import fold
from nlp.dates.values import Value, fuzzy
from nlp.types import DateMention, FuzzyDate

_SEASON = re.compile(r"\d{4}-(?:SP|SU|FA|WI)")
_DEICTIC = re.compile(
    r"\d{4}|\b(?:cet?|cette|ces|dernier|derniere|prochaine?|passee?|this|last|next|hier|demain|aujourd'hui)\b"
    r"|\b(?:veille|lendemain)\b|\bmois[- ]ci"
)
_NAMED = re.compile(
    r"\b(?:janvier|fevrier|mars|avril|mai|juin|juillet|aout|septembre|octobre|novembre|decembre|printemps|ete|automne|hiver|trimestre|semestre|noel|rentree"
    r"|january|february|march|april|may|june|july|august|september|october|november|december)\b"
)
_BEGUN = re.compile(r"(?:depuis|since)\b")
_DELAY = re.compile(r"P(\d+)([YMWD])(?:/P(\d+)([YMWD]))?")
_WITHIN = re.compile(
    r"\b(?:en|sous|d'ici|dans|dans\s+(?:un\s+delai|les)|delai\s+(?:de|compris\s+entre|maximal\s+de)|within|in|laiss\w+|donn\w+|moins\s+de|entre)\s+(?:a\s+|les\s+|moins\s+de\s+)?(?:«\s*)?$"
    r"|^(?:en|sous|dans|moins\s+de|(?:compris(?:es?)?\s+)?entre|between|within|in)\b"
)
_NUMBERS = {
    "un": 1,
    "one": 1,
    "a": 1,
    "deux": 2,
    "two": 2,
    "trois": 3,
    "three": 3,
    "quatre": 4,
    "four": 4,
    "cinq": 5,
    "five": 5,
}
_YEARS = re.compile(rf"\b({'|'.join(_NUMBERS)}|\d+)\s+(?:ans?|years?)\b")
_BETWEEN = re.compile(r"\bentre\s+(?:l'|le\s+|la\s+)?$")
_DAYS = {"D": 1, "W": 7}


def as_told(mention: DateMention) -> DateMention:
    """ "Avant l'été", "d'ici l'été": the summer, as promised (tests/gold/README.md)."""
    timex = mention.date.timex
    at_once = mention.text[:3].lower() in ("dès", "des")  # "dès le 22 mars" is that day
    if timex.mod == "FROM" and (at_once or mention.date.granularity in ("week", "season")):  # "depuis cette semaine"
        return replace(mention, date=replace(mention.date, edtf=fuzzy(Value(timex.value)).edtf))
    if timex.mod == "BEFORE" and _SEASON.fullmatch(timex.value):
        return replace(mention, date=replace(mention.date, edtf=fuzzy(Value(timex.value)).edtf))
    return mention


def exact(when: FuzzyDate) -> FuzzyDate:
    """ "Jusqu'au 30 mars": the deadline is the 30th, not any day before; so it is when moved "du 16 au 30 mars"."""
    value = when.timex.value.rpartition("/")[2]
    loose = when.timex.mod in ("BEFORE", "UNTIL") or value != when.timex.value
    return fuzzy(Value(value, type=when.timex.type)) if loose else when


def joined(mention: DateMention, dates: Sequence[DateMention], folded: str) -> DateMention:
    """ "Entre la fin de l'année 2026 et le début de 2027", "fin mars ou début avril": one stretch of time."""
    for first, second in pairwise(dates):
        gap = folded[first.end : second.start]
        between = gap == " et " and _BETWEEN.search(folded[: first.start][-10:]) is not None
        if mention in (first, second) and (between or gap == " ou "):
            return _stretch(first, second)
    return mention


def _stretch(first: DateMention, second: DateMention) -> DateMention:
    """From one to the other, each at its own grain: the end of 2026 and the start of 2027 are 2026/2027."""
    start, end = first.date.earliest, second.date.latest
    if start is None or end is None or start > end:
        return first
    parts = [mention.date.timex.value.partition("T")[0] for mention in (first, second)]
    plain = not any("W" in part or "/" in part for part in parts)  # EDTF has no interval of intervals
    value = "/".join(parts) if plain else f"{start}/{end}"
    return replace(first, end=second.end, date=replace(fuzzy(Value(value)), earliest=start, latest=end))


def upcoming(mention: DateMention, day: date | None) -> DateMention:
    """A month without year that is over cannot be to come: the next one is meant."""
    last = mention.date.latest or mention.date.earliest
    if day is None or last is None or last >= day or not _yearless(mention) or _BEGUN.match(fold(mention.text)):
        return mention
    return _shifted(mention, 1)


def foregone(mention: DateMention, day: date | None) -> DateMention:
    """A month without year that is to come cannot be over: the last one is meant."""
    first = mention.date.earliest or mention.date.latest
    if day is None or first is None or first <= day or not _yearless(mention):
        return mention
    return _shifted(mention, -1)


def nearest(mention: DateMention, day: date | None) -> DateMention:
    """A month without year of a promise whose time may be over: the one nearest to ``day``."""
    if day is None or not _yearless(mention):
        return mention
    return min((mention, _shifted(mention, -1), _shifted(mention, 1)), key=lambda m: _gap(m, day))


def _gap(mention: DateMention, day: date) -> float:
    """Days between; one to come is as near as one over for a little longer."""
    first, last = mention.date.earliest or mention.date.latest, mention.date.latest or mention.date.earliest
    if first is None or last is None or first <= day <= last:
        return 0.0
    return (day - last).days if last < day else (first - day).days * 0.8


def _yearless(mention: DateMention) -> bool:
    """ "En octobre", not "en octobre 2026" nor "octobre dernier"."""
    text = fold(mention.text)
    return _NAMED.search(text) is not None and not _DEICTIC.search(text)


def _shifted(mention: DateMention, years: int) -> DateMention:
    """The same words in another year."""
    timex = mention.date.timex
    value = re.sub(r"\d{4}", lambda year: str(int(year[0]) + years), timex.value)
    return replace(mention, date=fuzzy(Value(value, timex.mod, timex.type)))


def delay(mention: DateMention, since: FuzzyDate | date, folded: str) -> DateMention | None:
    """ "S'engage à partir en deux ans": when the delay ends, at its grain; None when it is no delay to come."""
    match = _DELAY.fullmatch(mention.date.timex.value)
    if mention.date.timex.type != "DURATION" or match is None:
        return None
    before = folded[max(0, mention.start - 40) : mention.start]
    if not _WITHIN.search(before) and not _WITHIN.search(fold(mention.text)):
        return None
    ends = [_after(since, int(match[1]), match[2])]
    if match[3]:
        ends.append(_after(since, int(match[3]), match[4]))
    return replace(mention, date=fuzzy(Value("/".join(dict.fromkeys(ends)))))


def counted(mention: DateMention, since: FuzzyDate) -> DateMention | None:
    """ "Sous deux ans", said in November 2020: November 2022; None when the words count no years."""
    match = _YEARS.search(fold(mention.text))
    if match is None:
        return None
    count = int(match[1]) if match[1].isdigit() else _NUMBERS[match[1]]
    return replace(mention, date=fuzzy(Value(_after(since, count, "Y"))))


def _after(since: FuzzyDate | date, count: int, unit: str) -> str:
    """The end of a delay: no finer than the day from which it counts, no finer than a month when it counts months."""
    if isinstance(since, FuzzyDate):
        value = since.timex.value
        if since.granularity == "season" and unit == "Y":
            return f"{int(value[:4]) + count}{value[4:]}"
        last = since.latest or since.earliest
        return _after(last, count, unit)[: 4 if since.granularity == "year" else None] if last else value
    if unit in _DAYS:
        return date.fromordinal(since.toordinal() + count * _DAYS[unit]).isoformat()
    months = since.year * 12 + since.month - 1 + count * (12 if unit == "Y" else 1)
    return f"{months // 12}-{months % 12 + 1:02d}"
