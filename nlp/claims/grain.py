"""A date as a claim holds it: the grain of the words, the year that the tense asks for, a delay counted."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

from nlp.dates.text import fold
from nlp.dates.values import Value, fuzzy
from nlp.types import ClaimStatus, DateMention

_SEASON = re.compile(r"\d{4}-(?:SP|SU|FA|WI)")
_DEICTIC = re.compile(
    r"\d{4}|\b(?:cet?|cette|ces|dernier|derniere|prochaine?|passee?|this|last|next|hier|demain|aujourd'hui)\b"
    r"|\b(?:veille|lendemain)\b|\bmois[- ]ci"
)
_NAMED = re.compile(
    r"\b(?:janvier|fevrier|mars|avril|mai|juin|juillet|aout|septembre|octobre|novembre|decembre|printemps|ete|automne|hiver|trimestre|semestre|noel|rentree"
    r"|january|february|march|april|may|june|july|august|september|october|november|december)\b"
)
_DELAY = re.compile(r"P(\d+)([YMWD])(?:/P(\d+)([YMWD]))?")
_WITHIN = re.compile(
    r"\b(?:en|sous|d'ici|dans|dans\s+(?:un\s+delai|les)|delai\s+(?:de|compris\s+entre|maximal\s+de)|within|in|laiss\w+|moins\s+de|entre)\s+(?:a\s+|les\s+|moins\s+de\s+)?(?:«\s*)?$"
    r"|^(?:en|sous|dans|moins\s+de|within|in)\b"
)
_BETWEEN = re.compile(r"\bentre\s+(?:l'|le\s+|la\s+)?$")
_DAYS = {"D": 1, "W": 7}


def as_told(mention: DateMention) -> DateMention:
    """ "Avant l'été", "d'ici l'été": the summer, as promised (tests/gold/README.md)."""
    timex = mention.date.timex
    if timex.mod == "BEFORE" and _SEASON.fullmatch(timex.value):
        return replace(mention, date=replace(mention.date, edtf=fuzzy(Value(timex.value)).edtf))
    return mention


def joined(mention: DateMention, dates: Sequence[DateMention], folded: str) -> DateMention:
    """ "Entre la fin de l'année 2026 et le début de 2027", "fin mars ou début avril": one stretch of time."""
    for first, second in pairwise(dates):
        gap = folded[first.end : second.start]
        between = gap == " et " and _BETWEEN.search(folded[: first.start][-10:]) is not None
        if mention in (first, second) and (between or gap == " ou "):
            return _stretch(first, second)
    return mention


def _stretch(first: DateMention, second: DateMention) -> DateMention:
    start, end = first.date.earliest, second.date.latest
    if start is None or end is None or start > end:
        return first
    months = start.day == 1 and (end + timedelta(1)).day == 1
    value = f"{start:%Y-%m}/{end:%Y-%m}" if months else f"{start}/{end}"
    return replace(first, end=second.end, date=fuzzy(Value(value)))


def in_tense(mention: DateMention, status: ClaimStatus, day: date | None) -> DateMention:
    """A month without year that is over cannot be planned: the next one is meant."""
    last, text = mention.date.latest, fold(mention.text)
    if day is None or _DEICTIC.search(text) or not _NAMED.search(text):
        return mention
    if status == ClaimStatus.PLANNED and last is not None and last < day:
        return _shifted(mention, 1)
    return mention


def _shifted(mention: DateMention, years: int) -> DateMention:
    """The same words in another year."""
    timex = mention.date.timex
    value = re.sub(r"\d{4}", lambda year: str(int(year[0]) + years), timex.value)
    return replace(mention, date=fuzzy(Value(value, timex.mod, timex.type)))


def delay(mention: DateMention, since: date, folded: str) -> DateMention | None:
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
    return replace(mention, date=fuzzy(Value("/".join(ends))))


def _after(since: date, count: int, unit: str) -> str:
    if unit in _DAYS:
        return date.fromordinal(since.toordinal() + count * _DAYS[unit]).isoformat()
    months = since.year * 12 + since.month - 1 + count * (12 if unit == "Y" else 1)
    return f"{months // 12}-{months % 12 + 1:02d}"
