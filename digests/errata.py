"""Errata: a fact that a reader was sent, and that no longer stands. Pure.

What stood when the reader's last mail was made is compared with what stands now, both read with today's rules: a
document that was revised or an official who denies makes an erratum, a better reading of the same words makes none.
As each fall lies between two mails, it is told once.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from digests import intervals
from digests.types import Change, ChangeKind, Contradiction, Event, Expectation, Milestone, Sent, Timeline
from nlp.types import ClaimStatus
from store.types import KnownClaim

_TOLD = frozenset({ChangeKind.EVENT_NEW, ChangeKind.EVENT_STATUS, ChangeKind.MILESTONE_SEEN, ChangeKind.DATE_SLIP})


@dataclass(frozen=True, slots=True)
class Erratum:
    """One fact sent that fell, and what stands in its place."""

    sent: Sent
    verdict: str  # withdrawn | denied | corrected
    subject: str  # id of the event, or of the promise, that fell: facts about one thing fall once
    event: Event | None = None  # what stands now
    promise: Expectation | None = None  # the date now given
    proof: KnownClaim | None = None


class _View:
    """A timeline by ids."""

    def __init__(self, timeline: Timeline) -> None:
        self.timeline = timeline
        self.events = {event.id: event for event in timeline.events}
        self.milestones = {milestone.id: milestone for milestone in timeline.milestones}


def fact(change: Change) -> str | None:
    """Name of the fact that a change tells; None when it tells none that could prove wrong."""
    return name(change.kind, change.id, change.after or "") if change.kind in _TOLD else None


def name(kind: str, identity: str, value: str, at: datetime | None = None) -> str:
    """Name of a fact, as the mailbox keeps it; ``at``: when an earlier mail than the one that keeps it told it."""
    return "|".join((kind, identity, value, *([at.isoformat()] if at else [])))


def recall(kept: str, text: str, slot: datetime) -> Sent:
    """A fact from its kept name, its sentence and the slot of its mail. A name that is none recalls nothing known."""
    kind, identity, value, at = (*kept.split("|"), "", "", "")[:4]
    return Sent(kind, identity, value, text, datetime.fromisoformat(at) if at else slot)


def errata(sent: Iterable[Sent], before: Timeline, after: Timeline) -> list[Erratum]:
    """The facts of ``sent`` that stood in ``before`` and no longer do, each thing once, in its newest wording."""
    then, now = _View(before), _View(after)
    found: dict[str, Erratum] = {}
    for told in sorted(sent, key=lambda told: told.at):
        if erratum := _erratum(told, then, now):
            found[erratum.subject] = erratum
    return list(found.values())


def renamed(sent: Iterable[Sent], before: Timeline, after: Timeline) -> Iterator[tuple[str, str]]:
    """Facts that still stand, but as an event with another id: its first voice fell silent, others tell it still.

    The next mail keeps them under their new name, so that their fall can be told.
    """
    then, now = _View(before), _View(after)
    for told in sent:
        stood = then.events.get(told.id)
        if stood and told.id not in now.events and not _erratum(told, then, now):
            heir = _successor(stood, now)
            yield name(told.kind, heir.id if heir else "", told.value, told.at), told.text


def _erratum(sent: Sent, then: _View, now: _View) -> Erratum | None:
    if sent.kind == ChangeKind.DATE_SLIP:
        return _promise(sent, then.milestones.get(sent.id), now.milestones.get(sent.id))
    if sent.kind == ChangeKind.MILESTONE_SEEN:
        return _seen(sent, then, now)
    stood = then.events.get(sent.id) if sent.value == ClaimStatus.DONE else None
    return _fallen(sent, stood, then, now) if stood else None


def _seen(sent: Sent, then: _View, now: _View) -> Erratum | None:
    """What was said to have come: it did not, or not so, or too few voices are left."""
    past, today = then.milestones.get(sent.id), now.milestones.get(sent.id)
    stood = then.events.get(past.event or "") if past else None
    if stood is None or today is None:
        return None
    fallen = _fallen(sent, stood, then, now)
    return fallen or (None if today.seen else Erratum(sent, "withdrawn", stood.id))


def _fallen(sent: Sent, stood: Event, then: _View, now: _View) -> Erratum | None:
    """How a thing that was done is not so any more; None while it stands."""
    if stood.status != ClaimStatus.DONE:
        return None
    event = _successor(stood, now)
    if event is None:
        return Erratum(sent, "withdrawn", stood.id)
    if event.status == ClaimStatus.DENIED:
        denial = next(proof for proof in event.evidence if proof.status == ClaimStatus.DENIED)
        return Erratum(sent, "denied", stood.id, event, proof=denial)
    overruled = _overruled(stood, event, then.timeline.at, now.timeline.contradictions)
    if overruled:
        return Erratum(sent, "corrected", stood.id, _without(event, overruled), proof=overruled.left)
    if event.status != ClaimStatus.DONE or not _same(stood, event):
        return Erratum(sent, "corrected", stood.id, event, proof=event.evidence[0])
    return None


def _same(stood: Event, now: Event) -> bool:
    """Whether both can be one fact: a date told more precisely is no correction, nor is one more winner."""
    agree = stood.when is None or now.when is None or intervals.overlap(stood.when, now.when)
    return agree and (not _winners(stood) or _winners(stood)[0] in _winners(now))


def _overruled(stood: Event, event: Event, since: datetime, found: Iterable[Contradiction]) -> Contradiction | None:
    """An official who has since named another winner than the one that was sent."""
    for item in found:
        official = item.left.authority == "official" != item.right.authority and item.left.known_at > since
        if item.subject == event.id and item.field == "winner" and official:
            return item if set(item.right_value.split()) & set(_winners(stood)) else None
    return None


def _without(event: Event, overruled: Contradiction) -> Event:
    """The event as the weightier voice tells it."""
    wrong = set(overruled.right_value.split()) - set(overruled.left_value.split())
    return event._replace(actors=tuple(a for a in event.actors if a.role != "supplier" or a.id not in wrong))


def _winners(event: Event) -> list[str]:
    return [role.id for role in event.actors if role.role == "supplier"]


def _successor(stood: Event, now: _View) -> Event | None:
    """The event that now tells the same thing: by its id, else by the documents that tell it, else by its terms."""
    if stood.id in now.events:
        return now.events[stood.id]
    alike = [e for e in now.timeline.events if e.type == stood.type and _one_procedure(e, stood)]
    documents = {proof.document for proof in stood.evidence}
    told = [e for e in alike if documents & {proof.document for proof in e.evidence}]
    same = [e for e in told or alike if e.status == ClaimStatus.DONE and _same(stood, e)]
    return next(iter((*same, *told)), None)


def _one_procedure(left: Event, right: Event) -> bool:
    return left.procedure == right.procedure or None in (left.procedure, right.procedure)


def _promise(sent: Sent, past: Milestone | None, today: Milestone | None) -> Erratum | None:
    """A date was announced, and who announced it took the words back."""
    if past is None or today is None or not _rows(past, sent.value) or _rows(today, sent.value):
        return None
    document = _rows(past, sent.value)[-1].evidence.document
    row = next((row for row in reversed(today.expected) if row.evidence.document == document), None)
    subject, proof = f"{past.id}|{sent.value}", row.evidence if row else None
    return Erratum(sent, "corrected" if row else "withdrawn", subject, promise=row, proof=proof)


def _rows(milestone: Milestone, edtf: str) -> list[Expectation]:
    return [row for row in milestone.expected if row.when.edtf == edtf]
