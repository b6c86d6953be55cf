"""A ledger as people want to hear it: each date once, by its weightiest first voice, and what became of it. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass

from digests import phrases
from digests.types import Expectation, Milestone
from nlp.types import FuzzyDate


@dataclass(frozen=True, slots=True)
class Told:
    """One date of a ledger, with all who gave it."""

    row: Expectation  # the first of the weightiest voices
    others: int  # voices that repeat it
    fate: str  # in words; "" for a date that never counted: a rumour, or one paper alone


def retold(milestone: Milestone, language: str = "fr") -> Iterator[Told]:
    """The dates that counted, in the order in which they came up, then those that never did."""
    dates: dict[FuzzyDate, list[Expectation]] = {}
    for row in milestone.expected:
        dates.setdefault(row.when, []).append(row)
    counted = {row.when for row in milestone.moves}
    for when, rows in sorted(dates.items(), key=lambda item: item[0] not in counted):  # stable: each in its order
        first = max(rows, key=lambda row: row.weight)  # the oldest of them: max keeps the first
        voices = {row.by for row in rows} - {first.by}
        yield Told(first, len(voices), _fate(first, milestone, language) if when in counted else "")


def _fate(row: Expectation, milestone: Milestone, language: str) -> str:
    days = None
    if row.fate == "slipped" and milestone.seen and milestone.seen.latest and row.when.latest:
        days = (milestone.seen.latest - row.when.latest).days
    return phrases.word(f"fate.{row.fate}", language) + phrases.signed(days, language)
