"""Where official notices appear, and when they were last read: "none found" is a finding only if one looked. Pure."""

from collections.abc import Mapping
from datetime import date
from zoneinfo import ZoneInfo

from digests.blindness import FAILED
from nlp.types import ClaimType
from store.types import Known

NAMES = {"boamp": "BOAMP", "ted": "TED", "decp": "DECP"}  # kind of source → how readers know it
# What a buyer publishes in a register. A call-off through a central purchasing body may leave none.
PUBLISHED = frozenset(
    {
        ClaimType.TENDER,
        ClaimType.TENDER_AMENDMENT,
        ClaimType.TENDER_CANCELLATION,
        ClaimType.AWARD,
        ClaimType.CONTRACT,
    }
)


def searched(known: Known, registers: Mapping[str, str], zone: ZoneInfo) -> tuple[tuple[str, date], ...]:
    """Each register that answered at least once, with the local day of its last answer; by name."""
    last: dict[str, date] = {}
    for check in known.checks:
        if check.source in registers and check.status not in FAILED:
            last[registers[check.source]] = check.at.astimezone(zone).date()
    return tuple(sorted(last.items()))
