"""An event in the making: its claims, and what they say together, kept up to date as they come in."""

from digests.facts import Facts
from nlp.types import ClaimStatus, ClaimType
from store.types import KnownClaim

# What happens once in a procedure: dates a few days apart are one event, told at different moments.
ONCE = frozenset({ClaimType.TENDER, ClaimType.TENDER_CANCELLATION, ClaimType.AWARD, ClaimType.CONTRACT})
_SAID = frozenset({ClaimStatus.DONE, ClaimStatus.REPORTED, ClaimStatus.CONDITIONAL})


class Group:
    """Claims of one event. Mutable: it lives only while they are merged."""

    __slots__ = (
        "actors",
        "buyers",
        "claims",
        "done",
        "forced",
        "id",
        "number",
        "procedure",
        "published",
        "spans",
        "told",
        "type",
        "winners",
    )

    def __init__(self, number: int, kind: ClaimType, procedure: str | None, forced: str = "") -> None:
        self.id = ""
        self.number = number  # in the order in which groups came to be
        self.type = kind
        self.procedure = procedure
        self.forced = forced  # set by an override: only its own claims come in
        self.claims: list[KnownClaim] = []
        self.spans: dict[tuple[int, int], bool] = {}  # distinct dates, and whether they are precise
        self.published: set[int] = set()
        self.actors: set[str] = set()
        self.winners: set[str] = set()
        self.buyers: set[str] = set()
        self.told = self.done = False  # somebody said that it happened; and said so firmly

    def add(self, known: KnownClaim, told: Facts) -> None:
        """Take a claim in."""
        self.claims.append(known)
        self.procedure = self.procedure or told.procedure
        self.published.add(told.day)
        if told.dated:
            self.spans[told.first, told.last] = told.precise
        self.actors |= told.actors
        self.winners |= told.winners
        self.buyers |= told.buyers
        self.told = self.told or told.status in _SAID
        self.done = self.done or told.status == ClaimStatus.DONE

    def meets(self, told: Facts, slack: int) -> bool:
        """Whether one of its dates can be the claim's; precise dates may be ``slack`` days apart."""
        if (told.first, told.last) in self.spans:
            return True
        for (first, last), precise in self.spans.items():
            wide = slack if precise and told.precise else 0
            if first - wide <= told.last and told.first - wide <= last:
                return True
        return False

    def near(self, told: Facts, days: int) -> bool:
        """Whether one of its precise dates is within ``days`` of the claim's."""
        low, high = told.first - days, told.last + days
        return any(precise and first <= high and low <= last for (first, last), precise in self.spans.items())

    def ended_within(self, first: int, last: int) -> bool:
        """Whether one of its dates ended between two days."""
        return any(first <= end <= last for _, end in self.spans)

    def expected_within(self, first: int, last: int) -> bool:
        """Whether what is not done yet is said for a time that meets two days, or for no time at all."""
        return not self.spans or any(start <= last and first <= end for start, end in self.spans)

    def published_within(self, first: int, last: int) -> bool:
        """Whether one of its voices spoke between two days."""
        if last - first > len(self.published):
            return any(first <= day <= last for day in self.published)
        return any(day in self.published for day in range(first, last + 1))
