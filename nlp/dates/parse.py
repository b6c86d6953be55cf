"""Text → date mentions: windows around words of time, the patterns on them, the best of what overlaps."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

from nlp.dates.context import Context
from nlp.dates.grammar import AFTER, BEFORE, FROM, LEAD, PATTERNS, TRIGGER, UNTIL
from nlp.dates.rules import RULES
from nlp.dates.seen import Seen
from nlp.dates.tense import spoken
from nlp.dates.text import fold
from nlp.dates.traps import is_trap
from nlp.dates.values import Value, fuzzy
from nlp.types import DateMention

_BEFORE_TRIGGER, _AFTER_TRIGGER = 70, 70  # characters: longer than any date
_LONGEST_WORD = 40
_HOURS = frozenset({"clock", "noon", "day_part"})
_DAY = len("2026-02-10")
_JOINT = re.compile(r"[\s,(]{0,3}(?:heure locale[\s,)]{0,3})?")
_PREFIXES = ((BEFORE, "BEFORE"), (UNTIL, "UNTIL"), (FROM, "FROM"), (AFTER, "AFTER"))
_KINDS = {"C": "CU"}  # "24 heures" is an hour of the day, or how long
_INSIDE = (
    (("d'ici", "avant", "by ", "before"), "BEFORE"),
    (("jusqu", "until"), "UNTIL"),
    (("depuis", "des ", "since", "a partir", "a compter"), "FROM"),
    (("apres",), "AFTER"),
)
_RANK = {row.name: rank for rank, row in reversed(list(enumerate(PATTERNS)))}

Candidate = tuple[int, int, str, re.Match[str]]


def parse(text: str, published: datetime | None, tz: str = "Europe/Paris") -> tuple[DateMention, ...]:
    """Every date expression of ``text``, in order, without overlap.

    ``published`` (aware, or None when unknown) anchors relative dates, read in ``tz``; without it they stay unresolved.
    """
    zone = ZoneInfo(tz)
    day = published.astimezone(zone).date() if published else None
    folded, clauses = fold(text), spoken(text)
    mentions: list[DateMention] = []
    hours: list[int] = []  # places in ``mentions`` of those that tell no day
    for start, end, name, match in _chosen(folded):
        context = Context(day, mentions, clauses, start, end, zone)
        found = None if is_trap(Seen(text, folded, start, end, name)) else RULES[name](match, context)
        if found is not None:
            said = match.start("y") if match.groupdict().get("lead") else start
            if name in _HOURS:
                hours.append(len(mentions))
            mentions.append(_mention(text, folded, said, end, found))
    for index in hours:
        mentions[index] = _on_day_told_after(text, mentions[index], mentions[index + 1 : index + 2])
    return tuple(mentions)


def _on_day_told_after(text: str, hour: DateMention, after: list[DateMention]) -> DateMention:
    """ "Vers 18 heures, ce jeudi 19 mai": the day may be told right after the hour."""
    for mention in after:
        day, between = mention.date.timex.value, text[hour.end : mention.start]
        if mention.date.granularity == "day" and len(day) == _DAY and _JOINT.fullmatch(between):
            clock = hour.date.timex.value.partition("T")[2]
            return replace(hour, date=fuzzy(Value(f"{day}T{clock}", hour.date.timex.mod, hour.date.timex.type)))
    return hour


def _chosen(folded: str) -> Iterator[Candidate]:
    """Leftmost first, then the longest, then the earliest in the grammar. A trap hides what is inside it."""
    found = sorted(_candidates(folded), key=lambda c: (c[0], -c[1], _RANK[c[2]]))
    position = 0
    kept: list[Candidate] = []
    for candidate in found:
        start, end, *_ = candidate
        if kept and start < position:
            if end - start > kept[-1][1] - kept[-1][0] and _worth(candidate, kept[-1]):
                kept[-1] = candidate
                position = end
            continue
        kept.append(candidate)
        position = end
    return iter(kept)


def _worth(candidate: Candidate, other: Candidate) -> bool:
    """Whether a longer match that starts later should take an overlapping one's place."""
    return other[2] in ("duration", "year", "month") and candidate[2] not in ("duration",)


def _candidates(folded: str) -> Iterator[Candidate]:
    for left, right, kinds in _windows(folded):
        words = folded[left:right]
        for row in PATTERNS:
            if row.may_stand(words, kinds):
                for match in row.pattern.finditer(folded, left, right):
                    if match.end() > match.start():
                        yield match.start(), match.end(), row.name, match


def _windows(folded: str) -> Iterator[tuple[int, int, set[str]]]:
    """Stretches around triggers, with the kinds of trigger in each."""
    left = right = -1
    kinds: set[str] = set()
    for match in TRIGGER.finditer(folded):
        start, end = max(0, match.start() - _BEFORE_TRIGGER), min(len(folded), match.end() + _AFTER_TRIGGER)
        if right >= 0 and start > right:
            yield *_on_words(folded, left, right), kinds
            left, kinds = start, set()
        left = start if right < 0 else left
        right = end
        kinds.update(_KINDS.get(match.lastgroup or "", match.lastgroup or ""))
    if right >= 0:
        yield *_on_words(folded, left, right), kinds


def _on_words(folded: str, left: int, right: int) -> tuple[int, int]:
    """A window cuts no word or number, unless it is without end."""
    low, high = max(0, left - _LONGEST_WORD), min(len(folded), right + _LONGEST_WORD)
    while left > low and folded[left - 1].isalnum():
        left -= 1
    while right < high and folded[right].isalnum():
        right += 1
    return left, right


def _mention(text: str, folded: str, start: int, end: int, found: Value) -> DateMention:
    while end > start and text[end - 1].isspace():
        end -= 1
    before = folded[max(0, start - 30) : start]
    for pattern, mod in _PREFIXES:
        if (match := pattern.search(before)) and found.type in ("DATE", "TIME"):
            if _is_article(text, start - len(match[0])):
                break
            start -= len(match[0])
            return DateMention(start, end, text[start:end], fuzzy(found if found.mod else replace(found, mod=mod)))
    inside = found if _is_article(text, start) else _modified_inside(folded[start:end], found)
    if lead := LEAD.search(before):
        start -= len(lead[0])
    return DateMention(start, end, text[start:end], fuzzy(inside))


def _is_article(text: str, start: int) -> bool:
    """Whether a folded "des" is "des", not "dès": with an accent, or before another article, it is not."""
    return text[start : start + 4].lower() == "des " and not text.startswith(("le ", "la ", "l'", "l’"), start + 4)


def _modified_inside(words: str, found: Value) -> Value:
    """``d'ici l'été``, ``depuis 2019``: the preposition is part of the match itself."""
    if found.mod or found.type not in ("DATE", "TIME") or "/" in found.value or found.value.endswith("_REF"):
        return found
    for prefixes, mod in _INSIDE:
        if words.startswith(prefixes) and not words.startswith(("avant-", "apres-")):
            return replace(found, mod=mod)
    return found
