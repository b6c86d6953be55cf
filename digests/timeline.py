"""The timeline: a pure function of the claims known at a moment. As-of costs nothing; digests can be replayed."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from digests import contradictions, intervals, ledger
from digests.merging import Group, arrival, groups
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


def timeline(known: Known, rules: Rules, now: datetime | None = None) -> Timeline:
    """Events in order of date, milestones with their ledgers, contradictions: all from what was ``known``."""
    at = now or known.at
    told = [claim for claim in known.claims if not _is_promise(claim, rules)]
    found = groups(told, rules.overrides, rules.zone)
    events = sorted((_event(group, rules) for group in found), key=_place)
    milestones = tuple(
        ledger.milestone(spec, known, events, rules.officials, at, rules.zone) for spec in rules.milestones
    )
    return Timeline(at, tuple(events), milestones, tuple(_contradictions(found, milestones)))


def _is_promise(known: KnownClaim, rules: Rules) -> bool:
    """Dated promises of a milestone are rows of its ledger, and no events."""
    awaited = [spec for spec in rules.milestones if ledger.awaited(spec, known)]
    return bool(awaited) and known.claim.status == ClaimStatus.PLANNED


def _contradictions(found: Iterable[Group], milestones: Sequence[Milestone]) -> Iterable[Contradiction]:
    for group in found:
        yield from contradictions.of_event(group)
    for milestone in milestones:
        yield from contradictions.of_milestone(milestone)


def _event(group: Group, rules: Rules) -> Event:
    ordered = sorted(group.claims, key=lambda k: (-rank(k, rules.officials), -document_rank(k), arrival(k)))
    status = _status(ordered, rules.officials)
    proofs = tuple(evidence(known) for known in ordered)
    official = any(rank(k, rules.officials) == OFFICIAL and k.claim.status == status for k in ordered)
    return Event(
        id=group.id,
        type=group.type,
        status=status,
        procedure=group.procedure,
        when=_when(ordered, status, rules.zone),
        actors=_actors([known for known in ordered if known.claim.status == status]),
        origins=len({known.origin for known in ordered}),
        articles=len({known.document for known in ordered}),
        official=official,
        corroboration=_corroboration(proofs),
        evidence=proofs,
        amount=next((str(k.claim.amount) for k in ordered if k.claim.amount is not None), None),
        first_known=min(known.known_at for known in ordered),
    )


def _status(ordered: Sequence[KnownClaim], officials: Collection[str]) -> ClaimStatus:
    """The strongest that is said; an official denial newer than all that says "done" wins over it."""
    said = {known.claim.status for known in ordered}
    denials = [k.known_at for k in ordered if k.claim.status == ClaimStatus.DENIED and rank(k, officials) == OFFICIAL]
    done = [k.known_at for k in ordered if k.claim.status == ClaimStatus.DONE]
    if denials and done and max(denials) > max(done):
        return ClaimStatus.DENIED
    return next(status for status in _STRENGTH if status in said)


def _when(ordered: Sequence[KnownClaim], status: ClaimStatus, zone: ZoneInfo) -> FuzzyDate | None:
    """The date of the weightiest voice that gives one, made finer by those it holds; else the day it was first told."""
    own = [known for known in ordered if known.claim.status == status] or ordered
    dated = [known for known in own if known.claim.when and known.claim.when.edtf]
    if dated:
        best = min(range(len(dated)), key=lambda i: (-document_rank(dated[i]), _length(dated[i]), i))
        return _finest(dated[best].claim.when, [known.claim.when for known in dated])
    return intervals.on(min(published_on(known, zone) for known in own)) if status == ClaimStatus.DONE else None


def _finest(when: FuzzyDate | None, others: Sequence[FuzzyDate | None]) -> FuzzyDate | None:
    """The shortest of ``others`` inside ``when``, the first one where several are."""
    inside = [other for other in others if when and other and intervals.holds(when, other)]
    return min(inside, key=intervals.days, default=when)


def _length(known: KnownClaim) -> int:
    return intervals.days(known.claim.when) if known.claim.when else 0


def _actors(ordered: Sequence[KnownClaim]) -> tuple[ActorRole, ...]:
    """Actors of the claims, weightiest first, each once: an actor keeps the first role it is given."""
    found: dict[str, ActorRole] = {}
    for known in ordered:
        for role in known.claim.actors:
            found.setdefault(role.id, role)
    return tuple(found.values())


def _corroboration(proofs: Sequence[Evidence]) -> str:
    voices = {"official" if proof.authority == "official" else "press" for proof in proofs}
    return "both" if len(voices) == 2 else voices.pop()


def _place(event: Event) -> tuple[date, date, str]:
    first, last = intervals.bounds(event.when) if event.when else (date.max, date.max)
    return last, first, event.id
