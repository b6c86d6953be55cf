"""Amounts, days and deadlines as notices print them; what cannot be believed is flagged, not trusted."""

import re
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal, InvalidOperation

from crawler.moments import PARIS, moment

PLACEHOLDERS = frozenset({date(2000, 1, 1), date(1900, 1, 1), date(1970, 1, 1)})  # eForms and DECP writers' "not given"
FIRST = date(2005, 1, 1)  # nothing older is in these sources
LAST = date(2100, 1, 1)
AHEAD = timedelta(days=6 * 366)  # a deadline or an award later than that after publication is a mistake
LARGEST = Decimal(10) ** 11  # euros: no French contract comes near; DECP prints 10^12 and more

_DAY = re.compile(r"(?P<y>\d{4})-(?P<m>\d\d)-(?P<d>\d\d)")
_OFFSET = re.compile(r"[T ]\d\d:\d\d.*(?:Z|[+-]\d\d:?\d\d)$")
_NUMBER = re.compile(r"-?\d+(?:[ \u00a0\u202f.,'’]\d{3})*(?:[.,]\d+)?(?:[eE][+-]?\d+)?(?!\d)")


def day(printed: str) -> date | None:
    """The day that ``printed`` begins with (ISO 8601, any offset); None for a placeholder or none."""
    match = _DAY.match(printed.strip())
    try:
        found = date(int(match["y"]), int(match["m"]), int(match["d"])) if match else None
    except ValueError:
        return None
    return None if found in PLACEHOLDERS else found


def local(printed: str) -> datetime | None:
    """A moment in UTC. ``printed`` is Paris time whatever its offset says: national notices label it +00:00.

    Those of 2016 and 2017 label it +01:00, in summer too.
    """
    naive = re.sub(r"(?:Z|[+-]\d\d:?\d\d)$", "", printed.strip())
    try:
        return datetime.fromisoformat(naive).replace(tzinfo=PARIS).astimezone(UTC) if naive else None
    except (ValueError, OverflowError):
        return moment(printed)


def zoned(printed: str) -> datetime | None:
    """A moment in UTC; one without an offset is one of Paris."""
    if not _OFFSET.search(printed.strip()):
        return local(printed)
    try:
        return datetime.fromisoformat(printed.strip()).astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def joined(day_printed: str, time_printed: str) -> datetime | None:
    """UBL's EndDate and EndTime, each with its own offset; a day alone ends at its last minute in Paris."""
    found = day(day_printed)
    if found is None:
        return None
    if time_printed:
        return zoned(f"{found.isoformat()}T{time_printed}")
    return datetime.combine(found, time(23, 59), PARIS).astimezone(UTC)


def amount(printed: str) -> Decimal | None:
    """Euros; None for nothing, zero (the writers' "not given") or what is not one number."""
    numbers = _NUMBER.findall(printed)
    try:
        found = Decimal(_plain(numbers[0])) if len(numbers) == 1 else None
    except InvalidOperation:
        return None
    return found if found and found > 0 else None


def _plain(digits: str) -> str:
    """French and English ways of writing a number → one that Decimal reads."""
    digits = re.sub(r"[ \u00a0\u202f'’]", "", digits)
    if "," in digits and "." in digits:
        thousands, point = sorted(",.", key=digits.rfind)
        return digits.replace(thousands, "").replace(point, ".")
    if digits.count(",") > 1 or digits.count(".") > 1:
        return digits.replace(",", "").replace(".", "")
    return digits.replace(",", ".")


def compact(number: str) -> str:
    """A SIREN (9 digits) or SIRET (14) without the spaces it is often printed with; any other number as it is."""
    digits = "".join(number.split())
    return digits if digits.isdecimal() and len(digits) in (9, 14) else number


def plausible(found: date, published: date | None) -> bool:
    """Whether a deadline or an award on ``found`` can be meant in a notice of ``published``."""
    latest = published + AHEAD if published and published < LAST else LAST
    return FIRST <= found <= latest
