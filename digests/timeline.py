"""The timeline: a pure function of the claims known at a moment. As-of costs nothing; digests can be replayed."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from zoneinfo import ZoneInfo

from digests import contradictions, intervals, ledger, registers
from digests.events import event
from digests.groups import Group
from digests.merging import Merger
from digests.types import Contradiction, Event, Milestone, MilestoneSpec, Override, Timeline
from nlp.types import ClaimStatus
from store.types import Known, KnownClaim

Promised = defaultdict[str, list[KnownClaim]]  # id of a milestone → what it hears


@dataclass(frozen=True, slots=True)
class Rules:
    """What the topic says of its timeline."""

    milestones: tuple[MilestoneSpec, ...]
    zone: ZoneInfo
    overrides: tuple[Override, ...] = ()
    officials: frozenset[str] = frozenset()  # ids of actors whose word is official wherever it is printed
    registers: Mapping[str, str] = field(default_factory=dict)  # sources of notices, and how readers know them: BOAMP


def timeline(known: Known, rules: Rules, now: datetime | None = None, merger: Merger | None = None) -> Timeline:
    """Events in order of date, milestones with their ledgers, contradictions: all from what was ``known``.

    ``merger``: a fresh one, of a caller who keeps it: to take it apart is a twentieth of the time.
    """
    merger = merger or Merger(rules.overrides, rules.zone)
    told, promised = _split(known.claims, rules)
    merger.take(told)
    return _stated(known, rules, now or known.at, merger, promised)


def successive(before: Known, after: Known, rules: Rules) -> tuple[Timeline, Timeline]:
    """The timelines of two moments. What both know is merged once, unless a text was revised in between."""
    merger = Merger(rules.overrides, rules.zone)
    told, promised = _split(before.claims, rules)
    merger.take(told)
    old = _stated(before, rules, before.at, merger, promised)
    if before.claims == tuple(known for known in after.claims if known.known_at <= before.at):
        told, heard = _split((known for known in after.claims if known.known_at > before.at), rules)
        for milestone, claims in heard.items():
            promised[milestone] += claims
    else:
        merger = Merger(rules.overrides, rules.zone)
        told, promised = _split(after.claims, rules)
    merger.take(told)
    return old, _stated(after, rules, after.at, merger, promised)


def _stated(known: Known, rules: Rules, at: datetime, merger: Merger, promised: Promised) -> Timeline:
    seen = {number: row.first_seen for number, row in known.documents.items() if row.first_seen < row.known_at}
    found = merger.groups(seen)
    searched = registers.searched(known, rules.registers, rules.zone)
    events = sorted((event(group, rules.officials, searched, rules.zone) for group in found), key=_place)
    milestones = tuple(
        ledger.milestone(spec, known, promised[spec.id], events, rules.officials, at, rules.zone)
        for spec in rules.milestones
    )
    done = {event.id for event in events if event.status == ClaimStatus.DONE}
    standing = [group for group in found if group.id in done]
    return Timeline(at, tuple(events), milestones, tuple(_contradictions(standing, milestones, rules.zone)))


def _split(claims: Iterable[KnownClaim], rules: Rules) -> tuple[list[KnownClaim], Promised]:
    """What makes events, and what each milestone hears. Dated promises of a milestone are rows of its ledger only."""
    told: list[KnownClaim] = []
    heard: defaultdict[str, list[KnownClaim]] = defaultdict(list)
    types = {spec.type for spec in rules.milestones}
    for known in claims:
        if known.type not in types:
            told.append(known)
            continue
        specs = [spec for spec in rules.milestones if ledger.awaited(spec, known)]
        for spec in specs:
            heard[spec.id].append(known)
        if not any(_is_promise(spec, known, rules.zone) for spec in specs):
            told.append(known)
    return told, heard


def _is_promise(spec: MilestoneSpec, known: KnownClaim, zone: ZoneInfo) -> bool:
    return known.status == ClaimStatus.PLANNED or ledger.is_expectation(spec, known, zone)


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


def _place(event: Event) -> tuple[date, date, str]:
    first, last = intervals.bounds(event.when) if event.when else (date.max, date.max)
    return last, first, event.id
