"""Days and moments as people write them on the command line → aware UTC datetimes."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from veilleur.errors import UsageError

_FIRST, _LAST = datetime(2, 1, 1, tzinfo=UTC), datetime(9998, 12, 31, tzinfo=UTC)  # past these, no zone and no margin


def moment(text: str, zone: ZoneInfo) -> datetime:
    """ISO 8601 moment → UTC. A naive one is in ``zone``; a bare day means its end: all of it has been seen.

    Raises UsageError when the text is not ISO 8601.
    """
    day = _day(text)
    return end_of(day, zone) if day else _utc(text, zone)


def start(text: str, zone: ZoneInfo) -> datetime:
    """Like :func:`moment`, but a bare day means its first instant: for ``--since``."""
    day = _day(text)
    return _midnight(day, zone) if day else _utc(text, zone)


def day(text: str) -> date:
    """ISO 8601 day. Raises UsageError."""
    found = _day(text)
    if found is None:
        raise UsageError(f'"{text}" is not a day; write one such as 2026-03-31')
    return found


def end_of(day: date, zone: ZoneInfo) -> datetime:
    """Last microsecond of ``day`` in ``zone``, in UTC."""
    return _midnight(min(day, _LAST.date()) + timedelta(days=1), zone) - timedelta(microseconds=1)


def _midnight(day: date, zone: ZoneInfo) -> datetime:
    return _within(datetime.combine(day, time(), zone))


def _within(at: datetime) -> datetime:
    """``at`` in UTC; 0001-01-01 and 9999-12-31 stand for "ever": the first and last moments that can be told."""
    if at.year < _FIRST.year:
        return _FIRST
    return at.astimezone(UTC) if at.year <= _LAST.year else _LAST


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _utc(text: str, zone: ZoneInfo) -> datetime:
    try:
        found = datetime.fromisoformat(text)
    except ValueError as error:
        raise UsageError(f'"{text}" is not a date; write 2026-03-31 or 2026-03-31T07:30+02:00') from error
    return _within(found if found.tzinfo else found.replace(tzinfo=zone))
