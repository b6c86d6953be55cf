"""An event in the making: its claims, and what they say together, kept up to date as they come in."""

from digests.facts import Facts
from nlp.types import ClaimStatus, ClaimType
from store.types import KnownClaim

_DONE = ClaimStatus.DONE
_SAID = frozenset({_DONE, ClaimStatus.REPORTED, ClaimStatus.CONDITIONAL})


class Group:
    """Claims of one event. Mutable: it lives only while they are merged."""

    __slots__ = (
        "buyers",
        "claims",
        "days",
        "done",
        "forced",
        "id",
        "number",
        "procedure",
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
        self.days: list[int] = []  # on which it was said to be done, without a date
        self.winners: frozenset[str] = frozenset()
        self.buyers: frozenset[str] = frozenset()
        self.told = self.done = False  # somebody said that it happened; and said so firmly

    def add(self, known: KnownClaim, told: Facts) -> None:
        """Take a claim in."""
        self.claims.append(known)
        self.procedure = self.procedure or told.procedure
        if told.dated:
            self.spans[told.first, told.last] = told.precise
        elif told.status == _DONE:
            self.days.append(told.day)
        if told.winners or told.buyers:
            self.winners |= told.winners
            self.buyers |= told.buyers
        self.told = self.told or told.status in _SAID
        self.done = self.done or told.status == _DONE

    def told_within(self, first: int, last: int) -> bool:
        """Whether it is said to be, or was said to be done, at about these days."""
        spans = (low <= last and first <= high for low, high in self.spans)
        return any(spans) or any(first <= day <= last for day in self.days)

    def may_be_done_on(self, first: int, last: int) -> bool:
        """Whether what is not done yet is said for a time that meets these days, or for no time at all."""
        return not self.spans or any(start <= last and first <= end for start, end in self.spans)
