"""Publication moments as servers print them → aware UTC, or nothing where they cannot be believed."""

import re
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from zoneinfo import ZoneInfo

PARIS = ZoneInfo("Europe/Paris")  # where the papers are that print no zone
EARLIEST = datetime(1995, 1, 1, tzinfo=UTC)  # 1970 and 1900 are what broken clocks print
AHEAD = timedelta(days=2)  # clocks differ; more is a mistake

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "janvier janv jan january", "février fevrier févr fevr fév feb february", "mars mar march",
            "avril avr apr april", "mai may", "juin june", "juillet juil jul july", "août aout aug august",
            "septembre sept sep september", "octobre oct october", "novembre nov november",
            "décembre decembre déc dec december",
        ),
        start=1,
    )
    for name in names.split()
}  # fmt: skip
_CLOCK = r"(?:\D{0,6}?(?P<hour>\d{1,2})\s?[:hH]\s?(?P<minute>\d{2})?)?"
_NUMERIC = re.compile(r"\b(?P<day>\d{1,2})[/.-](?P<month>\d{1,2})[/.-](?P<year>\d{4})\b" + _CLOCK)
_WRITTEN = re.compile(r"\b(?P<day>\d{1,2})(?:er)?\s+(?P<name>[^\W\d_]+)\.?,?\s+(?P<year>\d{4})\b" + _CLOCK)
_ISO = re.compile(r"\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:?\d{2}(?::?\d{2}(?:[.,]\d+)?)?\s?(?:Z|[+-]\d{2}:?\d{2})?)?")
_ZONES = {"CET": "+0100", "CEST": "+0200", "MET": "+0100", "MEST": "+0200", "UTC": "+0000", "Z": "+0000"}


def moment(text: str) -> datetime | None:
    """The moment that ``text`` prints (RFC 822, ISO 8601, French forms) in UTC; None when it prints none.

    A moment without a zone is one of Paris.
    """
    text = " ".join(text.split())[:100]
    found = _iso(text) or _rfc822(text) or _french(text)
    return _utc(found) if found else None


def believed(found: datetime | None, now: datetime) -> tuple[datetime | None, tuple[str, ...]]:
    """``found`` if it can be believed at ``now``, else None with a flag that says what was printed."""
    if found is None or EARLIEST <= found <= now + AHEAD:
        return found, ()
    return None, (f"published.implausible: {found:%Y-%m-%d}",)


def _utc(found: datetime) -> datetime | None:
    try:
        return (found if found.tzinfo else found.replace(tzinfo=PARIS)).astimezone(UTC)
    except OverflowError:
        return None


def _iso(text: str) -> datetime | None:
    match = _ISO.match(text)
    try:
        return datetime.fromisoformat(match[0].replace(" ", "T", 1).replace(" ", "")) if match else None
    except ValueError:
        return None


def _rfc822(text: str) -> datetime | None:
    head, _, zone = text.rpartition(" ")
    try:
        return parsedate_to_datetime(f"{head} {_ZONES[zone]}" if zone in _ZONES else text)
    except (TypeError, ValueError, IndexError):
        return None


def _french(text: str) -> datetime | None:
    match = _NUMERIC.search(text) or _WRITTEN.search(text.lower())
    if match is None:
        return None
    part = match.groupdict()
    month = part.get("month") or _MONTHS.get(part.get("name", ""), 0)
    try:
        return datetime(  # noqa: DTZ001  # the zone is given by the caller
            int(part["year"]), int(month), int(part["day"]), int(part["hour"] or 0), int(part["minute"] or 0)
        )
    except ValueError:
        return None
