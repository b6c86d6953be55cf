"""Two voices that cannot both be right, shown with both quotes; the weightier one first. Pure."""

from collections.abc import Callable, Iterator, Sequence
from datetime import timedelta
from itertools import combinations

from digests import intervals
from digests.merging import Group
from digests.types import Contradiction, Expectation, Milestone
from digests.voices import document_rank, evidence, said_by
from nlp.types import ClaimStatus, ClaimType
from store.types import KnownClaim

_SAME_TIME = timedelta(days=45)  # farther apart, another date is news and not a contradiction

Value = Callable[[KnownClaim], str]  # what a claim says of one thing, "" when nothing


def of_event(group: Group) -> Iterator[Contradiction]:
    """At most one contradiction of each kind in one event."""
    done = [known for known in group.claims if known.claim.status == ClaimStatus.DONE]
    yield from _first(group.id, "date", done, _day)
    if group.type == ClaimType.AWARD:
        yield from _first(group.id, "winner", done, _winner)


def of_milestone(milestone: Milestone) -> Iterator[Contradiction]:
    """The promise that counts against another voice's other date, said at about the same time."""
    current = milestone.current
    if current is None or milestone.seen is not None:
        return
    for other in reversed(milestone.expected):
        apart = other.by != current.by and other.evidence.origin != current.evidence.origin
        if apart and not intervals.overlap(other.when, current.when) and _together(current, other):
            left, right = current.when.edtf or "", other.when.edtf or ""
            yield Contradiction(milestone.id, "date", current.evidence, other.evidence, left, right)
            return


def _together(left: Expectation, right: Expectation) -> bool:
    return bool(left.said_on and right.said_on and abs(left.said_on - right.said_on) <= _SAME_TIME)


def _first(subject: str, name: str, claims: Sequence[KnownClaim], value: Value) -> Iterator[Contradiction]:
    told = [(known, found) for known in claims if (found := value(known))]
    told.sort(key=lambda item: (-document_rank(item[0]), item[0].known_at, item[0].url))
    for (left, mine), (right, theirs) in combinations(told, 2):
        if mine != theirs and not set(mine.split()) & set(theirs.split()) and _independent(left, right):
            yield Contradiction(subject, name, evidence(left), evidence(right), mine, theirs)
            return


def _independent(left: KnownClaim, right: KnownClaim) -> bool:
    return left.origin != right.origin and said_by(left) != said_by(right)


def _day(known: KnownClaim) -> str:
    """The day it says, when it says a day."""
    when = known.claim.when
    return when.edtf or "" if when and when.granularity in ("day", "minute") and when.timex.mod == "" else ""


def _winner(known: KnownClaim) -> str:
    return " ".join(sorted(role.id for role in known.claim.actors if role.role == "supplier"))
