"""What changed between two moments: the difference of two timelines, of the documents, and of the sources. Pure.

An interval may hold more than its two ends show (a milestone overdue and then seen): what happened inside is told as
long as it still stands at the end; what came and went leaves no line.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from itertools import groupby, pairwise, zip_longest
from typing import TypeVar

from digests import diffs, intervals, phrases
from digests.corrections import Field, corrected
from digests.lines import Words, contradiction_line, event_line, seen_line
from digests.timeline import Rules, successive
from digests.types import (
    Change,
    ChangeKind,
    Event,
    Expectation,
    Milestone,
    MilestoneSpec,
    Timeline,
)
from nlp.types import ActorFound, ClaimStatus
from store.outages import Outage, outages
from store.types import DocumentRow, Known, KnownClaim

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which changes a reader asked for; None = all."""

    actor: str | None = None
    source: str | None = None
    kind: ChangeKind | None = None
    milestone: str | None = None  # id of a milestone
    field: str | None = None  # name of a field of a notice: deadline, amount, suppliers…

    def __contains__(self, change: Change) -> bool:
        return (
            self.actor in (None, *change.actors)
            and self.source in (None, *change.sources)
            and self.kind in (None, change.kind)
            and self.milestone in (None, *change.milestones)
            and (self.field is None or (change.kind == ChangeKind.NOTICE_FIELD and change.field == self.field))
        )


def changes(before: Known, after: Known, rules: Rules, words: Words, wanted: Wanted = Wanted()) -> list[Change]:
    """Every change known after ``before.at`` and at the latest at ``after.at``, oldest first."""
    old, new = successive(before, after, rules)
    words = words.knowing(after)
    found = [
        *_documents(before, after, words),
        *_events(old, new, after, words, rules),
        *_milestones(old, new, after, rules, words),
        *_contradictions(old, new, words),
        *_actors(before, after, words),
        *_sources(before, after, words),
    ]
    whole = _Parties(after, before.at)
    told = (change for change in map(whole.add, found) if change in wanted)
    return sorted(told, key=lambda c: (c.at, list(ChangeKind).index(c.kind), c.id, c.field))


class _Parties:
    """Who and what a change concerns beyond what it says itself: the actors and the sources of its documents."""

    def __init__(self, after: Known, since: datetime) -> None:
        self._after = after
        self._actors: defaultdict[int, dict[str, None]] = defaultdict(dict)
        for known in after.claims:
            if known.known_at <= since:
                continue  # its document is as it was, and no change of its own
            for actor in (*(role.id for role in known.actors), known.speaker):
                if actor:
                    self._actors[known.document][actor] = None

    def add(self, change: Change) -> Change:
        """``change`` with them."""
        rows = [self._after.documents[number] for number in change.documents if number in self._after.documents]
        sources = _unique((*change.sources, *(row.source for row in rows)))
        if change.kind in (ChangeKind.DOCUMENT_NEW, ChangeKind.DOCUMENT_REVISED, ChangeKind.NOTICE_FIELD):
            told = (actor for number in change.documents for actor in self._actors[number])
            return replace(change, sources=sources, actors=_unique((*change.actors, *told)))
        return replace(change, sources=sources)


def _documents(before: Known, after: Known, words: Words) -> Iterator[Change]:
    for row in after.documents.values():
        old = before.documents.get(row.id)
        if old is None and not row.silent:
            label = phrases.word("new", words.language)
            yield _document(row, ChangeKind.DOCUMENT_NEW, f"{label} : {row.title} ({row.publisher})", None, row.url)
            yield from _fields(row, corrected(row, after.documents.values()), words.language)
        elif old is not None and old.revision != row.revision:
            yield from _revised(old, row, words)


def _revised(old: DocumentRow, row: DocumentRow, words: Words) -> Iterator[Change]:
    language = words.language
    taken, put = diffs.changed_words(f"{old.title}\n{old.text}", f"{row.title}\n{row.text}")
    label = phrases.word("revised", language)
    yield _document(row, ChangeKind.DOCUMENT_REVISED, f"{label} : {row.title} ({row.publisher})", taken, put)
    if old.notice and row.notice:
        yield from _fields(row, diffs.field_changes(old.notice, row.notice), language)


def _fields(row: DocumentRow, found: Iterable[Field], language: str) -> Iterator[Change]:
    """Fields of a notice that changed, in the notice itself or by the one that corrects it."""
    number = row.notice.id if row.notice else ""
    for name, left, right in found:
        shown = (phrases.field(name, language), *(phrases.value(text, language) for text in (left, right)))
        summary = phrases.word("field", language, number, *shown)
        change = _document(row, ChangeKind.NOTICE_FIELD, summary, left, right, f"{number}.{name}")
        yield replace(change, field=name)


def _document(
    row: DocumentRow, kind: ChangeKind, summary: str, before: str | None, after: str | None, identity: str = ""
) -> Change:
    return Change(row.known_at, kind, identity or str(row.id), summary, before, after, (row.id,))


def _events(old: Timeline, new: Timeline, after: Known, words: Words, rules: Rules) -> Iterator[Change]:
    past = _Past(old)
    for event in new.events:
        stood = past.of(event)
        fresh = event.first_known is not None and event.first_known > old.at
        if stood is None:
            if fresh and not _is_history(event, after):
                yield _event(event, ChangeKind.EVENT_NEW, None, event.status, words, rules, event.first_known or new.at)
            continue
        at = min((p.known_at for p in event.evidence if p.known_at > old.at and _says(p, event)), default=new.at)
        if stood.status != event.status:
            yield _event(event, ChangeKind.EVENT_STATUS, stood.status, event.status, words, rules, at)
        elif event.status == ClaimStatus.DONE and _confirmed(stood, event):
            yield _confirmation(stood, event, words, rules, old.at)


class _Past:
    """The events of a timeline, found again: by id, else by a document that told them, should its text be revised."""

    def __init__(self, old: Timeline) -> None:
        self._ids = {event.id: event for event in old.events}
        self._documents: defaultdict[tuple[str, int], list[Event]] = defaultdict(list)
        for event in old.events:
            for number in {proof.document for proof in event.evidence}:
                self._documents[event.type, number].append(event)

    def of(self, event: Event) -> Event | None:
        """What ``event`` was then; None when it was not."""
        if event.id in self._ids:
            return self._ids[event.id]
        told = (self._documents.get((event.type, proof.document), ()) for proof in event.evidence)
        return next((past for some in told for past in some if _alike(past, event)), None)


def _says(proof: KnownClaim, event: Event) -> bool:
    return proof.status == event.status


def _alike(past: Event, event: Event) -> bool:
    same_day = past.when is None or event.when is None or intervals.overlap(past.when, event.when, 1)
    return past.procedure == event.procedure and same_day


def _confirmed(past: Event, event: Event) -> bool:
    """Whether an official voice, or a notice, now says what only others said."""
    official = past.corroboration == "press" != event.corroboration
    return official or bool(event.notice and not past.notice)


def _confirmation(past: Event, event: Event, words: Words, rules: Rules, since: datetime) -> Change:
    found = bool(event.notice and not past.notice)
    told = min(
        (p for p in event.evidence if (p.notice if found else p.authority == "official") and _says(p, event)),
        key=lambda p: (p.known_at <= since, p.known_at),
    )
    change = _event(event, ChangeKind.EVENT_STATUS, _voices(past), _voices(event), words, rules, told.known_at)
    key, by = ("notice_found", event.notice) if found else ("confirmed", words.name(told.speaker or told.publisher))
    return replace(change, summary=phrases.word(key, words.language, change.summary, by))


def _voices(event: Event) -> str:
    return f"{event.corroboration}+notice" if event.notice else event.corroboration


def _is_history(event: Event, after: Known) -> bool:
    """Told only by documents older than the topic."""
    return all(after.documents[proof.document].silent for proof in event.evidence)


def _event(
    event: Event, kind: ChangeKind, before: str | None, now: str, words: Words, rules: Rules, at: datetime
) -> Change:
    told_by = (proof.speaker for proof in event.evidence if proof.speaker)
    return Change(
        at,
        kind,
        event.id,
        event_line(event, words),
        before,
        now,
        _unique(proof.document for proof in event.evidence),
        _unique((*(role.id for role in event.actors), *told_by)),
        milestones=tuple(spec.id for spec in rules.milestones if _concerns(spec, event)),
    )


def _concerns(spec: MilestoneSpec, event: Event) -> bool:
    return spec.type == event.type and spec.procedure in (None, event.procedure)


def _milestones(old: Timeline, new: Timeline, after: Known, rules: Rules, words: Words) -> Iterator[Change]:
    known = {milestone.id: milestone for milestone in old.milestones}
    for milestone in new.milestones:
        past = known[milestone.id]
        yield from _slips(milestone, old.at, after, words)
        yield from _overdue(past, milestone, old.at, after, rules, words)
        if milestone.seen is not None and past.seen is None:
            yield _seen(milestone, new, words, old.at)


def _slips(milestone: Milestone, since: datetime, after: Known, words: Words) -> Iterator[Change]:
    """Each new date that counts, against the one before it; the first that counts moves nothing."""
    moves = milestone.moves
    start = next((i for i, row in enumerate(moves) if row == milestone.baseline), 0)
    for left, right in pairwise(moves[start:]):
        days = intervals.slip(left.when, right.when)
        history = after.documents[right.evidence.document].silent
        if right.since and right.since > since and days and not history:
            by = words.name(right.by)
            line = phrases.slip(milestone.title, left.when, right.when, days, by, words.language)
            yield _promise(milestone, ChangeKind.DATE_SLIP, line, left, right, right.since)


def _promise(
    milestone: Milestone, kind: ChangeKind, line: str, left: Expectation, right: Expectation, at: datetime
) -> Change:
    voices = _unique(filter(None, (right.by, right.evidence.speaker)))
    documents = (right.evidence.document,)
    return Change(at, kind, milestone.id, line, left.when.edtf, right.when.edtf, documents, voices, (), (milestone.id,))


def _overdue(
    past: Milestone, milestone: Milestone, since: datetime, known: Known, rules: Rules, words: Words
) -> Iterator[Change]:
    """For each date that counted: the day after it came, and nothing had been seen, nor another date given, by then."""
    for row, after in zip_longest(milestone.moves, milestone.moves[1:]):
        first = row.when.latest + timedelta(days=1) if row.when.latest else None
        if first is None or (milestone.seen and (milestone.seen.earliest or first) < first):
            continue
        at = datetime.combine(first, time(), rules.zone).astimezone(UTC)
        moved = bool(after and after.since and after.since <= at)
        held = row == milestone.current and bool(milestone.suppressed)
        unsure = milestone.overdue_since and not past.overdue_since and past.seen is None
        late_news = row == milestone.current and unsure
        history = row != milestone.current and known.documents[row.evidence.document].silent
        if moved or held or history or (past.seen and at > since):
            continue
        if since < at <= known.at or (late_news and at <= since):  # a source came back, and what was unsure is sure
            yield _late(milestone, row, first, at if at > since else known.at, words)


def _late(milestone: Milestone, row: Expectation, first: date, at: datetime, words: Words) -> Change:
    language = words.language
    expected = phrases.when(row.when, language)
    line = phrases.word("overdue", language, milestone.title, expected, phrases.day(first, language))
    voices, documents = _unique(filter(None, (row.by,))), (row.evidence.document,)
    kind, edtf = ChangeKind.MILESTONE_OVERDUE, row.when.edtf
    return Change(at, kind, milestone.id, line, edtf, None, documents, voices, (), (milestone.id,))


def _seen(milestone: Milestone, new: Timeline, words: Words, since: datetime) -> Change:
    event = next(event for event in new.events if event.id == milestone.event)
    at = max(_since_when(event) or new.at, since)
    actors = _unique(role.id for role in event.actors)
    documents = _unique(p.document for p in event.evidence)
    baseline = milestone.baseline.when.edtf if milestone.baseline else None
    now, kind = milestone.seen.edtf if milestone.seen else None, ChangeKind.MILESTONE_SEEN
    line = seen_line(milestone, event, words)
    return Change(at, kind, milestone.id, line, baseline, now, documents, actors, (), (milestone.id,))


def _since_when(event: Event) -> datetime | None:
    """When an official voice, or a second independent one, was known to say so."""
    origins: set[int] = set()
    for proof in sorted((p for p in event.evidence if _says(p, event)), key=lambda p: p.known_at):
        origins.add(proof.origin)
        if proof.authority == "official" or len(origins) > 1:
            return proof.known_at
    return None


def _contradictions(old: Timeline, new: Timeline, words: Words) -> Iterator[Change]:
    known = {(item.subject, item.field) for item in old.contradictions}
    for item in new.contradictions:
        if (item.subject, item.field) not in known:
            at = max(item.left.known_at, item.right.known_at)
            values = (item.left_value, item.right_value)
            documents = (item.left.document, item.right.document)
            voices = _unique(filter(None, (item.left.speaker, item.right.speaker)))
            about = tuple(m.id for m in new.milestones if item.subject in (m.id, m.event))
            line, kind = contradiction_line(item, words), ChangeKind.CONTRADICTION
            yield Change(max(at, old.at), kind, item.subject, line, *values, documents, voices, (), about)


def _actors(before: Known, after: Known, words: Words) -> Iterator[Change]:
    known = {actor.id for actor in before.actors}
    for actor in after.actors:
        if actor.id not in known and not actor.known and (row := _first_with(actor, after)):
            line = phrases.word("actor", words.language, actor.name)
            yield Change(row.known_at, ChangeKind.ACTOR_NEW, actor.id, line, None, actor.name, (row.id,), (actor.id,))


def _first_with(actor: ActorFound, after: Known) -> DocumentRow | None:
    """The first document of ours, and no history, in a claim of which the actor plays a part."""
    for known in after.claims:
        if not known.silent and any(role.id == actor.id for role in known.actors):
            return after.documents[known.document]
    return None


def _sources(before: Known, after: Known, words: Words) -> Iterator[Change]:
    """One line when a source gets into trouble, one when it is over."""
    checks = sorted(after.checks, key=lambda check: check.source)
    for _, visits in groupby(checks, key=lambda check: check.source):
        for outage in outages(visits):
            yield from _turns(outage, before.at, words)


def _turns(outage: Outage, since: datetime, words: Words) -> Iterator[Change]:
    source = outage.source
    if outage.since > since:
        line = phrases.trouble(outage, words.language)
        yield Change(outage.since, ChangeKind.SOURCE_DOWN, source, line, None, outage.reason or None, (), (), (source,))
    if outage.until is not None and outage.until > since:
        line = phrases.word("up", words.language, source)
        yield Change(outage.until, ChangeKind.SOURCE_UP, source, line, None, None, (), (), (source,))


def _unique(items: Iterable[T]) -> tuple[T, ...]:
    return tuple(dict.fromkeys(items))
