"""iCalendar (RFC 5545) of the milestones: one event each, that moves in subscribers' calendars when its date slips."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from uuid import NAMESPACE_URL, uuid5

from icalendar import Calendar
from icalendar import Event as Entry

from digests import phrases
from digests.exports import Export
from digests.types import Expectation, Milestone, MilestoneState, Timeline
from nlp.types import FuzzyDate
from store.types import KnownClaim

_STATES = {
    "fr": {MilestoneState.OPEN: "attendu", MilestoneState.OVERDUE: "EN RETARD", MilestoneState.SEEN: "fait"},
    "en": {MilestoneState.OPEN: "awaited", MilestoneState.OVERDUE: "OVERDUE", MilestoneState.SEEN: "done"},
}


def write(what: Export) -> bytes:
    """Milestones that have a date. A fuzzy date is a span of whole days; the end is the day after its last."""
    calendar = Calendar()
    calendar.add("prodid", "-//veilleur//milestones//FR")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", what.title)
    for milestone in what.timeline.milestones:
        if (when := _when(milestone)) and (span := _span(when)):
            calendar.add_component(_entry(milestone, when, span, what))
    data: bytes = calendar.to_ical()
    return data


def _when(milestone: Milestone) -> FuzzyDate | None:
    return milestone.seen or (milestone.current.when if milestone.current else None)


def _span(when: FuzzyDate) -> tuple[date, date] | None:
    """First and last day; of a date open on one side, the day that is known."""
    first, last = when.earliest or when.latest, when.latest or when.earliest
    return (first, last) if first and last else None


def _entry(milestone: Milestone, when: FuzzyDate, span: tuple[date, date], what: Export) -> Entry:
    language = what.words.language
    changed = max(_moments(milestone, what))
    proof = _proof(milestone, what.timeline)
    entry = Entry()
    entry.add("uid", str(uuid5(NAMESPACE_URL, f"urn:veilleur:{what.title}:{milestone.id}")))
    entry.add("dtstamp", changed)
    entry.add("last-modified", changed)
    entry.add("sequence", len(_dates(milestone, what.rules.officials)) - 1)
    entry.add("dtstart", span[0])
    entry.add("dtend", span[1] + timedelta(days=1))
    entry.add("summary", f"{milestone.title} ({_STATES[language][milestone.state]}, {phrases.when(when, language)})")
    entry.add("status", "CONFIRMED" if milestone.seen else "TENTATIVE")
    entry.add("transp", "TRANSPARENT")  # nobody is busy for it
    entry.add("description", "\n".join(_lines(milestone, proof, what)))
    if proof:
        entry.add("url", proof.url)
    return entry


def _moments(milestone: Milestone, what: Export) -> Iterator[datetime]:
    """Every moment at which something of it became known, or came to be late."""
    yield from (row.evidence.known_at for row in milestone.expected)
    for event in what.timeline.events:
        if event.id == milestone.event:
            yield from (proof.known_at for proof in event.evidence)
    if milestone.overdue_since:
        yield datetime.combine(milestone.overdue_since, time(), what.rules.zone).astimezone(UTC)


def _proof(milestone: Milestone, timeline: Timeline) -> KnownClaim | None:
    for event in timeline.events:
        if event.id == milestone.event:
            return event.evidence[0]
    return milestone.current.evidence if milestone.current else None


def _lines(milestone: Milestone, proof: KnownClaim | None, what: Export) -> Iterator[str]:
    if proof:
        yield f"« {proof.quote} » ({proof.publisher})"
    for row in milestone.expected:
        said = phrases.day(row.said_on, what.words.language) if row.said_on else "–"
        yield f"{said} · {what.words.name(row.by)} · {phrases.when(row.when, what.words.language)}"


def _dates(milestone: Milestone, officials: frozenset[str]) -> list[str | None]:
    """The dates that the calendar has shown, one after the other: each new one raises SEQUENCE, and none is forgotten.

    At each moment the newest promise of the weightiest voices counted, as in the ledger.
    """
    shown: list[str | None] = []
    for moment in sorted({row.evidence.known_at for row in milestone.expected}):
        rows = [row for row in milestone.expected if row.evidence.known_at <= moment]
        top = max(_weight(row, officials) for row in rows)
        edtf = [row.when.edtf for row in rows if _weight(row, officials) == top][-1]
        if shown[-1:] != [edtf]:
            shown.append(edtf)
    if milestone.seen and shown[-1:] != [milestone.seen.edtf]:
        shown.append(milestone.seen.edtf)
    return shown


def _weight(row: Expectation, officials: frozenset[str]) -> bool:
    return row.evidence.authority == "official" or row.by in officials
