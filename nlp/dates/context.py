"""What a rule may look at besides its own words, and the small steps that all rules share. Pure."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from zoneinfo import ZoneInfo

from nlp.dates import lexicon
from nlp.dates.calendar import add_months, year_of
from nlp.dates.tense import FUTURE, PAST, tense
from nlp.dates.values import Value, week
from nlp.types import DateMention

Match = re.Match[str]

_DAYPARTS = ("daypart", "daypart2", "daypart3", "daypart4", "daypart5")
_STOP = re.compile(r"[.!?;]\s")
_LOOKED = 30  # dates before, at most
_ALONE = 80  # characters
_NEAR = 200  # characters: a time of day belongs to a day told this close before it
_BORN = re.compile(r"\bnee?s?\s(?:[\w'-]+\s){0,3}\Z")  # a birthday is no day of the story
_FINE = {
    "D": frozenset({"minute", "day", "interval"}),
    "W": frozenset({"minute", "day", "interval", "week"}),
    "M": frozenset({"minute", "day", "interval", "week", "month"}),
}


@dataclass(frozen=True, slots=True)
class Context:
    """Where a match stands."""

    day: date | None  # day of publication; None = unknown
    before: Sequence[DateMention]  # dates already read in the text
    clauses: str  # ``tense.spoken``
    start: int  # of the match in ``folded``
    end: int
    zone: ZoneInfo

    @property
    def tense(self) -> str:
        """Of the clause; an expression that stands alone looks forward, as in an agenda or a form."""
        return self.lean[0]

    @property
    def lean(self) -> tuple[str, bool]:
        """``tense``, and whether it is sure."""
        return (FUTURE, True) if self.alone else tense(self.clauses, self.start, self.end)

    @property
    def alone(self) -> bool:
        """Whether the text says nothing else."""
        return len(self.clauses) < _ALONE and not re.search(
            r"\w{4}", self.clauses[: self.start] + self.clauses[self.end :]
        )

    def anchor(self, unit: str = "Y") -> date | None:
        """The last day read before that is known as finely as ``unit``, else the day of publication."""
        fine = _FINE.get(unit)
        for mention in reversed(self.before[-_LOOKED:]):
            known = mention.date.latest and (fine is None or mention.date.granularity in fine)
            if known and not self._birthday(mention):
                return mention.date.latest
        return self.day

    def told_here(self, unit: str) -> date | None:
        """The last day read before in the same sentence, known as finely as ``unit``."""
        if not self.before or _STOP.search(self.clauses, self.before[-1].end, self.start):
            return None
        fine = _FINE.get(unit, _FINE["M"])
        return next((m.date.latest for m in self.before[-1:] if m.date.granularity in fine), None)

    def near_day(self) -> date | None:
        """The day that a time of day belongs to: one told just before it, else the day of publication."""
        for mention in reversed(self.before):
            if self.start - mention.end > _NEAR:
                break
            if mention.date.granularity in ("day", "minute") and not self._birthday(mention):
                return mention.date.latest
        return self.day

    def _birthday(self, mention: DateMention) -> bool:
        born = _BORN.search(self.clauses, max(0, mention.start - 40), mention.start)
        return mention.date.granularity == "day" and born is not None


Rule = Callable[[Match, Context], Value | None]


def month_of(text: str) -> int:
    """Number of a month by name."""
    return lexicon.MONTHS[text.removesuffix(".")]


def number_of(text: str) -> int:
    """12, douze, 1er, premier, 3 000."""
    if digits := re.match(r"\d+(?:\s\d{3})?", text):
        return int(re.sub(r"\s", "", digits[0]))
    return lexicon.NUMBERS.get(text) or lexicon.ORDINALS[text]


def weekday_of(text: str) -> int:
    """Monday is 0; lun. is one too."""
    return lexicon.WEEKDAYS[text] if text in lexicon.WEEKDAYS else lexicon.SHORT_WEEKDAYS[text.removesuffix(".")]


def shift_of(words: str) -> int:
    """Of "dernier", "prochain" and their like: -1, 1, or 0 for the current one."""
    if re.search(r"dernier|pass|preced|avant|last|ecoul", words):
        return -1
    return 1 if re.search(r"proch|suiv|apres|suit|vient|next", words) else 0


def full_year(text: str) -> int:
    """2026, 26, '98: two digits lie between 1950 and 2049."""
    year = int(text.removeprefix("'"))
    return year if year > 99 else year + (2000 if year < 50 else 1900)


def group(m: Match, *names: str) -> str:
    """The first of these groups that matched; a pattern need not have them."""
    groups = m.groupdict()
    return next((found for name in names if (found := groups.get(name))), "")


def said_year(m: Match, c: Context, month: int, number: int | None = None, weekday: str = "wd") -> int | None:
    """The year the text gives, else the one that month, weekday and tense call for."""
    if found := group(m, "y", "y2"):
        return full_year(found)
    if c.day is None:
        return None
    rel = shift_of(group(m, "rel", "rel2"))
    wanted = group(m, weekday)
    when, sure = (PAST if rel < 0 else FUTURE, True) if rel else c.lean
    return year_of(c.day, month, number, when, sure, weekday_of(wanted) if wanted else None)


def day_of(year: int, month: int, number: int) -> date | None:
    """The day, None when the calendar has none such."""
    try:
        return date(year, month, number)
    except ValueError:
        return None


def timed(found: date | None, m: Match) -> Value | None:
    """A day, with the time or the part of the day that the same match tells."""
    if found is None:
        return None
    if noon := group(m, "noon"):
        return Value(f"{found}T{'12' if noon == 'midi' else '24'}:00", type="TIME")
    if hour := group(m, "h", "h2"):
        return Value(f"{found}T{hour_of(hour, group(m, 'half', 'daypart')):02d}:{minute_of(m)}", type="TIME")
    if part := group(m, *_DAYPARTS):
        code = lexicon.DAY_PARTS.get(part, "")  # none for "en fin de journée"
        return Value(f"{found}{code}", piece(m), "TIME" if code else "DATE")
    return Value(found.isoformat())


def hour_of(text: str, half: str) -> int:
    """8 h du soir is 20."""
    hour = int(text)
    return hour + 12 if hour < 12 and re.search("soir|apres", half) else hour


def minute_of(m: Match) -> str:
    """Two digits: 8 h 30, huit heures et quart."""
    return group(m, "mn", "mn2") or {"q": "15", "d": "30"}.get(group(m, "q")[:1], "00")


def piece(m: Match) -> str:
    """START, MID, END or nothing."""
    return lexicon.PARTS[found[0]] if (found := re.findall(r"[a-z]+", group(m, "part"))) else ""


def interval(left: date | None, right: date | None) -> Value | None:
    """Both ends included."""
    return Value(f"{left}/{right}") if left and right and left < right else None


def period(number: int, unit: str) -> str:
    """P3M, PT2H, P10Y."""
    if unit in ("H", "MIN", "S"):
        return f"PT{number}{unit[0]}"
    factor, letter = {"SEM": (6, "M"), "Q": (3, "M"), "DE": (10, "Y"), "CE": (100, "Y")}.get(unit, (1, unit))
    return f"P{number * factor}{letter}"


MONTHS_IN = {"M": 1, "Q": 3, "SEM": 6, "Y": 12, "DE": 120, "CE": 1200}


def shifted(start: date | None, number: int, unit: str) -> Value | None:
    """A moment so far from ``start``, no more precise than the unit that counts it."""
    if unit in ("H", "MIN", "S") or start is None:
        return Value(period(abs(number), unit), type="DURATION")
    try:
        if unit in ("D", "W"):
            return Value((start + timedelta(number * (7 if unit == "W" else 1))).isoformat())
        found = add_months(start.replace(day=1), number * MONTHS_IN[unit])
    except (ValueError, OverflowError):
        return None
    return Value(f"{found.year:04d}" if unit in ("Y", "DE", "CE") else f"{found:%Y-%m}")


def unit_of(start: date, unit: str, shift: int) -> str:
    """The year, month, week … of ``start``, or one near it."""
    if unit in ("annee", "an"):
        return f"{start.year + shift:04d}"
    if unit == "mois":
        return f"{add_months(start.replace(day=1), shift):%Y-%m}"
    if unit == "trimestre":
        found = add_months(start.replace(day=1), 3 * shift)
        return f"{found.year}-Q{(found.month + 2) // 3}"
    if unit == "semestre":
        found = add_months(start.replace(day=1), 6 * shift)
        return f"{found.year}-H{1 if found.month < 7 else 2}"
    if unit == "siecle":
        return f"{start.year // 100 + shift:02d}"
    if unit == "jour":
        return (start + timedelta(shift)).isoformat()
    return week(start + timedelta(7 * shift)) + ("-WE" if unit.endswith("end") else "")
