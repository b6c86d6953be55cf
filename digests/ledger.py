"""The expected-date ledger: who promised what for when. Rows are added, never overwritten. Pure."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

from digests import intervals
from digests.merging import arrival
from digests.types import Event, Expectation, Milestone, MilestoneSpec, MilestoneState
from digests.voices import evidence, published_on, rank, said_by
from nlp.types import ClaimStatus, FuzzyDate
from store.types import Known, KnownClaim

_INDEPENDENT = 2  # press origins that make a milestone seen without an official voice
_COARSEST = 3 * 366  # days: a promise "this decade" is none


def awaited(spec: MilestoneSpec, known: KnownClaim) -> bool:
    """Whether a claim speaks of the milestone: its type, and its procedure when it has one."""
    return known.claim.type == spec.type and (spec.procedure is None or known.claim.procedure == spec.procedure)


def is_expectation(spec: MilestoneSpec, known: KnownClaim, zone: ZoneInfo) -> bool:
    """Whether a claim is a dated promise for the milestone, made before its time."""
    when = known.claim.when
    if known.claim.status != ClaimStatus.PLANNED or when is None or when.latest is None or not awaited(spec, known):
        return False
    short = when.earliest is None or intervals.days(when) <= _COARSEST
    return short and when.latest >= published_on(known, zone)


def milestone(
    spec: MilestoneSpec,
    known: Known,
    events: Sequence[Event],
    officials: Collection[str],
    now: datetime,
    zone: ZoneInfo,
) -> Milestone:
    """The milestone as it stands at ``now``."""
    claims = [claim for claim in known.claims if is_expectation(spec, claim, zone)]
    rows = _rows(claims, officials, zone)
    baseline, current = _baseline(rows), _current(rows)
    event = _seen(spec, events)
    today = now.astimezone(zone).date()
    seen = event.when if event else None
    late = None if event else _late(current, today)
    blind = _all_down(known) if late else ""
    state = MilestoneState.SEEN if event else MilestoneState.OVERDUE if late and not blind else MilestoneState.OPEN
    expected = tuple(_with_fate(row[1], baseline, current, seen, today) for row in rows)
    last = seen or (current.when if current else None)
    slip = intervals.slip(baseline.when, last) if baseline and last else None
    first, now_current = (_same(expected, row) for row in (baseline, current))
    overdue_since = late if state == MilestoneState.OVERDUE else None
    event_id = event.id if event else None
    return Milestone(
        spec.id, spec.title, state, expected, now_current, first, seen, event_id, slip, overdue_since, blind
    )


Row = tuple[int, Expectation]  # weight of the voice, the promise


def _rows(claims: Iterable[KnownClaim], officials: Collection[str], zone: ZoneInfo) -> list[Row]:
    """Promises in the order in which they were said; the same words of the same voice count once."""
    rows: list[Row] = []
    seen: set[tuple[object, ...]] = set()
    for known in sorted(claims, key=lambda k: (published_on(k, zone), arrival(k))):
        when = known.claim.when
        assert when is not None  # is_expectation
        said = known.claim.said.earliest if known.claim.said else published_on(known, zone)
        by = said_by(known)
        if (by, when.edtf) in seen or (known.origin, when.edtf) in seen:
            continue
        seen |= {(by, when.edtf), (known.origin, when.edtf)}
        rows.append((rank(known, officials), Expectation(said, by, when, evidence(known), known.claim.status)))
    return rows


def _weightiest(rows: Sequence[Row]) -> list[Expectation]:
    """Promises of the weightiest voices: where an official spoke, a journalist's other date is no slip."""
    top = max((weight for weight, _ in rows), default=0)
    return [row for weight, row in rows if weight == top]


def _baseline(rows: Sequence[Row]) -> Expectation | None:
    return next(iter(_weightiest(rows)), None)


def _current(rows: Sequence[Row]) -> Expectation | None:
    return next(reversed(_weightiest(rows)), None)


def _same(rows: Sequence[Expectation], wanted: Expectation | None) -> Expectation | None:
    return next((row for row in rows if wanted and row.evidence == wanted.evidence), None)


def _seen(spec: MilestoneSpec, events: Sequence[Event]) -> Event | None:
    """The event that fulfils it: done, and told by one official voice or two independent ones."""
    for event in events:
        right = event.type == spec.type and (spec.procedure is None or event.procedure == spec.procedure)
        if right and event.status == ClaimStatus.DONE and _corroborated(event):
            return event
    return None


def _corroborated(event: Event) -> bool:
    done = [item for item in event.evidence if item.status == ClaimStatus.DONE]
    return event.official or len({item.origin for item in done}) >= _INDEPENDENT


def _late(current: Expectation | None, today: date) -> date | None:
    """First day on which the promise is broken, if that day has come."""
    latest = current.when.latest if current else None
    return date.fromordinal(latest.toordinal() + 1) if latest and today > latest else None


def _all_down(known: Known) -> str:
    """Why lateness cannot be asserted: every source's last visit failed."""
    last = {check.source: check.status for check in known.checks}
    bad = {"down", "blocked", "invalid"}
    if last and all(status in bad for status in last.values()):
        return f"{len(last)} sources sur {len(last)} en panne"
    return ""


def _with_fate(
    row: Expectation, baseline: Expectation | None, current: Expectation | None, seen: FuzzyDate | None, today: date
) -> Expectation:
    slip = intervals.slip(baseline.when, row.when) if baseline else None
    return replace(row, slip_days=slip, fate=_fate(row, current, seen, today))


def _fate(row: Expectation, current: Expectation | None, seen: FuzzyDate | None, today: date) -> str:
    """Kept, slipped (fulfilled later), broken (its time passed), superseded (another date took its place), or open."""
    if seen is not None and seen.latest and row.when.latest:
        return "kept" if (seen.earliest or seen.latest) <= row.when.latest else "slipped"
    if row.when.latest and today > row.when.latest:
        return "broken"
    return "open" if current is None or row.when.edtf == current.when.edtf else "superseded"
