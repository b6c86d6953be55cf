"""Errata: a fact that a reader was sent, and that no longer stands. Pure.

What stood when the reader's last mail was made is compared with what stands now, both read with today's rules: a
document that was revised or an official who denies makes an erratum, a better reading of the same words makes none.
As each fall lies between two mails, it is told once.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from digests import intervals
from digests.types import Change, ChangeKind, Contradiction, Event, Evidence, Expectation, Milestone, Sent, Timeline
from nlp.types import ClaimStatus

_TOLD = frozenset({ChangeKind.EVENT_NEW, ChangeKind.EVENT_STATUS, ChangeKind.MILESTONE_SEEN, ChangeKind.DATE_SLIP})


@dataclass(frozen=True, slots=True)
class Erratum:
    """One fact sent that fell, and what stands in its place."""

    sent: Sent
    verdict: str  # withdrawn | denied | corrected
    subject: str  # id of the event, or of the promise, that fell: facts about one thing fall once
    event: Event | None = None  # what stands now
    promise: Expectation | None = None  # the date now given
    proof: Evidence | None = None


def fact(change: Change) -> str | None:
    """Name of the fact that a change tells; None when it tells none that could prove wrong."""
    return f"{change.kind}|{change.id}|{change.after or ''}" if change.kind in _TOLD else None


def errata(sent: Sequence[Sent], before: Timeline, after: Timeline) -> list[Erratum]:
    """The facts of ``sent`` (oldest first) that stood in ``before`` and no longer do, each thing once."""
    found: dict[str, Erratum] = {}
    for told in sorted(sent, key=lambda told: told.at):
        if erratum := _erratum(told, before, after):
            found[erratum.subject] = erratum  # its newest wording is the one to quote
    return list(found.values())


def _erratum(sent: Sent, before: Timeline, after: Timeline) -> Erratum | None:
    kind, _, rest = sent.fact.partition("|")
    identity, _, value = rest.rpartition("|")
    if kind == ChangeKind.DATE_SLIP:
        return _promise(sent, _milestone(identity, before), _milestone(identity, after), value)
    if kind == ChangeKind.MILESTONE_SEEN:
        return _seen(sent, identity, before, after)
    stood = _event(identity, before) if value == ClaimStatus.DONE else None
    return _fallen(sent, stood, before, after) if stood else None


def _seen(sent: Sent, identity: str, before: Timeline, after: Timeline) -> Erratum | None:
    """What was said to have come: it did not, or not so, or too few voices are left."""
    then, now = _milestone(identity, before), _milestone(identity, after)
    stood = _event(then.event, before) if then and then.event else None
    if stood is None or now is None:
        return None
    fallen = _fallen(sent, stood, before, after)
    return fallen or (None if now.seen else Erratum(sent, "withdrawn", stood.id))


def _fallen(sent: Sent, stood: Event, before: Timeline, after: Timeline) -> Erratum | None:
    if stood.status != ClaimStatus.DONE:
        return None
    now = _successor(stood, after)
    if now is None:
        return Erratum(sent, "withdrawn", stood.id)
    if now.status == ClaimStatus.DENIED:
        denial = next(proof for proof in now.evidence if proof.status == ClaimStatus.DENIED)
        return Erratum(sent, "denied", stood.id, now, proof=denial)
    overruled = _overruled(stood, now, before, after)
    if overruled:
        return Erratum(sent, "corrected", stood.id, _without(now, overruled), proof=overruled.left)
    if now.status != ClaimStatus.DONE or not _same(stood, now):
        return Erratum(sent, "corrected", stood.id, now, proof=now.evidence[0])
    return None


def _same(stood: Event, now: Event) -> bool:
    """Whether both can be one fact: a date told more precisely is no correction, nor is one more winner."""
    agree = stood.when is None or now.when is None or intervals.overlap(stood.when, now.when)
    return agree and (not _winners(stood) or _winners(stood)[0] in _winners(now))


def _overruled(stood: Event, now: Event, before: Timeline, after: Timeline) -> Contradiction | None:
    """An official who has since named another winner than the one that was sent."""
    for item in after.contradictions:
        official = item.left.authority == "official" != item.right.authority and item.left.known_at > before.at
        if item.subject == now.id and item.field == "winner" and official:
            return item if set(item.right_value.split()) & set(_winners(stood)) else None
    return None


def _without(event: Event, overruled: Contradiction) -> Event:
    """The event as the weightier voice tells it."""
    wrong = set(overruled.right_value.split()) - set(overruled.left_value.split())
    return replace(event, actors=tuple(a for a in event.actors if a.role != "supplier" or a.id not in wrong))


def _winners(event: Event) -> list[str]:
    return [role.id for role in event.actors if role.role == "supplier"]


def _successor(stood: Event, after: Timeline) -> Event | None:
    """The event that now tells the same thing, whatever its id: told by the same documents, else in the same terms."""
    alike = [e for e in after.events if e.type == stood.type and _one_procedure(e, stood)]
    documents = {proof.document for proof in stood.evidence}
    told = [e for e in alike if documents & {proof.document for proof in e.evidence}]
    same = [e for e in told or alike if e.status == ClaimStatus.DONE and _same(stood, e)]
    kept = next((e for e in alike if e.id == stood.id), None)
    return kept or next(iter((*same, *told)), None)


def _one_procedure(left: Event, right: Event) -> bool:
    return left.procedure == right.procedure or None in (left.procedure, right.procedure)


def _promise(sent: Sent, then: Milestone | None, now: Milestone | None, edtf: str) -> Erratum | None:
    """A date was announced, and who announced it took the words back."""
    if then is None or now is None or not _rows(then, edtf) or _rows(now, edtf):
        return None
    document = _rows(then, edtf)[-1].evidence.document
    row = next((row for row in reversed(now.expected) if row.evidence.document == document), None)
    subject, proof = f"{then.id}|{edtf}", row.evidence if row else None
    return Erratum(sent, "corrected" if row else "withdrawn", subject, promise=row, proof=proof)


def _rows(milestone: Milestone, edtf: str) -> list[Expectation]:
    return [row for row in milestone.expected if row.when.edtf == edtf]


def _milestone(identity: str, of: Timeline) -> Milestone | None:
    return next((milestone for milestone in of.milestones if milestone.id == identity), None)


def _event(identity: str, of: Timeline) -> Event | None:
    return next((event for event in of.events if event.id == identity), None)
