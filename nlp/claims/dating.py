"""Which day is a decision's own, as sentences have taught it: beside the rules of :mod:`nlp.claims.telling`.

Every day that the sentence tells, in the years that its words leave open, is an option; so is none. A network
(:mod:`nlp.claims.judge`) sees the sentence once for each, how far every word stands from the head and from the date,
and which option the rules chose. They are overruled where it is surer by a margin
(docs/decisions/reading-decisions.md). Made by ``python -m benchmarks.train_choices dating``.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from pathlib import Path

from nlp.claims import judge, stored
from nlp.claims.choice import Choice, Option
from nlp.claims.cues import Cue
from nlp.claims.features import Span
from nlp.claims.grain import as_told, exact, foregone, upcoming
from nlp.claims.telling import Moments
from nlp.types import Claim, ClaimStatus, ClaimType, DateMention, FuzzyDate

WEIGHTS = Path(__file__).with_name("weights") / "dating.npz"
SURER = 1.0  # of logarithms of probabilities: from which it is believed against the rules
_YEAR = 366  # days
_MOST = 8  # dates of a sentence, the nearest to the head


@dataclass(frozen=True)
class Day(Option):
    """One day, or none, that may be a decision's own."""

    cue: Cue
    status: ClaimStatus  # as it was learned
    when: DateMention | None
    said: FuzzyDate | None
    ruled: bool = False  # it is what the rules chose

    @property
    def moments(self) -> Moments:
        """As they are told."""
        return self.when, self.said

    @property
    def edtf(self) -> str:
        """What is compared: the day, empty for none."""
        return (self.when.date.edtf or "") if self.when else ""

    @property
    def span(self) -> Span | None:
        """Where it stands in the text."""
        return (self.when.start, self.when.end) if self.when else None

    def whole(self) -> Iterator[str]:
        """What is known of it beside its words."""
        yield f"type {self.cue.trigger.type}"
        yield f"status {self.status}"
        yield f"type {self.cue.trigger.type} {self.status}"
        if self.cue.plain:
            yield "plain"
        if self.ruled:
            yield "rules"
        yield from self._day()

    def _day(self) -> Iterator[str]:
        """What its date says."""
        if self.when is None:
            yield "none"
            return
        yield f"grain {self.when.date.granularity}"
        yield f"mod {self.when.date.timex.mod}"
        yield f"{_lies(self.when.date, self.cue.text.day)} {self.status}"
        if not self.cue.holds(self.span):
            yield "above"
        elif self.when.start > self.cue.trigger.head[0]:
            yield "after"
        if self.when.date == self.said:
            yield "said"


def _lies(when: FuzzyDate, day: date | None) -> str:
    """Where a date lies, seen from the day of publication."""
    first, last = when.earliest, when.latest
    if day is None or (first is None and last is None):
        return "anywhen"
    if first and first > day:
        return "far ahead" if (first - day).days > _YEAR else "ahead"
    if last and last < day:
        return "long past" if (day - last).days > _YEAR else "past"
    return "now"


def days(cue: Cue, claim: Claim) -> list[Day]:
    """The options of a claim, the rules' own first, no two of one day."""
    ruled = _ruled(claim)
    options = [Day(cue, claim.status, ruled, claim.said, ruled=True)]
    options.append(Day(cue, claim.status, None, claim.said))
    for mention in cue.near(cue.line.dates, _MOST):
        for one in _years(mention, cue):
            when = replace(one, date=exact(one.date)) if claim.type == ClaimType.DEADLINE else as_told(one)
            said = None if claim.said == mention.date else claim.said
            options.append(Day(cue, claim.status, when, said))
    best: dict[str, Day] = {}
    for option in options:
        best.setdefault(option.edtf, option)
    return list(best.values())


def _ruled(claim: Claim) -> DateMention | None:
    """The rules' date, where it stands; one above the sentence without its words."""
    if claim.when is None or claim.when_span is None:
        return None
    return DateMention(*claim.when_span, claim.quote[slice(*(at - claim.start for at in claim.when_span))], claim.when)


def _years(mention: DateMention, cue: Cue) -> Iterator[DateMention]:
    """A date of the text, in all the years that its words leave open."""
    if mention.date.edtf is None:
        return
    yield mention
    yield upcoming(mention, cue.text.day)
    yield foregone(mention, cue.text.day)


@lru_cache(maxsize=1)
def shipped() -> Choice[Day]:
    """The weights shipped. Raises ModelError when they cannot be read."""
    return Choice(stored.read(WEIGHTS, "dates of decisions", judge.unpacked), SURER)
