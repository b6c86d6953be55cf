"""Two voices that cannot both be right, shown with both quotes; the weightier one first. Pure.

The same speaker, or the same paper, with another value has changed its mind: that is a slip or a correction, and none.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import timedelta
from decimal import Decimal
from itertools import combinations
from typing import NamedTuple
from zoneinfo import ZoneInfo

from digests import intervals
from digests.facts import ONCE
from digests.groups import Group
from digests.types import Contradiction, Expectation, Milestone
from digests.voices import OFFICIAL, document_rank, published_on, said_by
from nlp.types import ClaimStatus, ClaimType
from store.types import KnownClaim

_SAME_TIME = timedelta(days=45)  # farther apart, another date is news and not a contradiction
_ROUNDING = Decimal("0.05")  # "6,2 millions" and "6 150 000 €" are one amount
_DONE = ClaimStatus.DONE
_WON = (ClaimType.AWARD, ClaimType.CONTRACT)


class _Told(NamedTuple):
    """One voice with what it says."""

    known: KnownClaim
    value: str


def of_event(group: Group, zone: ZoneInfo) -> Iterator[Contradiction]:
    """At most one contradiction of each kind in one event."""
    dates = len(group.spans) + len(group.days)
    if dates < 2 and group.type not in ONCE:
        return  # nothing to differ by, as most have
    done = [known for known in group.claims if known.status == _DONE]
    if len({known.origin for known in done}) < 2:
        return
    if dates > 1:
        yield from _first(group, "date", _days(done, zone))
    if group.type in _WON:
        yield from _first(group, "winner", [_Told(known, winner) for known in done if (winner := _winner(known))])
    if group.type in ONCE:
        yield from _first(group, "amount", [_Told(k, str(k.amount)) for k in done if k.amount])


def between_events(groups: Iterable[Group]) -> Iterator[Contradiction]:
    """What can be done once is said to be done twice: other winners of one procedure, or one win in two procedures."""
    rivals: defaultdict[tuple[str, str, str], list[Group]] = defaultdict(list)
    for group in groups:
        if group.type in _WON and group.done and group.procedure:
            rivals[group.type, "winner", group.procedure].append(group)
            for first, last in (span for span, precise in group.spans.items() if precise and span[0] == span[1]):
                rivals[group.type, "procedure", f"{first}-{last}"].append(group)
    for (_, name, _), some in rivals.items():
        if len(some) > 1:
            yield from _rivals(some, name)


def _rivals(some: Sequence[Group], name: str) -> Iterator[Contradiction]:
    """The first of the pairs that contradict each other, for each of the lesser events once."""
    best = [(group, told) for group in some if (told := _best(group, name))]
    best.sort(key=lambda item: (-document_rank(item[1].known), item[1].known.known_at, item[0].id))
    for (left, mine), (right, theirs) in zip(best[:1] * len(best), best[1:], strict=False):
        alike = not left.winners.isdisjoint(right.winners)
        wrong = mine.value != theirs.value and alike == (name == "procedure")
        if wrong and _independent(mine.known, theirs.known):
            yield _flag(left, name, mine, theirs)
            return


def _best(group: Group, name: str) -> _Told | None:
    done = [k for k in group.claims if k.status == ClaimStatus.DONE and _winner(k)]
    done.sort(key=lambda k: (-document_rank(k), k.known_at, k.url))
    return _Told(done[0], _winner(done[0]) if name == "winner" else group.procedure or "") if done else None


def of_milestone(milestone: Milestone) -> Iterator[Contradiction]:
    """The promise that counts against another voice's other date, said at about the same time."""
    current = milestone.current
    if current is None or milestone.seen is not None:
        return
    past = [row.when for row in milestone.moves]
    for other in reversed(milestone.expected):
        apart = other.by != current.by and other.evidence.origin != current.evidence.origin
        recalled = any(intervals.overlap(other.when, when) for when in past)
        # A text that plans both dates tells of two things; one that sets a rumour against the date does not agree.
        agrees = other.status == ClaimStatus.PLANNED and other.evidence.document in milestone.agreeing
        if apart and not recalled and not agrees and _together(current, other):
            left, right = current.when.edtf or "", other.when.edtf or ""
            proofs = current.evidence, other.evidence
            yield Contradiction(milestone.id, "date", *proofs, left, right, title=milestone.title)
            return


def _together(left: Expectation, right: Expectation) -> bool:
    return bool(left.said_on and right.said_on and abs(left.said_on - right.said_on) <= _SAME_TIME)


def _days(done: Sequence[KnownClaim], zone: ZoneInfo) -> list[_Told]:
    """Who says which day. The first official text that gives no date says the day of its publication: it is the act."""
    explicit = [_Told(known, day) for known in done if (day := _day(known))]
    acts = [k for k in done if k.when is None and k.authority == "official" and k.published]
    if acts and not any(document_rank(told.known) == OFFICIAL for told in explicit):
        act = min(acts, key=lambda known: (known.published, known.url))
        explicit.append(_Told(act, published_on(act, zone).isoformat()))
    return explicit


def _first(group: Group, name: str, told: list[_Told]) -> Iterator[Contradiction]:
    """The weightiest pair of independent voices that disagree. Voices that say the same are heard once.

    A text that elsewhere says what the other says was misread, or tells of something else: it contradicts nobody.
    """
    if len({item.value for item in told}) < 2:
        return
    told.sort(key=lambda item: (-document_rank(item.known), item.known.known_at, item.known.url))
    heard: dict[tuple[str, str], _Told] = {}
    for item in told:
        heard.setdefault((item.value, said_by(item.known)), item)
    texts = defaultdict[int, list[str]](list)
    for item in told:
        texts[item.known.document].append(item.value)
    for mine, theirs in combinations(heard.values(), 2):
        pairs = (mine.value, theirs.known.document), (theirs.value, mine.known.document)
        agrees = any(not _differ(name, one, value) for one, text in pairs for value in texts[text])
        if not agrees and _differ(name, mine.value, theirs.value) and _independent(mine.known, theirs.known):
            yield _flag(group, name, mine, theirs)
            return


def _flag(group: Group, name: str, mine: _Told, theirs: _Told) -> Contradiction:
    proofs = mine.known, theirs.known
    return Contradiction(group.id, name, *proofs, mine.value, theirs.value, group.type)


def _differ(name: str, left: str, right: str) -> bool:
    if left == right:
        return False
    if name == "amount":
        one, other = Decimal(left), Decimal(right)
        return abs(one - other) > _ROUNDING * max(one, other)
    return not set(left.split()) & set(right.split())


def _independent(left: KnownClaim, right: KnownClaim) -> bool:
    return left.origin != right.origin and left.publisher != right.publisher and said_by(left) != said_by(right)


def _day(known: KnownClaim) -> str:
    """The day it says, when it says a day."""
    when = known.when
    return (when.edtf or "")[:10] if when and when.granularity in ("day", "minute") and when.timex.mod == "" else ""


def _winner(known: KnownClaim) -> str:
    return " ".join(sorted(role.id for role in known.actors if role.role == "supplier"))
