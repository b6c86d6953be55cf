"""Whether lateness can be asserted at all: a source that is down may hide what was awaited. Pure."""

from collections.abc import Collection
from datetime import date
from zoneinfo import ZoneInfo

from crawler.types import SourceStatus
from store.types import Known

FAILED = frozenset({SourceStatus.DOWN, SourceStatus.BLOCKED, SourceStatus.INVALID})


def blind(known: Known, carriers: Collection[str], since: date, zone: ZoneInfo) -> str:
    """Why a milestone late since ``since`` is not said to be: its sources, all down; "" when one of them was read.

    ``carriers``: the sources that have told of the milestone before, and so would again; when none has, all of them.
    One answer on or after ``since`` is enough: what was awaited was not there.
    """
    last: dict[str, SourceStatus] = {}
    for check in known.checks:
        if not carriers or check.source in carriers:
            if check.status not in FAILED and check.at.astimezone(zone).date() >= since:
                return ""
            last[check.source] = check.status
    if last and all(status in FAILED for status in last.values()):
        return ", ".join(sorted(last))
    return ""
