"""Who said what: an actor's dated promises, and what became of each. Pure."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, tzinfo
from typing import Any

from digests import intervals, phrases
from digests.types import Event, Expectation, Milestone, Timeline
from nlp.types import ClaimStatus, ClaimType, FuzzyDate
from store.types import KnownClaim


@dataclass(frozen=True, slots=True)
class Promise:
    """One thing that one actor announced for a date."""

    subject: str  # id of the milestone, else of the event
    title: str
    said_on: date | None
    when: FuzzyDate
    fate: str  # kept | slipped | broken | open
    days: int | None  # how late, between last days: against what was seen, else against the date it gives now
    evidence: KnownClaim

    def jsonable(self) -> dict[str, Any]:
        """The promise as JSON; every key is always there."""
        return {
            "subject": self.subject,
            "title": self.title,
            "said_on": self.said_on.isoformat() if self.said_on else None,
            "edtf": self.when.edtf,
            "earliest": self.when.earliest.isoformat() if self.when.earliest else None,
            "latest": self.when.latest.isoformat() if self.when.latest else None,
            "fate": self.fate,
            "days": self.days,
            "quote": self.evidence.quote,
            "document": self.evidence.document,
            "url": self.evidence.url,
        }

    def cells(self) -> tuple[str, str, str, str]:
        """Said on, what, for when, fate: in French, for people."""
        said = phrases.day(self.said_on) if self.said_on else "–"
        fate = phrases.word(f"fate.{self.fate}", "fr") + phrases.signed(self.days)
        return said, self.title, phrases.when(self.when), fate


def promises(timeline: Timeline, actor: str, zone: tzinfo = UTC, names: Collection[str] = ()) -> list[Promise]:
    """All that ``actor`` promised, in the order in which it was said.

    ``actor`` is an id, or a publisher; ``names`` are the names under which the actor publishes itself: what its own
    communiqué says in nobody's mouth is its word. ``zone`` says which day it is.

    A promise is *kept* when the thing was seen by its last day, *slipped* when it was seen later or when the actor
    itself moved it to a later date in time, *broken* when its last day passed and nothing was seen, *open* otherwise.
    """
    voices = frozenset((actor, *names))
    found = [p for milestone in timeline.milestones for p in _awaited(milestone, voices)]
    found += [p for event in timeline.events for p in _announced(event, voices, timeline.at, zone)]
    return sorted(found, key=lambda p: (p.said_on or date.max, p.subject, p.evidence.id))


def _awaited(milestone: Milestone, voices: Collection[str]) -> Iterator[Promise]:
    rows = [row for row in milestone.expected if row.by in voices]
    for index, row in enumerate(rows):
        fate, days = _fate(row, rows[index + 1 :], milestone)
        yield Promise(milestone.id, milestone.title, row.said_on, row.when, fate, days, row.evidence)


def _fate(row: Expectation, later: Sequence[Expectation], milestone: Milestone) -> tuple[str, int | None]:
    """The ledger's word on whether it was fulfilled; the actor's own newer date on how far it moved."""
    if row.fate == "kept":
        return "kept", None
    if row.fate == "slipped" and milestone.seen:
        return "slipped", intervals.slip(row.when, milestone.seen)
    moved = intervals.slip(row.when, later[-1].when) if later else None
    days = moved if moved and moved > 0 else None
    if row.fate == "broken" and not milestone.suppressed:
        return "broken", days
    return ("slipped", days) if days else ("open", None)


def _announced(event: Event, voices: Collection[str], now: datetime, zone: tzinfo) -> Iterator[Promise]:
    """Promises of what no milestone awaits. A deadline binds others: when it passes nothing is broken."""
    if event.type == ClaimType.DEADLINE:
        return
    today, title = now.astimezone(zone).date(), phrases.TYPES["fr"][event.type]
    for proof in event.evidence:
        if proof.status == ClaimStatus.PLANNED and proof.when and proof.when.latest and _by(proof) in voices:
            fate, days = _fate_of(proof.when, proof.when.latest, event, today)
            said = proof.published.astimezone(zone).date() if proof.published else None
            yield Promise(event.id, title, said, proof.when, fate, days, proof)


def _fate_of(when: FuzzyDate, latest: date, event: Event, today: date) -> tuple[str, int | None]:
    done = event.when if event.status == ClaimStatus.DONE else None
    if done and done.latest:
        late = (done.earliest or done.latest) > latest
        return ("slipped", intervals.slip(when, done)) if late else ("kept", None)
    broken = event.status == ClaimStatus.DENIED or today > latest
    return ("broken" if broken else "open"), None


def _by(proof: KnownClaim) -> str:
    return proof.speaker or proof.publisher
