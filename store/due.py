"""When a source is due: never more often than ``every``, less often when it is quiet or down. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise
from statistics import median

from crawler.types import Source, SourceStatus

FAILED = frozenset({SourceStatus.DOWN, SourceStatus.BLOCKED, SourceStatus.INVALID})
_SLOWEST = 8  # a quiet source is visited at least every 8 × ``every``
_VISITS_PER_ITEM = 4  # visits wanted between two of its items
_LONGEST_BACK_OFF = timedelta(days=1)
SILENT_AFTER = 3  # × its own longest pause


@dataclass(frozen=True, slots=True)
class History:
    """What is known of one source's visits."""

    visits: Sequence[tuple[datetime, SourceStatus]]  # newest first, the last few
    items: Sequence[datetime]  # when its newest documents were first seen, newest first, one a moment
    retry_after: datetime | None = None


def rhythm(items: Sequence[datetime]) -> timedelta | None:
    """Median gap between moments at which the source gave something new; None with fewer than three."""
    gaps = [later - earlier for later, earlier in pairwise(items)]
    return timedelta(seconds=median(gap.total_seconds() for gap in gaps)) if len(gaps) > 1 else None


def pause(items: Sequence[datetime]) -> timedelta | None:
    """Longest gap between such moments: nights and weekends are no silence; None with fewer than three."""
    gaps = [later - earlier for later, earlier in pairwise(items)]
    return max(gaps) if len(gaps) > 1 else None


def interval(source: Source, history: History) -> timedelta:
    """Time to leave between the last visit and the next."""
    failures = _failures(history)
    if failures:
        backed_off: timedelta = source.every * 2 ** min(failures - 1, 10)
        return min(backed_off, max(_LONGEST_BACK_OFF, source.every))
    own = rhythm(history.items)
    wanted = own / _VISITS_PER_ITEM if own else source.every
    return max(source.every, min(wanted, source.every * _SLOWEST))


def next_due(source: Source, history: History) -> datetime | None:
    """The moment from which it is due; None = now, since it was never visited."""
    if not history.visits:
        return history.retry_after
    due = history.visits[0][0] + interval(source, history)
    return max(due, history.retry_after) if history.retry_after else due


def is_due(source: Source, history: History, now: datetime, everything: bool = False) -> bool:
    """Whether to visit it at ``now``; ``everything`` overrides its rhythm, not the server's Retry-After."""
    if everything:
        return history.retry_after is None or history.retry_after <= now
    due = next_due(source, history)
    return due is None or due <= now


def failing(history: History) -> bool:
    """Whether its last visit brought nothing that can be used: then its fallback is due."""
    return bool(history.visits) and history.visits[0][1] in FAILED | {SourceStatus.EMPTY}


def silent_since(history: History) -> datetime | None:
    """Its last new item, when it has answered for three times its own longest pause since, and had nothing new."""
    longest = pause(history.items)
    answered = next((at for at, status in history.visits if status not in FAILED), None)
    if longest is None or answered is None:
        return None
    failed = next((at for at, status in history.visits if status in FAILED), history.items[0])
    return history.items[0] if answered - max(history.items[0], failed) > longest * SILENT_AFTER else None


def _failures(history: History) -> int:
    count = 0
    for _, status in history.visits:
        if status not in FAILED:
            break
        count += 1
    return count
