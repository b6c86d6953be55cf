"""When the replay does what: a pure walk over the days."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

CRAWLS = (time(7), time(19))  # local time; the first is before the digest, the second after the day's news
DIGEST = time(7, 30)


@dataclass(frozen=True, slots=True)
class Tick:
    """One moment of the replay."""

    at: datetime  # aware, in the zone of the walk
    crawl: bool  # else: only what is due without a crawl, the digest


def ticks(changes: Sequence[datetime], first: date, last: date, zone: ZoneInfo) -> Iterator[Tick]:
    """The moments from ``first`` to ``last``, both included, in order.

    A crawl is worth its while when something changed on the web since the last one (``changes`` is sorted);
    the very first always is. A digest may be due each morning: whether it is, is the scheduler's to say.
    """
    seen = -1
    for day in _days(first, last):
        for hour in sorted((*CRAWLS, DIGEST)):
            at = datetime.combine(day, hour, zone)
            known = bisect_right(changes, at)
            if hour == DIGEST:
                yield Tick(at, crawl=False)
            elif known != seen:
                seen = known
                yield Tick(at, crawl=True)


def _days(first: date, last: date) -> Iterator[date]:
    return (first + timedelta(days=n) for n in range((last - first).days + 1))
