"""When a source was in trouble: failed, empty, or silent for three times its own longest pause. Pure."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from crawler.types import SourceStatus
from store.due import FAILED, SILENT_AFTER, pause
from store.types import Check

ITEMS = 60  # moments of news by which a pause is judged


class Trouble(StrEnum):
    """What is wrong with a source."""

    FAILED = "failed"  # no answer, refused, or something else in its place
    EMPTY = "empty"  # answers, but lists nothing
    SILENT = "silent"  # answers, but has had nothing new for too long


@dataclass(frozen=True, slots=True)
class Outage:
    """From the visit at which the trouble showed to the one at which it was over, whatever it turned into meanwhile."""

    source: str
    kind: Trouble  # as it began
    since: datetime
    until: datetime | None  # None = it goes on
    reason: str  # the error of the first visit; "" when silent
    last_new: datetime | None  # when the source last had something new before it


def outages(visits: Iterable[Check]) -> Iterator[Outage]:
    """The outages of one source, from its visits in their order."""
    items: list[datetime] = []
    opened: Outage | None = None
    longest: timedelta | None = None  # between two of them
    heard: datetime | None = None  # silence is counted from here: the last news, or the last failure
    for visit in visits:
        trouble = _trouble(visit, heard, longest)
        if trouble and opened is None:
            last = items[-1] if items else None
            opened = Outage(visit.source, trouble, visit.at, None, visit.error, last)
        elif not trouble and opened is not None:
            yield replace(opened, until=visit.at)
            opened = None
        if visit.new:
            items = [*items[1 - ITEMS :], visit.at]
            longest = pause(items[::-1])
        heard = visit.at if visit.new or trouble in (Trouble.FAILED, Trouble.EMPTY) else heard
    if opened is not None:
        yield opened


def _trouble(visit: Check, heard: datetime | None, longest: timedelta | None) -> Trouble | None:
    if visit.status in FAILED:
        return Trouble.FAILED
    if visit.status == SourceStatus.EMPTY:
        return Trouble.EMPTY
    silent = longest and heard and not visit.new and visit.at - heard > longest * SILENT_AFTER
    return Trouble.SILENT if silent else None
