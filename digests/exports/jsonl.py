"""JSON Lines: each line one event, milestone or change, in the shapes of ``--json``, told apart by ``record``."""

import json
from collections.abc import Iterator
from typing import Any

from digests import jsonable
from digests.exports import Export


def write(what: Export) -> bytes:
    """Events, then milestones with their ledgers, then changes, oldest first."""
    return b"".join(f"{json.dumps(row, ensure_ascii=False)}\n".encode() for row in _rows(what))


def _rows(what: Export) -> Iterator[dict[str, Any]]:
    found = jsonable.timeline(what.timeline)
    for record, rows in (("event", found["events"]), ("milestone", found["milestones"])):
        yield from ({"record": record, **row} for row in rows)
    yield from ({"record": "change", **row} for row in jsonable.changes(what.history))
