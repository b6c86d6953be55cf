"""``Retry-After`` (RFC 9110 §10.2.3): how long a server asks to be left alone."""

from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

LONGEST = timedelta(days=1)  # a server may slow us, not silence a source for ever


def wait(value: str, date: str) -> timedelta | None:
    """Delay asked by a ``Retry-After`` of seconds or a date, the latter counted from the answer's ``Date``.

    Neither clock of ours is used when the server gives its own, so a wrong or a simulated one does no harm.
    None when absent or unreadable; never negative, never over ``LONGEST``.
    """
    value = value.strip()
    if value.isascii() and value.isdigit():
        return min(timedelta(seconds=int(value[:9])), LONGEST)
    until = _moment(value)
    if until is None:
        return None
    asked = until - (_moment(date) or datetime.now(UTC))
    return min(max(asked, timedelta(0)), LONGEST)


def _moment(value: str) -> datetime | None:
    try:
        moment = parsedate_to_datetime(value)
    except (TypeError, ValueError):
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
