"""CSV (RFC 4180, UTF-8): one row an event, and one row a promise of a milestone. Safe to open in a spreadsheet."""

import csv
import io
from collections.abc import Iterator
from typing import Any

from digests import jsonable, phrases
from digests.exports import Export
from digests.types import Event, Expectation, Milestone
from store.types import KnownClaim

COLUMNS = (
    "record",  # event | promise
    "id",
    "type",
    "title",
    "status",  # of an event: done, planned… of a promise: its fate
    "procedure",
    "edtf",
    "earliest",
    "latest",
    "said_on",
    "by",
    "slip_days",
    "actors",
    "amount",
    "corroboration",
    "origins",
    "articles",
    "quote",
    "publisher",
    "url",
    "known_at",
)
# A spreadsheet takes a cell that begins so for a formula (OWASP, "CSV injection"); full-width forms are folded by some.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def write(what: Export) -> bytes:
    """Events in order of date, then each milestone's promises in the order in which they were said."""
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, COLUMNS)
    writer.writeheader()
    for row in _rows(what):
        writer.writerow({name: _safe(value) for name, value in row.items()})
    return out.getvalue().encode()


def _safe(value: Any) -> Any:
    """Text that would be run as a formula gets an apostrophe in front; a number is a number."""
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA) else value


def _rows(what: Export) -> Iterator[dict[str, Any]]:
    for event in what.timeline.events:
        yield _event(event, what)
    for milestone in what.timeline.milestones:
        for promise in milestone.expected:
            yield _promise(milestone, promise, what)


def _event(event: Event, what: Export) -> dict[str, Any]:
    return {
        "record": "event",
        "id": event.id,
        "type": event.type,
        "title": phrases.TYPES[what.words.language][event.type],
        "status": event.status,
        "procedure": event.procedure,
        **jsonable.when(event.when),
        "actors": "; ".join(what.words.name(role.id) for role in event.actors),
        "amount": event.amount,
        "corroboration": event.corroboration,
        "origins": event.origins,
        "articles": event.articles,
        **_proof(event.evidence[0]),
        "known_at": event.first_known.isoformat() if event.first_known else None,
    }


def _promise(milestone: Milestone, row: Expectation, what: Export) -> dict[str, Any]:
    return {
        "record": "promise",
        "id": milestone.id,
        "title": milestone.title,
        "status": row.fate,
        **jsonable.when(row.when),
        "said_on": row.said_on.isoformat() if row.said_on else None,
        "by": what.words.name(row.by),
        "slip_days": row.slip_days,
        **_proof(row.evidence),
        "known_at": row.evidence.known_at.isoformat(),
    }


def _proof(proof: KnownClaim) -> dict[str, str]:
    return {"quote": proof.quote, "publisher": proof.publisher, "url": proof.url}
