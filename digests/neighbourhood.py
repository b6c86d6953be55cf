"""Which claims what changed lately can depend on: so that years of claims need not be merged to tell of a week. Pure.

A claim joins an event by its likeness to one claim of it (:mod:`digests.pairs`). Claims are therefore linked where they
are alike, and where something else joins their fates; what is linked to nothing that changed cannot have changed. The
answer is the same as from all claims (tests/digests/test_neighbourhood.py).
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from zoneinfo import ZoneInfo

from digests.facts import PRECISE, Facts, Place, local_day, parts, span_of
from digests.groups import ONCE
from digests.nearby import Key, calls, homes
from digests.pairs import LONG, likeness
from digests.types import MilestoneSpec
from nlp.types import ClaimStatus, ClaimType
from store.moments import from_text
from store.types import Outline, Reference

_YEAR = 365
_WON = frozenset({ClaimType.AWARD, ClaimType.CONTRACT})
_SAME_TEXT = _WON | {ClaimType.TENDER_CANCELLATION}  # of one text, one may refute the other


def around(
    outlines: Sequence[Outline], changed: Collection[int], specs: Sequence[MilestoneSpec], zone: ZoneInfo
) -> set[Reference]:
    """The claims linked to a claim of the documents ``changed``, or that speak of a milestone, directly or not."""
    field = _Field(outlines, zone)
    whole = {spec.type for spec in specs if spec.procedure is None}
    found = {number for number, told in enumerate(outlines) if told.type in whole}  # none of these is left to be linked
    todo = [
        number
        for number, told in enumerate(outlines)
        if told.type not in whole and (told.document in changed or _awaited(told, specs))
    ]
    while todo:
        place = todo.pop()
        if place not in found:
            found.add(place)
            todo += [other for other in field.linked(place) if other not in found]
    return {(outlines[i].revision, outlines[i].ordinal) for i in found}


def _awaited(told: Outline, specs: Iterable[MilestoneSpec]) -> bool:
    return any(told.type == spec.type and spec.procedure in (None, told.procedure) for spec in specs)


class _Field:
    """All outlines, those near one looked at made into facts only then. Outlines are named by their place in the list.

    Claims with the same ``Facts.place`` are like the same claims: they are looked at as one.
    """

    def __init__(self, outlines: Sequence[Outline], zone: ZoneInfo) -> None:
        self._outlines, self._zone = outlines, zone
        self._years: defaultdict[tuple[str, int], list[int]] = defaultdict(list)
        self._texts: defaultdict[int, list[int]] = defaultdict(list)
        self._procedures: defaultdict[tuple[str, str], list[int]] = defaultdict(list)
        for number, told in enumerate(outlines):
            self._texts[told.document].append(number)
            if told.procedure and told.type in ONCE:
                self._procedures[told.type, told.procedure].append(number)
            first, last = _span(told) or (told.day, told.day)
            for year in range((first - 1) // _YEAR, (last + 1) // _YEAR + 1):
                self._years[told.type, year].append(number)
        self._facts: dict[int, Facts] = {}
        self._same: defaultdict[Place, list[int]] = defaultdict(list)
        self._placed: set[int] = set()
        self._ready: set[tuple[str, int]] = set()
        self._looked: set[Place] = set()
        self._homes: defaultdict[Key, list[Facts]] = defaultdict(list)
        self._calls: defaultdict[Key, list[Facts]] = defaultdict(list)
        self._wins: defaultdict[tuple[object, ...], list[int]] = defaultdict(list)

    def linked(self, number: int) -> Iterator[int]:
        """Those that share the fate of one; some more than once, and not again what its like has given."""
        told, mine = self._outlines[number], self._of(number)
        for other in self._texts[told.document]:
            kind = self._outlines[other].type
            if kind == told.type or {kind, told.type} <= _SAME_TEXT:
                yield other
        for win in _wins(mine):
            yield from self._wins[win]
        if mine.place not in self._looked:
            self._looked.add(mine.place)
            yield from self._like(mine)
            if told.procedure and told.type in ONCE:
                yield from self._procedures[told.type, told.procedure]

    def _like(self, mine: Facts) -> Iterator[int]:
        for year in range((mine.first - LONG) // _YEAR, (mine.last + LONG) // _YEAR + 1):
            self._prepare(mine.type, year)
        yield from self._same[mine.place]
        met = [told for key in calls(mine) for told in self._homes.get(key, ())]
        met += [told for key in homes(mine) for told in self._calls.get(key, ())]
        for told in {id(told): told for told in met}.values():
            if likeness(mine, told) > 0.0 or likeness(told, mine) > 0.0:
                yield from self._same[told.place]

    def _of(self, number: int) -> Facts:
        found = self._facts.get(number)
        if found is None:
            found = self._facts[number] = _facts(self._outlines[number], self._zone)
        return found

    def _prepare(self, kind: str, year: int) -> None:
        """Make the claims of one type and year ready to be met."""
        if (kind, year) in self._ready:
            return
        self._ready.add((kind, year))
        for number in self._years.get((kind, year), ()):
            if number not in self._placed:
                self._placed.add(number)
                self._put(number, self._of(number))

    def _put(self, number: int, told: Facts) -> None:
        for win in _wins(told):
            self._wins[win].append(number)
        same = self._same[told.place]
        same.append(number)
        if len(same) == 1:
            for key in homes(told):
                self._homes[key].append(told)
            for key in calls(told):
                self._calls[key].append(told)


def _wins(told: Facts) -> list[tuple[object, ...]]:
    """A day and a winner: one win told of two procedures is a contradiction."""
    if told.type not in _WON or not told.dated or told.first != told.last:
        return []
    return [(told.type, told.first, winner) for winner in told.winners]


def _span(told: Outline) -> tuple[int, int] | None:
    return span_of(told.when) if told.when is not None and told.status != ClaimStatus.DENIED else None


def _facts(told: Outline, zone: ZoneInfo) -> Facts:
    span, day = _span(told), local_day(from_text(told.published), zone)
    first, last = span or (day, day)
    precise = span is not None and last - first <= PRECISE
    kind, status = ClaimType(told.type), ClaimStatus(told.status)
    return Facts(kind, status, told.procedure, first, last, span is not None, precise, day, *parts(told.actors))
