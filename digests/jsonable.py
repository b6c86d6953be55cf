"""Timeline and changes as the JSON of the contract (design §4)."""

from typing import Any

from digests.types import Change, Event, Expectation, Milestone, Timeline
from nlp.types import FuzzyDate


def timeline(found: Timeline) -> dict[str, Any]:
    """Events in order, and milestones with their ledger."""
    return {"events": [*map(_event, found.events)], "milestones": [*map(milestone, found.milestones)]}


def changes(found: list[Change]) -> list[dict[str, Any]]:
    """Changes, oldest first."""
    return [_change(change) for change in found]


def when(date: FuzzyDate | None) -> dict[str, Any]:
    """EDTF and its bounds; three nulls when there is no date, so that the shape never varies."""
    if date is None:
        return {"edtf": None, "earliest": None, "latest": None}
    first, last = (day.isoformat() if day else None for day in (date.earliest, date.latest))
    return {"edtf": date.edtf, "earliest": first, "latest": last}


def _event(event: Event) -> dict[str, Any]:
    return {
        "id": event.id,
        "type": event.type,
        "status": event.status,
        "procedure": event.procedure,
        "when": when(event.when),
        "actors": [{"id": actor.id, "role": actor.role} for actor in event.actors],
        "origins": event.origins,
        "official": event.official,
        "evidence": [
            {"document": p.document, "quote": p.quote, "start": p.start, "end": p.end, "sha256": p.sha256}
            for p in event.evidence
        ],
    }


def milestone(milestone: Milestone) -> dict[str, Any]:
    """One milestone with its ledger."""
    return {
        "id": milestone.id,
        "state": milestone.state,
        "expected": [_expectation(row) for row in milestone.expected],
        "seen": milestone.seen.edtf if milestone.seen else None,
        "slip_days": milestone.slip_days,
    }


def _expectation(row: Expectation) -> dict[str, Any]:
    return {
        "said_on": row.said_on.isoformat() if row.said_on else None,
        "by": row.by,
        "edtf": row.when.edtf,
        "quote": row.evidence.quote,
        "document": row.evidence.document,
    }


def _change(change: Change) -> dict[str, Any]:
    return {
        "at": change.at.isoformat(),
        "kind": change.kind,
        "id": change.id,
        "summary": change.summary,
        "before": change.before,
        "after": change.after,
        "documents": list(change.documents),
    }
