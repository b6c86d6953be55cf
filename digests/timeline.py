"""The timeline: a pure function of the claims known at a moment. As-of costs nothing; digests can be replayed."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from zoneinfo import ZoneInfo

from digests import contradictions, intervals, ledger, registers
from digests.groups import Group
from digests.merging import groups
from digests.types import Contradiction, Event, Evidence, Milestone, MilestoneSpec, Override, Timeline
from digests.voices import OFFICIAL, document_rank, evidence, published_on, rank
from nlp.types import ActorRole, ClaimStatus, FuzzyDate
from store.types import Known, KnownClaim

_STRENGTH = (
    ClaimStatus.DONE,
    ClaimStatus.DENIED,
    ClaimStatus.PLANNED,
    ClaimStatus.REPORTED,
    ClaimStatus.CONDITIONAL,
)


@dataclass(frozen=True, slots=True)
class Rules:
    """What the topic says of its timeline."""

    milestones: tuple[MilestoneSpec, ...]
    zone: ZoneInfo
    overrides: tuple[Override, ...] = ()
    officials: frozenset[str] = frozenset()  # ids of actors whose word is official wherever it is printed
    registers: Mapping[str, str] = field(default_factory=dict)  # sources of notices, and how readers know them: BOAMP


def timeline(known: Known, rules: Rules, now: datetime | None = None) -> Timeline:
    """Events in order of date, milestones with their ledgers, contradictions: all from what was ``known``."""
    at = now or known.at
    told, promised = _split(known.claims, rules)
    seen = {number: row.first_seen for number, row in known.documents.items()}
    found = groups(told, rules.overrides, rules.zone, seen)
    searched = registers.searched(known, rules.registers, rules.zone)
    events = sorted((_event(group, rules, searched) for group in found), key=_place)
    milestones = tuple(
        ledger.milestone(spec, known, promised[spec.id], events, rules.officials, at, rules.zone)
        for spec in rules.milestones
    )
    done = {event.id for event in events if event.status == ClaimStatus.DONE}
    standing = [group for group in found if group.id in done]
    return Timeline(at, tuple(events), milestones, tuple(_contradictions(standing, milestones, rules.zone)))


def _split(claims: Iterable[KnownClaim], rules: Rules) -> tuple[list[KnownClaim], defaultdict[str, list[KnownClaim]]]:
    """What makes events, and what each milestone hears. Dated promises of a milestone are rows of its ledger only."""
    told: list[KnownClaim] = []
    heard: defaultdict[str, list[KnownClaim]] = defaultdict(list)
    types = {spec.type for spec in rules.milestones}
    for known in claims:
        specs = [spec for spec in rules.milestones if ledger.awaited(spec, known)] if known.claim.type in types else []
        for spec in specs:
            heard[spec.id].append(known)
        if not any(_is_promise(spec, known, rules.zone) for spec in specs):
            told.append(known)
    return told, heard


def _is_promise(spec: MilestoneSpec, known: KnownClaim, zone: ZoneInfo) -> bool:
    return known.claim.status == ClaimStatus.PLANNED or ledger.is_expectation(spec, known, zone)


def _contradictions(found: Sequence[Group], milestones: Iterable[Milestone], zone: ZoneInfo) -> Iterator[Contradiction]:
    told: set[tuple[str, str]] = set()
    for group in found:
        if len(group.claims) > 1:
            for item in contradictions.of_event(group, zone):
                told.add((item.subject, item.field))
                yield item
    yield from (i for i in contradictions.between_events(found) if (i.subject, i.field) not in told)
    for milestone in milestones:
        yield from contradictions.of_milestone(milestone)


def _event(group: Group, rules: Rules, searched: tuple[tuple[str, date], ...]) -> Event:
    ordered = group.claims  # in the order in which they became known, which a stable sort keeps
    if len(ordered) > 1:
        ordered = sorted(ordered, key=lambda k: (-rank(k, rules.officials), -document_rank(k)))
    status = _status(ordered, rules.officials)
    saying = [known for known in ordered if known.claim.status == status]
    proofs = tuple(evidence(known) for known in (*saying, *(k for k in ordered if k.claim.status != status)))
    notice = next((proof.notice for proof in proofs[: len(saying)] if proof.notice), "")
    expected = status == ClaimStatus.DONE and group.type in registers.PUBLISHED
    return Event(
        id=group.id,
        type=group.type,
        status=status,
        procedure=group.procedure,
        when=_when(ordered, status, rules.zone),
        actors=_actors(saying),
        origins=len({known.origin for known in saying}),
        articles=len({known.document for known in saying}),
        official=rank(saying[0], rules.officials) == OFFICIAL,
        corroboration=_corroboration(proofs[: len(saying)]),
        evidence=proofs,
        amount=next((str(k.claim.amount) for k in ordered if k.claim.amount is not None), None),
        first_known=min(known.known_at for known in ordered),
        notice=notice,
        searched=searched if expected and not notice else (),
    )


def _status(ordered: Sequence[KnownClaim], officials: Collection[str]) -> ClaimStatus:
    """The strongest that is said; a denial newer than all that says "done" wins over it when it weighs more.

    An official denial does, and one of more independent origins than say "done" where no official does.
    """
    said = {known.claim.status for known in ordered}
    done = [known for known in ordered if known.claim.status == ClaimStatus.DONE]
    last = max((known.known_at for known in done), default=None)
    denials = [k for k in ordered if k.claim.status == ClaimStatus.DENIED and last is not None and k.known_at > last]
    if denials and _weighs_more(denials, done, officials):
        return ClaimStatus.DENIED
    return next(status for status in _STRENGTH if status in said)


def _weighs_more(denials: Sequence[KnownClaim], done: Sequence[KnownClaim], officials: Collection[str]) -> bool:
    if any(rank(known, officials) == OFFICIAL for known in denials):
        return True
    official = any(rank(known, officials) == OFFICIAL for known in done)
    return not official and len({k.origin for k in denials}) > len({k.origin for k in done})


def _when(ordered: Sequence[KnownClaim], status: ClaimStatus, zone: ZoneInfo) -> FuzzyDate | None:
    """The date of the weightiest voice, made finer by those it holds; without any, the day it was first told.

    An official text that says "is cancelled" and gives no date is the act itself: its day is the day it was published.
    """
    own = [known for known in ordered if known.claim.status == status]
    dated = [known for known in own if known.claim.when and known.claim.when.edtf]
    acts = [k for k in own if k.authority == "official" and k.claim.when is None] if status == ClaimStatus.DONE else []
    act = intervals.on(min(published_on(known, zone) for known in acts)) if acts else None
    if dated:
        best = min(range(len(dated)), key=lambda i: (-document_rank(dated[i]), _length(dated[i]), i))
        others = [act, *(known.claim.when for known in dated)]
        if act and (document_rank(dated[best]) < OFFICIAL or intervals.holds(dated[best].claim.when or act, act)):
            return act
        return _finest(dated[best].claim.when, others)
    return act or (intervals.on(min(published_on(k, zone) for k in own)) if status == ClaimStatus.DONE else None)


def _finest(when: FuzzyDate | None, others: Sequence[FuzzyDate | None]) -> FuzzyDate | None:
    """The shortest of ``others`` inside ``when``, the first one where several are."""
    inside = [other for other in others if when and other and intervals.holds(when, other)]
    return min(inside, key=intervals.days, default=when)


def _length(known: KnownClaim) -> int:
    return intervals.days(known.claim.when) if known.claim.when else 0


def _actors(ordered: Sequence[KnownClaim]) -> tuple[ActorRole, ...]:
    """Actors of the claims, weightiest first, each once: an actor keeps the first role it is given.

    The winners are those of the weightiest voice that names any, and of those who agree with it in part; the winners of
    who names others are a contradiction, and no actors of the event.
    """
    found: dict[str, ActorRole] = {}
    winners: set[str] = set()
    for known in ordered:
        named = {role.id for role in known.claim.actors if role.role == "supplier"}
        rival = bool(winners and named and winners.isdisjoint(named))
        winners |= set() if rival else named
        for role in known.claim.actors:
            if not (rival and role.id in named):
                found.setdefault(role.id, role)
    return tuple(found.values())


def _corroboration(proofs: Sequence[Evidence]) -> str:
    voices = {"official" if proof.authority == "official" else "press" for proof in proofs}
    return "both" if len(voices) == 2 else voices.pop()


def _place(event: Event) -> tuple[date, date, str]:
    first, last = intervals.bounds(event.when) if event.when else (date.max, date.max)
    return last, first, event.id
