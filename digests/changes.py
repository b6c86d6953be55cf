"""What changed between two moments: the difference of two timelines, of the documents, and of the sources. Pure.

An interval may hold more than its two ends show (a milestone overdue and then seen): what happened inside is told as
long as it still stands at the end; what came and went leaves no line.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, time, timedelta
from itertools import groupby, pairwise

from crawler.types import SourceStatus
from digests import diffs, intervals, phrases
from digests.timeline import Rules, timeline
from digests.types import Change, ChangeKind, Contradiction, Event, Expectation, Milestone, Timeline
from nlp.types import ActorFound
from store.types import Check, DocumentRow, Known

_FAILED = frozenset({SourceStatus.DOWN, SourceStatus.BLOCKED, SourceStatus.INVALID})


@dataclass(frozen=True, slots=True)
class Words:
    """How to speak to the reader."""

    language: str = "fr"
    names: Mapping[str, str] = field(default_factory=dict)  # actor id → name

    def name(self, actor: str | None) -> str:
        """Name of an actor; a publisher is its own name."""
        return self.names.get(actor or "", actor or "")


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which changes a reader asked for; None = all."""

    actor: str | None = None
    source: str | None = None
    kind: ChangeKind | None = None

    def __contains__(self, change: Change) -> bool:
        return (
            self.actor in (None, *change.actors)
            and self.source in (None, *change.sources)
            and self.kind in (None, change.kind)
        )


def changes(before: Known, after: Known, rules: Rules, words: Words, wanted: Wanted = Wanted()) -> list[Change]:
    """Every change known after ``before.at`` and at the latest at ``after.at``, oldest first."""
    old, new = timeline(before, rules), timeline(after, rules)
    found = [
        *_documents(before, after, words),
        *_events(old, new, after, words),
        *_milestones(old, new, before, rules, words),
        *_contradictions(old, new, words),
        *_actors(before, after, words),
        *_sources(before, after, words),
    ]
    return sorted((c for c in found if c in wanted), key=lambda c: (c.at, list(ChangeKind).index(c.kind), c.id))


def _documents(before: Known, after: Known, words: Words) -> Iterator[Change]:
    for row in after.documents.values():
        old = before.documents.get(row.id)
        if old is None and not row.silent:
            label = phrases.word("new", words.language)
            yield _document(row, ChangeKind.DOCUMENT_NEW, f"{label} : {row.title} ({row.publisher})", None, row.url)
        elif old is not None and old.revision != row.revision:
            yield from _revised(old, row, words)


def _revised(old: DocumentRow, row: DocumentRow, words: Words) -> Iterator[Change]:
    taken, put = diffs.changed_words(f"{old.title}\n{old.text}", f"{row.title}\n{row.text}")
    label = phrases.word("revised", words.language)
    yield _document(row, ChangeKind.DOCUMENT_REVISED, f"{label} : {row.title} ({row.publisher})", taken, put)
    if old.notice and row.notice:
        for name, left, right in diffs.field_changes(old.notice, row.notice):
            summary = f"{row.notice.id} · {name} : {left or '–'} → {right or '–'}"
            yield _document(row, ChangeKind.NOTICE_FIELD, summary, left, right, f"{row.notice.id}.{name}")


def _document(
    row: DocumentRow, kind: ChangeKind, summary: str, before: str | None, after: str | None, identity: str = ""
) -> Change:
    return Change(row.known_at, kind, identity or str(row.id), summary, before, after, (row.id,), (), (row.source,))


def _events(old: Timeline, new: Timeline, after: Known, words: Words) -> Iterator[Change]:
    known = {event.id: event for event in old.events}
    for event in new.events:
        past = known.get(event.id)
        fresh = event.first_known is not None and event.first_known > old.at
        if past is None and fresh and not _is_history(event, after):
            yield _event(event, ChangeKind.EVENT_NEW, None, event.status, words, event.first_known or new.at)
        elif past is not None and past.status != event.status:
            at = max((proof.known_at for proof in event.evidence if proof.known_at > old.at), default=new.at)
            yield _event(event, ChangeKind.EVENT_STATUS, past.status, event.status, words, at)


def _is_history(event: Event, after: Known) -> bool:
    """Told only by documents older than the topic."""
    return all(after.documents[proof.document].silent for proof in event.evidence)


def _event(event: Event, kind: ChangeKind, before: str | None, now: str, words: Words, at: datetime) -> Change:
    return Change(
        at,
        kind,
        event.id,
        event_line(event, words),
        before,
        now,
        _unique(proof.document for proof in event.evidence),
        tuple(role.id for role in event.actors),
        (),
    )


def event_line(event: Event, words: Words) -> str:
    """Attribution (fait), 23 avril 2026 : Scaleway — presse seule, 3 articles, 1 origine."""
    language = words.language
    label, state = phrases.TYPES[language][event.type], phrases.STATUSES[language][event.status]
    suppliers = [words.name(role.id) for role in event.actors if role.role == "supplier"]
    who = suppliers or [words.name(role.id) for role in event.actors][:2]
    people = f" : {', '.join(who)}" if who else ""
    return f"{label} ({state}), {phrases.when(event.when, language)}{people}"


def _milestones(old: Timeline, new: Timeline, before: Known, rules: Rules, words: Words) -> Iterator[Change]:
    known = {milestone.id: milestone for milestone in old.milestones}
    for milestone in new.milestones:
        past = known[milestone.id]
        yield from _slips(past, milestone, old.at, words)
        yield from _overdue(past, milestone, old.at, new.at, rules, words)
        if milestone.seen is not None and past.seen is None:
            yield _seen(milestone, new, words, old.at)


def _slips(past: Milestone, milestone: Milestone, since: datetime, words: Words) -> Iterator[Change]:
    """Each new date of the promise that counts, against the one before it."""
    rows = [row for row in milestone.expected if _counts(row, milestone)]
    for left, right in pairwise(rows):
        days = intervals.slip(left.when, right.when)
        if right.evidence.known_at > since and left.when.edtf != right.when.edtf and days:
            by = words.name(right.by)
            line = phrases.slip(milestone.title, left.when, right.when, days, by, words.language)
            yield _promise(milestone, ChangeKind.DATE_SLIP, line, left, right)


def _counts(row: Expectation, milestone: Milestone) -> bool:
    """Whether a promise is of the voices that make the date move."""
    current = milestone.current
    return current is not None and _official(row) >= _official(current)


def _official(row: Expectation) -> bool:
    return row.evidence.authority == "official"


def _promise(milestone: Milestone, kind: ChangeKind, line: str, left: Expectation, right: Expectation) -> Change:
    proof = right.evidence
    voices = (right.by,) if right.by else ()
    return Change(
        proof.known_at, kind, milestone.id, line, left.when.edtf, right.when.edtf, (proof.document,), voices, ()
    )


def _overdue(
    past: Milestone, milestone: Milestone, since: datetime, until: datetime, rules: Rules, words: Words
) -> Iterator[Change]:
    """The day after the promised one came, and nothing had been seen by then."""
    current = milestone.current
    if current is None or current.when.latest is None or past.overdue_since or milestone.suppressed:
        return
    first = current.when.latest + timedelta(days=1)
    at = datetime.combine(first, time(), rules.zone).astimezone(UTC)
    seen_before = milestone.seen is not None and (milestone.seen.earliest or first) <= current.when.latest
    if since < at <= until and not seen_before and past.seen is None:
        language = words.language
        expected = phrases.when(current.when, language)
        line = phrases.word("overdue", language, milestone.title, expected, phrases.day(first, language))
        documents = (current.evidence.document,)
        yield Change(at, ChangeKind.MILESTONE_OVERDUE, milestone.id, line, current.when.edtf, None, documents)


def _seen(milestone: Milestone, new: Timeline, words: Words, since: datetime) -> Change:
    event = next(event for event in new.events if event.id == milestone.event)
    at = max((p.known_at for p in event.evidence if p.known_at > since), default=new.at)
    proof = event.evidence[0]
    baseline = milestone.baseline.when if milestone.baseline else None
    suppliers = ", ".join(words.name(role.id) for role in event.actors if role.role == "supplier")
    by = suppliers or words.name(proof.speaker or proof.publisher)
    if baseline is not None and milestone.seen is not None:
        line = phrases.slip(milestone.title, baseline, milestone.seen, milestone.slip_days, by, words.language)
    else:
        line = phrases.word("seen", words.language, milestone.title, phrases.when(milestone.seen, words.language), "")
    actors = tuple(role.id for role in event.actors)
    documents = _unique(p.document for p in event.evidence)
    before, now = baseline.edtf if baseline else None, milestone.seen.edtf if milestone.seen else None
    return Change(at, ChangeKind.MILESTONE_SEEN, milestone.id, line, before, now, documents, actors)


def _contradictions(old: Timeline, new: Timeline, words: Words) -> Iterator[Change]:
    known = {(item.subject, item.field) for item in old.contradictions}
    for item in new.contradictions:
        if (item.subject, item.field) not in known:
            at = max(item.left.known_at, item.right.known_at)
            values = (item.left_value, item.right_value)
            documents = (item.left.document, item.right.document)
            line = contradiction_line(item, words)
            yield Change(max(at, old.at), ChangeKind.CONTRADICTION, item.subject, line, *values, documents)


def contradiction_line(item: Contradiction, words: Words) -> str:
    """Contradiction sur date : 2026-02-06 (Gouvernement) ou 2026-02-05 (L'Écho)."""
    left, right = (words.name(proof.speaker or proof.publisher) for proof in (item.left, item.right))
    values = (item.field, item.left_value, left, item.right_value, right)
    return phrases.word("contradiction", words.language, *values)


def _actors(before: Known, after: Known, words: Words) -> Iterator[Change]:
    known = {actor.id for actor in before.actors}
    for actor in after.actors:
        if actor.id not in known and not actor.known and (row := _first_with(actor, after)):
            line = phrases.word("actor", words.language, actor.name)
            yield Change(row.known_at, ChangeKind.ACTOR_NEW, actor.id, line, None, actor.name, (row.id,), (actor.id,))


def _first_with(actor: ActorFound, after: Known) -> DocumentRow | None:
    """The first document of ours, and no history, in a claim of which the actor plays a part."""
    for known in after.claims:
        if not known.silent and any(role.id == actor.id for role in known.claim.actors):
            return after.documents[known.document]
    return None


def _sources(before: Known, after: Known, words: Words) -> Iterator[Change]:
    """One line when a source goes down, one when it comes back."""
    checks = sorted(after.checks, key=lambda check: check.source)
    for source, visits in groupby(checks, key=lambda check: check.source):
        yield from _turns(source, list(visits), before.at, words)


def _turns(source: str, visits: list[Check], since: datetime, words: Words) -> Iterator[Change]:
    was_down = False
    for visit in visits:
        down = visit.status in _FAILED
        if down != was_down and visit.at > since:
            kind = ChangeKind.SOURCE_DOWN if down else ChangeKind.SOURCE_UP
            line = phrases.word("down" if down else "up", words.language, source, visit.error)
            yield Change(visit.at, kind, source, line, None, visit.error or None, (), (), (source,))
        was_down = down


def _unique(documents: Iterable[int]) -> tuple[int, ...]:
    return tuple(dict.fromkeys(documents))
