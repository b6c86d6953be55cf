"""What merging looks at in a claim, made once for each: bounds as day numbers, actors by part. Pure."""

from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from zoneinfo import ZoneInfo

from nlp.types import ActorRole, ClaimStatus, ClaimType
from store.places import Days, days_of
from store.types import KnownClaim, Outline

# What happens once in a procedure: dates a few days apart are one event, told at different moments.
ONCE = frozenset({ClaimType.TENDER, ClaimType.TENDER_CANCELLATION, ClaimType.AWARD, ClaimType.CONTRACT})
WON = frozenset({ClaimType.AWARD, ClaimType.CONTRACT})  # these name a winner
_DONE = ClaimStatus.DONE  # a name of its own, here and beside: to look it up in its class takes 40 ns each time
PRECISE = 31  # days up to which a date tells one event from another

Place = tuple[ClaimType, bool, int, int, str | None, frozenset[str], bool]


@dataclass(slots=True)
class Facts:
    """One claim as merging sees it. Days are proleptic ordinals."""

    type: ClaimType
    status: ClaimStatus
    procedure: str | None
    once: str | None  # the same, when it is of what happens once in a procedure
    joining: str | None  # the same, where it may join it to others: in what happens once, or on a precise day
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
        done = self.status == _DONE
        return self.type, self.dated, self.first, self.last, self.procedure, self.actors, done


def facts(known: KnownClaim, zone: ZoneInfo) -> Facts:
    """The facts of one claim."""
    days = days_of(known.when, known.status)
    return placed(known, days, local_day(known.published or known.known_at, zone))


def placed(told: KnownClaim | Outline, days: Days | None, day: int) -> Facts:
    """The facts of a claim of which it is known which ``days`` it says, and on which ``day`` it was said."""
    kind, procedure = told.type, told.procedure
    once = procedure if procedure and kind in ONCE else None
    first, last = days or (day, day)
    precise = days is not None and last - first <= PRECISE
    joining = procedure if once or precise else None
    return Facts(
        kind, told.status, procedure, once, joining, first, last, days is not None, precise, day, *parts(told.actors)
    )


@lru_cache(maxsize=65_536)
def local_day(moment: datetime, zone: ZoneInfo) -> int:
    """Day number of a moment in ``zone``."""
    return moment.astimezone(zone).toordinal()


@lru_cache(maxsize=65_536)
def parts(actors: tuple[ActorRole, ...]) -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    """All actors, the winners, the buyers."""
    everyone = frozenset([actor.id for actor in actors])
    winners = frozenset([actor.id for actor in actors if actor.role == "supplier"])
    buyers = frozenset([actor.id for actor in actors if actor.role == "buyer"])
    return everyone, winners, buyers
