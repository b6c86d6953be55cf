"""The expected-date ledger: who promised what for when. Rows are added, never overwritten. Pure.

A date *counts* (it is the baseline, it moves, it can be late) when an official voice gives it, or two independent press
origins do, as for an event; that it comes *sooner* than was promised is an official's to say. Until an official has
spoken, the newest single press voice is all there is.
Rumours and conditionals are rows, and never count.
"""

from collections.abc import Collection, Iterable, Sequence
from datetime import date, datetime
from zoneinfo import ZoneInfo

from digests import intervals
from digests.blindness import blind
from digests.merging import WEAKEST, arrival
from digests.types import Event, Expectation, Milestone, MilestoneSpec, MilestoneState
from digests.voices import OFFICIAL, OTHER, PRESS, promise_rank, published_on, said_by
from nlp.types import ClaimStatus, FuzzyDate
from store.types import Known, KnownClaim, Outline

_INDEPENDENT = 2  # press origins that make a milestone seen, or its date move, without an official voice
_COARSEST = 3 * 366  # days: a promise "this decade" is none
_PROMISES = frozenset({ClaimStatus.PLANNED, ClaimStatus.CONDITIONAL, ClaimStatus.REPORTED})


def awaited(spec: MilestoneSpec, known: KnownClaim | Outline) -> bool:
    """Whether a claim speaks of the milestone: its type, and its procedure when it has one."""
    return known.type == spec.type and (spec.procedure is None or known.procedure == spec.procedure)


def is_expectation(spec: MilestoneSpec, known: KnownClaim, zone: ZoneInfo) -> bool:
    """Whether a claim gives the milestone a date, before its time."""
    when = known.when
    if known.status not in _PROMISES or when is None or when.latest is None or not awaited(spec, known):
        return False
    short = when.earliest is None or intervals.days(when) <= _COARSEST
    return short and when.latest >= published_on(known, zone)


def milestone(
    spec: MilestoneSpec,
    known: Known,
    claims: Iterable[KnownClaim],
    events: Sequence[Event],
    officials: Collection[str],
    now: datetime,
    zone: ZoneInfo,
) -> Milestone:
    """The milestone as it stands at ``now``; ``claims`` are those of ``known`` that speak of it."""
    mine = list(claims)
    promises = [claim for claim in mine if is_expectation(spec, claim, zone)]
    rows, moved = _rows(promises, officials, zone)
    event = _seen(spec, events)
    today = now.astimezone(zone).date()
    seen = event.when if event else None
    moves = [rows[index] for index in moved]
    baseline, current = _baseline(moves), moves[-1] if moves else None
    late = None if event else _late(current, today)
    unsure = blind(known, {claim.source for claim in mine}, late, zone) if late else ""
    state = MilestoneState.SEEN if event else MilestoneState.OVERDUE if late and not unsure else MilestoneState.OPEN
    last = seen or (current.when if current else None)
    told = {id(row): _with_fate(row, baseline, current, seen, today) for row in rows}
    return Milestone(
        id=spec.id,
        title=spec.title,
        state=state,
        expected=tuple(told.values()),
        current=told[id(current)] if current else None,
        baseline=told[id(baseline)] if baseline else None,
        seen=seen,
        event=event.id if event else None,
        slip_days=intervals.slip(baseline.when, last) if baseline and last else None,
        overdue_since=late if state == MilestoneState.OVERDUE else None,
        suppressed=unsure,
        moves=tuple(told[id(row)] for row in moves),
        agreeing=_agreeing(promises, current),
    )


def _rows(
    claims: Iterable[KnownClaim], officials: Collection[str], zone: ZoneInfo
) -> tuple[list[Expectation], list[int]]:
    """Promises in the order in which they were said, and the places of those that counted, one after the other."""
    book = _Book()
    for known in sorted(claims, key=lambda k: (published_on(k, zone), arrival(k))):
        sure = known.confidence >= WEAKEST  # what was hardly read moves no date: it weighs as a rumour
        book.enter(known, promise_rank(known, officials) if sure else OTHER, zone)
    return book.rows, book.moves


class _Book:
    """The ledger while it is written."""

    def __init__(self) -> None:
        self.rows: list[Expectation] = []
        self.moves: list[int] = []
        self._told: set[tuple[object, FuzzyDate]] = set()
        self._origins: dict[FuzzyDate, set[int]] = {}
        self._first: dict[FuzzyDate, int] = {}  # place of the first row of each date, rumours apart
        self._past: set[FuzzyDate] = set()  # dates that counted once
        self._official = False  # whether an official voice has spoken

    def enter(self, known: KnownClaim, weight: int, zone: ZoneInfo) -> None:
        """One more promise; retold by the same voice or the same text it is no new row, unless it moves the date."""
        when = known.when
        assert when is not None  # is_expectation
        said = known.said.earliest if known.said else None
        row = Expectation(
            said_on=said or published_on(known, zone),
            by=said_by(known),
            when=when,
            evidence=known,
            status=known.status,
            weight=weight,
        )
        moves = weight >= PRESS and self._moves(known, row)
        keys = {(row.by, when), (known.origin, when)}
        if moves or keys.isdisjoint(self._told):
            self.rows.append(row)
            if weight >= PRESS:
                self._first.setdefault(when, len(self.rows) - 1)
        self._told |= keys
        if moves:
            self._count(row, known.known_at)

    def _moves(self, known: KnownClaim, row: Expectation) -> bool:
        self._origins.setdefault(row.when, set()).add(known.origin)
        if row.weight >= OFFICIAL and not self._official:
            self._official = True
            return True
        if not self.moves:
            return True
        counts = self.rows[self.moves[-1]]
        if row.when == counts.when or (known.authority != "official" and row.when in self._past):
            return False  # the press recalls what was once promised
        if row.said_on and counts.said_on and row.said_on < counts.said_on:
            return False
        if row.weight >= OFFICIAL or not self._official:
            return True
        later = (row.when.latest or date.max) > (counts.when.latest or date.max)
        return later and len(self._origins[row.when]) >= _INDEPENDENT

    def _count(self, row: Expectation, moment: datetime) -> None:
        """``row``, the newest, counts from now on; of a date that two papers gave, the one that gave it first."""
        index = len(self.rows) - 1
        if row.weight < OFFICIAL:
            index = self._first[row.when]
        self.rows[index] = self.rows[index]._replace(since=moment)
        self.moves.append(index)
        self._past.add(row.when)


def _agreeing(promises: Iterable[KnownClaim], current: Expectation | None) -> frozenset[int]:
    dates = ((known.document, known.when) for known in promises)
    return frozenset(n for n, when in dates if current and when and intervals.overlap(when, current.when))


def _baseline(moves: Sequence[Expectation]) -> Expectation | None:
    """The first date that counted: where an official has spoken, what the press said before is no promise."""
    return next((row for row in moves if row.weight >= OFFICIAL), moves[0] if moves else None)


def _seen(spec: MilestoneSpec, events: Sequence[Event]) -> Event | None:
    """The event that fulfils it: done, and told by one official voice or two independent ones."""
    for event in events:
        right = event.type == spec.type and (spec.procedure is None or event.procedure == spec.procedure)
        if right and event.status == ClaimStatus.DONE and (event.official or event.origins >= _INDEPENDENT):
            return event
    return None


def _late(current: Expectation | None, today: date) -> date | None:
    """First day on which the promise is broken, if that day has come."""
    latest = current.when.latest if current else None
    return date.fromordinal(latest.toordinal() + 1) if latest and today > latest else None


def _with_fate(
    row: Expectation, baseline: Expectation | None, current: Expectation | None, seen: FuzzyDate | None, today: date
) -> Expectation:
    slip = intervals.slip(baseline.when, row.when) if baseline else None
    return row._replace(slip_days=slip, fate=_fate(row, current, seen, today))


def _fate(row: Expectation, current: Expectation | None, seen: FuzzyDate | None, today: date) -> str:
    """Kept, slipped (fulfilled later), broken (its time passed), superseded (another date took its place), or open."""
    if seen is not None and seen.latest and row.when.latest:
        return "kept" if (seen.earliest or seen.latest) <= row.when.latest else "slipped"
    if row.when.latest and today > row.when.latest:
        return "broken"
    return "open" if current is None or row.when == current.when else "superseded"
