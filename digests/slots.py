"""When a subscriber's digest is due. Pure; slots are civil hours of the topic's zone, kept in UTC."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from digests.types import Subscriber


def slot_on(subscriber: Subscriber, day: date, zone: ZoneInfo) -> datetime:
    """The moment of a subscriber's digest on ``day``, wanted that day or not."""
    return datetime.combine(day, subscriber.at, zone).astimezone(UTC)


def last_slot(subscriber: Subscriber, now: datetime, zone: ZoneInfo) -> datetime | None:
    """The newest slot at or before ``now``: those missed are one merged digest. None when no day is wanted."""
    today = now.astimezone(zone).date()
    for back in range(8):
        day = today - timedelta(days=back)
        slot = slot_on(subscriber, day, zone)
        if day.weekday() in subscriber.days and slot <= now:
            return slot
    return None
