"""Claims → events: same type, same procedure, compatible date. Better split than wrongly joined. Pure.

Claims are taken in the order in which they became known, so that what was joined yesterday stays joined today.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from hashlib import sha256
from zoneinfo import ZoneInfo

from digests import intervals
from digests.types import Override
from digests.voices import published_on
from nlp.types import ClaimStatus, ClaimType, FuzzyDate
from store.types import KnownClaim

WEAKEST = 0.5  # confidence under which a claim starts no event
_ONE_DAY = 1  # "5 or 6 February" is one event, with a contradiction
_SOON = 15  # days within which two dates of what happens once are one event, told at different moments
_ECHO = 10  # days after an event in which an undated retelling is taken for it
_PRECISE = 31  # days up to which a date tells one event from another
_ONCE = frozenset({ClaimType.TENDER, ClaimType.TENDER_CANCELLATION, ClaimType.AWARD, ClaimType.CONTRACT})
_STARTS_NOTHING = frozenset({ClaimStatus.DENIED})
_NEEDS_ACTOR = frozenset({ClaimStatus.REPORTED, ClaimStatus.CONDITIONAL})


@dataclass
class Group:
    """An event in the making."""

    id: str
    type: ClaimType
    procedure: str | None
    claims: list[KnownClaim] = field(default_factory=list)
    forced: str = ""  # set by an override: only its own claims come in

    def dates(self) -> list[FuzzyDate]:
        """What its claims say of when."""
        return [known.claim.when for known in self.claims if known.claim.when and known.claim.when.edtf]


def arrival(known: KnownClaim) -> tuple[object, ...]:
    """Order in which claims became known; within a moment, by what they are and not by how they came."""
    return known.known_at, known.published or known.known_at, known.url, known.claim.start, known.claim.type


def groups(claims: Iterable[KnownClaim], overrides: Sequence[Override], zone: ZoneInfo) -> list[Group]:
    """Group ``claims``; each group is one event. ``overrides`` are a person's last word."""
    found: list[Group] = []
    for known in sorted(claims, key=arrival):
        forced = _forced(known, overrides)
        if forced is None:
            continue
        home = _forced_home(found, known, forced) if forced else _home(found, known, zone)
        if home is not None:
            home.claims.append(known)
            home.procedure = home.procedure or known.claim.procedure
        elif forced or _starts(known):
            found.append(Group(_identity(known), known.claim.type, known.claim.procedure, [known], forced))
    return found


def _starts(known: KnownClaim) -> bool:
    claim = known.claim
    if claim.confidence < WEAKEST or claim.status in _STARTS_NOTHING:
        return False
    if claim.status in _NEEDS_ACTOR and not claim.actors:
        return False
    return claim.status != ClaimStatus.PLANNED or (claim.when is not None and claim.when.edtf is not None)


def _identity(known: KnownClaim) -> str:
    """Stable: from its first claim's document and type, not from its place in the text or in the archive."""
    name = f"{known.claim.type}|{known.claim.procedure}|{known.url}|{_day_of(known)}"
    return f"{known.claim.type}-{sha256(name.encode()).hexdigest()[:8]}"


def _day_of(known: KnownClaim) -> str:
    return (known.claim.when.edtf or "") if known.claim.when else ""


def _home(found: Sequence[Group], known: KnownClaim, zone: ZoneInfo) -> Group | None:
    """The best group that ``known`` may join: same procedure first, then the closest date."""
    day = published_on(known, zone)
    fits = [(score, -index) for index, group in enumerate(found) if (score := _fit(group, known, day)) is not None]
    return found[-max(fits)[1]] if fits else None


def _fit(group: Group, known: KnownClaim, day: date) -> float | None:
    """How well ``known`` fits ``group``, None when it does not."""
    claim = known.claim
    if group.forced or group.type != claim.type or not _same_procedure(group, known):
        return None
    once = group.type in _ONCE and group.procedure is not None and group.procedure == claim.procedure
    shared = bool({role.id for role in claim.actors} & {r.id for k in group.claims for r in k.claim.actors})
    near = _near(group, claim.when if claim.when and claim.when.edtf else None, day, once, shared)
    if near is None:
        return None
    return near + (2.0 if claim.procedure and group.procedure == claim.procedure else 0.0) + 0.5 * shared


def _same_procedure(group: Group, known: KnownClaim) -> bool:
    """Two procedures never mix; a claim that names none may echo one."""
    mine, theirs = known.claim.procedure, group.procedure
    return mine == theirs or mine is None or theirs is None


def _near(group: Group, when: FuzzyDate | None, day: date, once: bool, shared: bool) -> float | None:
    """1 for the same date, less for a looser fit, None for none."""
    dates = group.dates()
    if when is None:
        return _echo(dates, group, day, once, shared)
    if not dates:
        return 0.4 if once or (shared and _first_published_within(group, when)) else None
    if any(intervals.overlap(other, when, _ONE_DAY if _precise(other, when) else 0) for other in dates):
        return 1.0 if once or _precise(when) or shared else None
    soon = once and any(_precise(other, when) and intervals.overlap(other, when, _SOON) for other in dates)
    return 0.45 if soon else None


def _echo(dates: Sequence[FuzzyDate], group: Group, day: date, once: bool, shared: bool) -> float | None:
    """An undated retelling: of what happens once, or of what happened in the last days to the same actors."""
    if once:
        return 0.5
    recent = [other for other in dates if 0 <= (day - intervals.bounds(other)[1]).days <= _ECHO]
    if recent and shared:
        return 0.3
    told = [(day - k.published.date()).days for k in group.claims if k.published]
    return 0.2 if shared and not dates and any(abs(gap) <= _ECHO for gap in told) else None


def _first_published_within(group: Group, when: FuzzyDate) -> bool:
    days = [known.published.date() for known in group.claims if known.published]
    return any(intervals.overlap(intervals.on(day), when, _ECHO) for day in days)


def _precise(*dates: FuzzyDate) -> bool:
    return all(intervals.days(when) <= _PRECISE for when in dates)


def _forced(known: KnownClaim, overrides: Sequence[Override]) -> str | None:
    """Name of the group an override puts ``known`` in; "" for none; None when it is dropped."""
    for index, override in enumerate(overrides):
        if known.url in override.documents and override.type in (None, known.claim.type):
            if override.action == "drop":
                return None
            return f"{index}" if override.action == "join" else f"{index}:{known.url}"
    return ""


def _forced_home(found: Sequence[Group], known: KnownClaim, forced: str) -> Group | None:
    same = (group for group in found if group.forced == forced and group.type == known.claim.type)
    return next(same, None)
