"""What merging looks at in a claim, made once for each: bounds as day numbers, actors by part. Pure."""

from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from zoneinfo import ZoneInfo

from nlp.types import ActorRole, ClaimStatus, ClaimType, FuzzyDate
from store.types import KnownClaim

PRECISE = 31  # days up to which a date tells one event from another
_COARSEST = 3 * 366  # days: "this decade" places nothing
_OPEN = 366  # days that an open end is taken to reach


Place = tuple[ClaimType, bool, int, int, str | None, frozenset[str], bool]


@dataclass(slots=True)
class Facts:
    """One claim as merging sees it. Days are proleptic ordinals."""

    type: ClaimType
    status: ClaimStatus
    procedure: str | None
    first: int  # of its date; of its publication when it has none
    last: int
    dated: bool
    precise: bool
    day: int  # on which it was said in public, in the topic's time zone
    actors: frozenset[str]
    winners: frozenset[str]
    buyers: frozenset[str]

    @property
    def place(self) -> Place:
        """What other claims are likened to: two with the same place are like the same claims."""
        done = self.status == ClaimStatus.DONE
        return self.type, self.dated, self.first, self.last, self.procedure, self.actors, done


def facts(known: KnownClaim, zone: ZoneInfo) -> Facts:
    """The facts of one claim. A denial says when it looks, not when the thing was done: it counts as undated."""
    claim = known.claim
    day = local_day(known.published or known.known_at, zone)
    span = span_of(claim.when) if claim.when and claim.status != ClaimStatus.DENIED else None
    first, last = span or (day, day)
    precise = span is not None and last - first <= PRECISE
    actors, winners, buyers = parts(claim.actors)
    return Facts(
        claim.type,
        claim.status,
        claim.procedure,
        first,
        last,
        span is not None,
        precise,
        day,
        actors,
        winners,
        buyers,
    )


@lru_cache(maxsize=65_536)
def local_day(moment: datetime, zone: ZoneInfo) -> int:
    """Day number of a moment in ``zone``."""
    return moment.astimezone(zone).toordinal()


@lru_cache(maxsize=65_536)
def span_of(when: FuzzyDate) -> tuple[int, int] | None:
    """First and last day number; None for what is no date, or too long to tell anything. Open ends reach a year."""
    first, last = when.earliest, when.latest
    if when.edtf is None or (first is None and last is None):
        return None
    low = _day(first) if first else _day(last) - _OPEN
    high = _day(last) if last else low + _OPEN
    return (low, high) if high - low <= _COARSEST else None


def _day(value: date | None) -> int:
    assert value is not None
    return value.toordinal()


@lru_cache(maxsize=65_536)
def parts(actors: tuple[ActorRole, ...]) -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    """All actors, the winners, the buyers."""
    return (
        frozenset(actor.id for actor in actors),
        frozenset(actor.id for actor in actors if actor.role == "supplier"),
        frozenset(actor.id for actor in actors if actor.role == "buyer"),
    )
