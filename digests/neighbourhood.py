"""Which claims what changed lately can depend on: so that years of claims need not be merged to tell of a week. Pure.

A claim joins an event by its likeness to one claim of it (:mod:`digests.pairs`). Claims are therefore linked where they
are alike, and where something else joins their fates; what is linked to nothing that changed cannot have changed. The
answer is the same as from all claims (tests/digests/test_neighbourhood.py).
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import TypeVar
from zoneinfo import ZoneInfo

from digests.facts import Facts, Place, local_day, placed
from digests.nearby import REACH, Nearby
from digests.pairs import likeness
from digests.types import MilestoneSpec
from nlp.types import ClaimType
from store.outlines import Outlines
from store.types import Outline, Reference

_YEAR = 366  # days that are looked up at once
_WON = frozenset({ClaimType.AWARD, ClaimType.CONTRACT})
_SAME_TEXT = _WON | {ClaimType.TENDER_CANCELLATION}  # of one text, one may refute the other


T = TypeVar("T")


def around(
    source: Outlines, changed: Collection[int], specs: Sequence[MilestoneSpec], zone: ZoneInfo
) -> set[Reference]:
    """The claims linked to a claim of the documents ``changed``, or that speak of a milestone, directly or not."""
    whole = {spec.type for spec in specs if spec.procedure is None}
    whole |= {ClaimType.TENDER_CANCELLATION} if whole & _WON else set()
    field = _Field(source, zone)
    todo = [told for told in source.of_documents(changed) if told.type not in whole]
    for spec in specs:
        if spec.procedure is not None and spec.type not in whole:
            todo += source.of_procedure(spec.type, spec.procedure)
    found: set[Reference] = set()
    while todo:
        found.update(told.reference for told in todo)
        field.extend(todo)
        linked = {other.reference: other for told in todo for other in field.linked(told)}
        todo = [other for reference, other in linked.items() if reference not in found and other.type not in whole]
    return found.union(told.reference for kind in whole for told in source.of_type(kind))


class _Field:
    """The outlines met so far, and what links them.

    Claims with the same ``Facts.place`` are like the same claims: they are looked at as one.
    """

    def __init__(self, source: Outlines, zone: ZoneInfo) -> None:
        self._source, self._zone = source, zone
        self._facts: dict[Reference, Facts] = {}
        self._placed: set[Reference] = set()
        self._ready: set[object] = set()  # what was looked up
        self._looked: set[Place] = set()
        self._texts: defaultdict[int, list[Outline]] = defaultdict(list)
        self._same: defaultdict[Place, list[Outline]] = defaultdict(list)
        self._procedures: defaultdict[tuple[str, str], list[Outline]] = defaultdict(list)
        self._wins: defaultdict[tuple[object, ...], list[Outline]] = defaultdict(list)
        self._nearby: Nearby[list[Outline]] = Nearby()

    def extend(self, todo: Iterable[Outline]) -> None:
        """Look up all that claims may be linked with."""
        some = [(told, self._of(told)) for told in todo]
        self._add(self._source.of_documents(self._fresh({told.document for told, _ in some})))
        for kind, year in self._fresh({(told.type, year) for told, mine in some for year in _years(mine)}):
            self._add(self._source.of_days(kind, year * _YEAR, (year + 1) * _YEAR - 1))
        for kind, procedure in self._fresh({(told.type, mine.once) for told, mine in some if mine.once}):
            self._add(self._source.of_procedure(kind, procedure))

    def linked(self, told: Outline) -> Iterator[Outline]:
        """Those that share the fate of one; some more than once, and not again what its like has given."""
        mine = self._of(told)
        for other in self._texts[told.document]:
            if other.type == told.type or {other.type, told.type} <= _SAME_TEXT:
                yield other
        for win in _wins(mine):
            yield from self._wins[win]
        if mine.place not in self._looked:
            self._looked.add(mine.place)
            yield from self._same[mine.place]
            for like, same in self._nearby.either(mine):
                if likeness(mine, like) > 0.0 or likeness(like, mine) > 0.0:
                    yield from same
            if mine.once:
                yield from self._procedures[mine.type, mine.once]

    def _of(self, told: Outline) -> Facts:
        found = self._facts.get(told.reference)
        if found is None:
            day = local_day(told.published, self._zone)
            found = self._facts[told.reference] = placed(told, told.days, day)
        return found

    def _fresh(self, wanted: set[T]) -> set[T]:
        fresh = wanted - self._ready
        self._ready |= fresh
        return fresh

    def _add(self, some: Iterable[Outline]) -> None:
        for told in some:
            if told.reference in self._placed:
                continue
            self._placed.add(told.reference)
            mine = self._of(told)
            self._texts[told.document].append(told)
            if mine.once:
                self._procedures[mine.type, mine.once].append(told)
            for win in _wins(mine):
                self._wins[win].append(told)
            same = self._same[mine.place]
            same.append(told)
            if len(same) == 1:
                self._nearby.put(mine, same)


def _years(told: Facts) -> range:
    return range((told.first - REACH) // _YEAR, (told.last + REACH) // _YEAR + 1)


def _wins(told: Facts) -> list[tuple[object, ...]]:
    """A day and a winner: one win told of two procedures is a contradiction."""
    if told.type not in _WON or not told.dated or told.first != told.last:
        return []
    return [(told.type, told.first, winner) for winner in told.winners]
