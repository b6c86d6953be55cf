"""A digest: what is new for one subscriber, what is awaited and late, and why nothing is, when nothing is. Pure."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from digests import phrases
from digests.blindness import FAILED
from digests.changes import changes
from digests.errata import Erratum, errata, fact, name, renamed
from digests.exports import Export, export
from digests.lines import Words, contradiction_line, event_line, notice_line, voices_line
from digests.timeline import Rules, timeline
from digests.types import Change, ChangeKind, Contradiction, Event, Milestone, MilestoneState, Sent, Timeline
from nlp.types import ClaimStatus
from store.outages import Trouble, outages
from store.types import Check, DocumentRow, Known, KnownClaim

_HEADLINES = (
    ChangeKind.MILESTONE_SEEN,
    ChangeKind.MILESTONE_OVERDUE,
    ChangeKind.DATE_SLIP,
    ChangeKind.EVENT_STATUS,
    ChangeKind.EVENT_NEW,
    ChangeKind.CONTRADICTION,
)
_ESSENTIAL = (ChangeKind.MILESTONE_SEEN, ChangeKind.MILESTONE_OVERDUE, ChangeKind.DATE_SLIP)
_DOCUMENTS = 25  # listed at most: a mail stays under 90 KB
_QUOTE = 280  # characters of a quote at most


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the digest, with its evidence when it has some."""

    text: str
    quote: str = ""
    publisher: str = ""
    url: str = ""  # http or https
    note: str = ""  # "presse seule · 3 articles, 1 origine"
    day: str = ""
    essential: bool = False  # of what is awaited: seen, late, or moved


@dataclass(frozen=True, slots=True)
class Awaited:
    """One milestone as readers see it."""

    title: str
    state: str  # open | overdue | seen
    expected: str
    note: str
    quote: str
    publisher: str
    url: str


@dataclass(frozen=True, slots=True)
class Digest:
    """Everything that the templates print, in the reader's language."""

    title: str  # of the topic
    language: str
    day: str
    lead: str  # the essential, in one line
    subject: str
    news: tuple[Line, ...]
    awaited: tuple[Awaited, ...]
    contradictions: tuple[Line, ...]
    errata: tuple[Line, ...]
    documents: tuple[Line, ...]
    more_documents: int
    checked: str  # silence explained: what was visited, and what was down
    failures: tuple[Line, ...]
    empty: bool
    closing: bool  # the wrap-up: what closes the topic was seen
    facts: tuple[tuple[str, str], ...]  # (name of the fact, sentence): what an erratum would quote
    milestones: tuple[Milestone, ...] = ()
    calendar: bytes = b""  # iCalendar of what is awaited; b"" when no date is known


def build(
    before: Known,
    after: Known,
    rules: Rules,
    words: Words,
    title: str,
    sent: Sequence[Sent] = (),
) -> Digest:
    """The digest of what became known between two moments. ``sent`` are the facts of this reader's earlier mails."""
    words = words.knowing(after)
    found = changes(before, after, rules, words)
    now = timeline(after, rules)
    past = timeline(before, rules)
    corrections = errata(sent, past, now)
    news = _told_once([change for change in found if change.kind in _HEADLINES], corrections, now)
    closing = _closing(past, now, rules)
    lines = tuple(_erratum(erratum, now, words, rules) for erratum in corrections)
    lead = _wrong(corrections[0], words) if corrections and not closing else _lead(news, now, words, rules)
    documents = _documents(found, after, words)
    empty = not (news or documents or lines)
    return Digest(
        title=title,
        language=words.language,
        day=phrases.day(after.at.astimezone(rules.zone).date(), words.language),
        lead=lead,
        subject=_subject(title, lead, closing, empty, words),
        news=tuple(_news(news, now, words, rules)),
        awaited=tuple(_awaited(milestone, now, words, rules) for milestone in now.milestones),
        contradictions=tuple(_contradiction(item, words) for item in now.contradictions if _fresh(item, before.at)),
        errata=lines,
        documents=documents[:_DOCUMENTS],
        more_documents=max(0, len(documents) - _DOCUMENTS),
        checked=_checked(before, after, words),
        failures=tuple(_failures(after, words)),
        empty=empty,
        closing=closing,
        facts=(*_facts(news, corrections, words), *renamed(sent, past, now)),
        milestones=now.milestones,
        calendar=_calendar(Export(after, now, rules, words, title)),
    )


def _calendar(what: Export) -> bytes:
    dated = any(milestone.current or milestone.seen for milestone in what.timeline.milestones)
    return export("ics", what) if dated else b""


def _closing(past: Timeline, now: Timeline, rules: Rules) -> bool:
    """Whether a milestone that closes the topic has just been seen."""
    closes = {spec.id for spec in rules.milestones if spec.closes}
    seen_before = {m.id for m in past.milestones if m.state == MilestoneState.SEEN}
    return any(m.id in closes - seen_before and m.state == MilestoneState.SEEN for m in now.milestones)


def _lead(news: Sequence[Change], now: Timeline, words: Words, rules: Rules) -> str:
    """The weightiest change; else what is late; else that nothing is new."""
    if news:
        return min(news, key=lambda change: _HEADLINES.index(change.kind)).summary
    nothing = _text("nothing", words)
    late = [m for m in now.milestones if m.state == MilestoneState.OVERDUE and m.overdue_since]
    if not late:
        return nothing
    return f"{nothing} {_text('late', words).format(late[0].title, _days_late(late[0], now, rules))}"


def _days_late(milestone: Milestone, now: Timeline, rules: Rules) -> int:
    return (now.at.astimezone(rules.zone).date() - (milestone.overdue_since or date.max)).days + 1


def _subject(title: str, lead: str, closing: bool, empty: bool, words: Words) -> str:
    if closing:
        return f"{title} · {_text('closing', words)} · {lead}"
    return f"{title} · {lead}"


def _news(news: Iterable[Change], now: Timeline, words: Words, rules: Rules) -> Iterable[Line]:
    """The weightiest first, each with its evidence. Contradictions have a place of their own."""
    events = {event.id: event for event in now.events}
    for change in sorted(news, key=lambda c: (_HEADLINES.index(c.kind), c.at)):
        if change.kind == ChangeKind.CONTRADICTION:
            continue
        event = events.get(change.id) or _event_of(change, now, events)
        proof = event.evidence[0] if event else _promise_of(change, now)
        line = _line(change.summary, proof, _note(event, words), change.at, words, rules)
        yield replace(line, essential=change.kind in _ESSENTIAL)


def _event_of(change: Change, now: Timeline, events: dict[str, Event]) -> Event | None:
    if change.kind != ChangeKind.MILESTONE_SEEN:
        return None
    return next((events[m.event] for m in now.milestones if m.id == change.id and m.event), None)


def _promise_of(change: Change, now: Timeline) -> KnownClaim | None:
    for milestone in now.milestones:
        if milestone.id == change.id:
            rows = [row for row in milestone.expected if row.evidence.document in change.documents]
            row = rows[-1] if rows else milestone.current
            return row.evidence if row else None
    return None


def _line(text: str, proof: KnownClaim | None, note: str, at: datetime, words: Words, rules: Rules) -> Line:
    day = phrases.day(at.astimezone(rules.zone).date(), words.language)
    if proof is None:
        return Line(text, note=note, day=day)
    return Line(text, _short(proof.quote), proof.publisher, proof.url, note, day)


def _note(event: Event | None, words: Words) -> str:
    return voices_line(event, words) if event else ""


def _awaited(milestone: Milestone, now: Timeline, words: Words, rules: Rules) -> Awaited:
    row = milestone.current
    proof, voice = (row.evidence, words.name(row.by)) if row else (None, "")
    note = ""
    if milestone.state == MilestoneState.SEEN:
        event = next(event for event in now.events if event.id == milestone.event)
        proof, voice = event.evidence[0], ""
        seen = phrases.when(milestone.seen, words.language) + phrases.signed(
            milestone.slip_days or None, words.language
        )
        note = " · ".join(filter(None, (_text("seen", words).format(seen), notice_line(event, words))))
    elif milestone.overdue_since:
        note = _text("overdue", words).format(_days_late(milestone, now, rules))
    elif milestone.suppressed:
        note = _text("unsure", words).format(milestone.suppressed)
    elif milestone.slip_days:
        first = milestone.baseline.when if milestone.baseline else None
        note = _text("moved", words).format(phrases.when(first, words.language))
        note += phrases.signed(milestone.slip_days, words.language)
    expected = phrases.when(row.when, words.language) if row else _text("no_date", words)
    quote, publisher, url = (_short(proof.quote), _said(voice, proof), proof.url) if proof else ("", "", "")
    return Awaited(milestone.title, milestone.state.value, expected, note, quote, publisher, url)


def _said(voice: str, proof: KnownClaim) -> str:
    """Who speaks, and in which paper."""
    return f"{voice}, {proof.publisher}" if voice and voice != proof.publisher else proof.publisher


def _contradiction(item: Contradiction, words: Words) -> Line:
    return Line(contradiction_line(item, words), _short(item.right.quote), item.right.publisher, item.right.url)


def _fresh(item: Contradiction, since: datetime) -> bool:
    return max(item.left.known_at, item.right.known_at) > since


def _told_once(news: Sequence[Change], corrections: Sequence[Erratum], now: Timeline) -> list[Change]:
    """One line a fact: what a milestone or an erratum tells is not told again as an event."""
    seen = {change.id for change in news if change.kind == ChangeKind.MILESTONE_SEEN}
    told = {m.event for m in now.milestones if m.id in seen} | {e.event.id for e in corrections if e.event}
    about = (ChangeKind.EVENT_NEW, ChangeKind.EVENT_STATUS)
    return [change for change in news if change.kind not in about or change.id not in told]


def _erratum(erratum: Erratum, now: Timeline, words: Words, rules: Rules) -> Line:
    """What was sent, word for word, and what is to be read instead, with its evidence."""
    day = phrases.day(erratum.sent.at.astimezone(rules.zone).date(), words.language)
    text = _text(erratum.verdict, words).format(day, erratum.sent.text, _instead(erratum, words))
    return _line(text, erratum.proof, "", now.at, words, rules)


def _wrong(erratum: Erratum, words: Words) -> str:
    """The erratum as a headline."""
    return _text(f"headline.{erratum.verdict}", words).format(erratum.sent.text, _instead(erratum, words))


def _instead(erratum: Erratum, words: Words) -> str:
    if erratum.event:
        return event_line(erratum.event, words)
    return phrases.when(erratum.promise.when, words.language) if erratum.promise else ""


def _facts(news: Sequence[Change], corrections: Sequence[Erratum], words: Words) -> Iterable[tuple[str, str]]:
    """What this mail states and could prove wrong: its news, and what its errata put in place of what was sent."""
    yield from ((kept, change.summary) for change in news if (kept := fact(change)))
    for erratum in corrections:
        if erratum.event and erratum.event.status == ClaimStatus.DONE:
            yield name(ChangeKind.EVENT_STATUS, erratum.event.id, erratum.event.status), _instead(erratum, words)


def _documents(found: Iterable[Change], after: Known, words: Words) -> tuple[Line, ...]:
    kinds = (ChangeKind.DOCUMENT_NEW, ChangeKind.DOCUMENT_REVISED)
    rows = [(change, after.documents[change.documents[0]]) for change in found if change.kind in kinds]
    rows.sort(key=lambda item: (item[1].authority != "official", item[1].published or item[1].known_at))
    return tuple(_document(change, row, words) for change, row in rows)


def _document(change: Change, row: DocumentRow, words: Words) -> Line:
    note = _text("revised", words) if change.kind == ChangeKind.DOCUMENT_REVISED else ""
    return Line(row.title, publisher=row.publisher, url=row.url, note=note)


def _checked(before: Known, after: Known, words: Words) -> str:
    visits = [check for check in after.checks if check.at > before.at]
    sources = {check.source for check in visits}
    good = {check.source for check in visits if check.status not in FAILED}
    if not sources:
        return _text("unchecked", words)
    told = "all_answered" if good == sources else "some_answered" if good else "none_answered"
    counted = phrases.count("checked", len(sources), words.language)
    return f"{_text('checked', words).format(counted)} {_text(told, words).format(len(good))}"


def _failures(after: Known, words: Words) -> Iterable[Line]:
    """What is in trouble now: one line for each reason, whatever the number of sources; one for each silent source."""
    visits: defaultdict[str, list[Check]] = defaultdict(list)
    for check in after.checks:
        visits[check.source].append(check)
    going_on = [one for source in sorted(visits) for one in outages(visits[source]) if one.until is None]
    reasons: defaultdict[str, list[str]] = defaultdict(list)
    for outage in going_on:
        if outage.kind is not Trouble.SILENT:
            reasons[phrases.reason(visits[outage.source][-1].error or outage.kind, words.language)].append(
                outage.source
            )
    for reason, down in sorted(reasons.items()):
        counted = phrases.count("source", len(visits), words.language)
        yield Line(_text("unreachable", words).format(len(down), counted, ", ".join(down), reason))
    yield from (Line(phrases.trouble(one, words.language)) for one in going_on if one.kind is Trouble.SILENT)


def _short(quote: str) -> str:
    words = " ".join(quote.split())
    return words if len(words) <= _QUOTE else f"{words[: _QUOTE - 1].rsplit(' ', 1)[0]}…"


_TEXTS = {
    "fr": {
        "nothing": "Rien de nouveau.",
        "late": "{0} : en retard de {1} j.",
        "closing": "Bilan",
        "overdue": "en retard de {0} j",
        "seen": "fait le {0}",
        "unsure": "retard non affirmé, sources en panne : {0}",
        "moved": "première annonce : {0}",
        "no_date": "aucune date annoncée",
        "withdrawn": "Le {0}, nous avions écrit « {1} ». Plus aucune preuve suffisante ne le soutient.",
        "denied": "Le {0}, nous avions écrit « {1} ». C'est démenti.",
        "corrected": "Le {0}, nous avions écrit « {1} ». Il faut lire : {2}.",
        "headline.withdrawn": "Erratum : « {0} », plus soutenu",
        "headline.denied": "Erratum : « {0} », démenti",
        "headline.corrected": "Erratum : {1}, et non « {0} »",
        "revised": "modifié depuis sa parution",
        "checked": "Depuis le dernier envoi, {0} :",
        "all_answered": "toutes ont répondu.",
        "some_answered": "{0} ont répondu.",
        "none_answered": "aucune n'a répondu.",
        "unchecked": "Aucune source n'avait à être consultée depuis le dernier envoi.",
        "unreachable": "Hors d'atteinte, {0} sur {1} : {2} ({3}).",
    },
    "en": {
        "nothing": "Nothing new.",
        "late": "{0}: {1} days overdue.",
        "closing": "Wrap-up",
        "overdue": "{0} days overdue",
        "seen": "done on {0}",
        "unsure": "lateness not asserted, sources down: {0}",
        "moved": "first announced: {0}",
        "no_date": "no date announced",
        "withdrawn": "On {0} we wrote “{1}”. No sufficient evidence supports it any more.",
        "denied": "On {0} we wrote “{1}”. It is denied.",
        "corrected": "On {0} we wrote “{1}”. It should read: {2}.",
        "headline.withdrawn": "Erratum: “{0}”, no longer supported",
        "headline.denied": "Erratum: “{0}”, denied",
        "headline.corrected": "Erratum: {1}, and not “{0}”",
        "revised": "changed since it was published",
        "checked": "Since the last mail, {0}:",
        "all_answered": "all answered.",
        "some_answered": "{0} answered.",
        "none_answered": "none answered.",
        "unchecked": "No source was due to be checked since the last mail.",
        "unreachable": "Out of reach, {0} of {1}: {2} ({3}).",
    },
}


def _text(key: str, words: Words) -> str:
    return _TEXTS[words.language][key]
