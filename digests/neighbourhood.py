"""Which claims what changed lately can depend on: so that years of claims need not be merged to tell of a week. Pure.

A claim joins an event by its likeness to one claim of it (:mod:`digests.pairs`). Claims are therefore linked where they
are alike, and where something else joins their fates; what is linked to nothing that changed cannot have changed. The
answer is the same as from all claims (tests/digests/test_neighbourhood.py).
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date
from typing import TypeVar
from zoneinfo import ZoneInfo

from digests.facts import WON, Facts, local_day, placed
from digests.ledger import awaited
from digests.nearby import REACH, Nearby
from digests.pairs import likeness
from digests.types import MilestoneSpec
from nlp.types import ClaimStatus, ClaimType
from store.outlines import Outlines, Place, Text
from store.places import of_procedure
from store.types import Outline, Reference

_DAYS = 64  # looked up at once
_ANY_DAY = (date.min.toordinal(), date.max.toordinal())
_SAME_TEXT = WON | {ClaimType.TENDER_CANCELLATION}


T = TypeVar("T")


def around(
    source: Outlines, changed: Collection[int], specs: Sequence[MilestoneSpec], zone: ZoneInfo
) -> set[Reference]:
    """The claims linked to a claim of the documents ``changed``, or that speak of a milestone, directly or not."""
    whole = {spec.type for spec in specs if spec.procedure is None}
    whole |= {ClaimType.TENDER_CANCELLATION} if whole & WON else set()
    field = _Field(source, zone)
    todo = field.look_up(
        ((number, kind) for number in changed for kind in ClaimType if kind not in whole),
        (_told_of(spec) for spec in specs if spec.type not in whole),
    )
    found: set[Reference] = set()
    while todo:
        found.update(told.reference for told in todo)
        todo = [told for told in todo if not _is_promise(told, specs)]
        field.extend(todo)
        linked = {other.reference: other for told in todo for other in field.linked(told)}
        todo = [other for reference, other in linked.items() if reference not in found and other.type not in whole]
    return found.union(*map(source.of_type, whole))


class _Field:
    """The outlines met so far, and what links them.

    Claims with the same ``Facts.place`` are like the same claims: they are looked at as one.
    """

    def __init__(self, source: Outlines, zone: ZoneInfo) -> None:
        self._source, self._zone = source, zone
        self._facts: dict[Reference, Facts] = {}
        self._asked: set[object] = set()  # texts and places
        self._looked: set[object] = set()  # Facts.place of those whose like were given
        self._texts: defaultdict[int, list[Outline]] = defaultdict(list)
        self._same: defaultdict[object, list[Outline]] = defaultdict(list)  # by Facts.place
        self._procedures: defaultdict[tuple[str, str], list[Outline]] = defaultdict(list)
        self._wins: defaultdict[tuple[object, ...], list[Outline]] = defaultdict(list)
        self._nearby: Nearby[list[Outline]] = Nearby()

    def look_up(self, texts: Iterable[Text], places: Iterable[Place]) -> list[Outline]:
        """The claims of some texts and places that were not met so far."""
        fresh = [*self._source.in_texts(self._fresh(texts)), *self._source.met(self._fresh(places))]
        for told in fresh:
            self._add(told)
        return fresh

    def extend(self, todo: Iterable[Outline]) -> None:
        """Look up all that claims may be linked with."""
        some = [(told, self._facts[told.reference]) for told in todo]
        texts = ((told.document, kind) for told, _ in some for kind in _company(told.type))
        self.look_up(texts, (place for _, mine in some for place in _places(mine)))

    def linked(self, told: Outline) -> Iterator[Outline]:
        """Those that share the fate of one; some more than once, and not again what its like has given."""
        mine = self._facts[told.reference]
        for other in self._texts[told.document]:
            if other.type in _company(told.type):
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

    def _fresh(self, wanted: Iterable[T]) -> set[T]:
        fresh = {*wanted} - self._asked
        self._asked |= fresh
        return fresh

    def _add(self, told: Outline) -> None:
        mine = self._facts[told.reference] = placed(told, told.days, local_day(told.published, self._zone))
        self._texts[told.document].append(told)
        if mine.once:
            self._procedures[mine.type, mine.once].append(told)
        for win in _wins(mine):
            self._wins[win].append(told)
        same = self._same[mine.place]
        same.append(told)
        if len(same) == 1:
            self._nearby.put(mine, same)


def _is_promise(told: Outline, specs: Iterable[MilestoneSpec]) -> bool:
    """Whether a claim is a row of a ledger and of no event (:mod:`digests.timeline`): nothing else depends on it."""
    return told.status == ClaimStatus.PLANNED and any(awaited(spec, told) for spec in specs)


def _told_of(spec: MilestoneSpec) -> Place:
    return spec.type, of_procedure(spec.procedure or ""), *_ANY_DAY


def _company(kind: ClaimType) -> Collection[ClaimType]:
    """Types of claims that share the fate of one of ``kind`` in the same text: one may refute the other."""
    return _SAME_TEXT if kind in _SAME_TEXT else (kind,)


def _places(told: Facts) -> Iterator[Place]:
    """Where those that it may be linked with can be met."""
    tags = (*told.actors, of_procedure(told.joining)) if told.joining else told.actors
    for number in range((told.first - REACH) // _DAYS, (told.last + REACH) // _DAYS + 1):
        for tag in tags:
            yield told.type, tag, number * _DAYS, (number + 1) * _DAYS - 1
    if told.once:
        yield told.type, of_procedure(told.once), *_ANY_DAY


def _wins(told: Facts) -> list[tuple[object, ...]]:
    """A day and a winner: one win told of two procedures is a contradiction."""
    if told.type not in WON or not told.dated or told.first != told.last:
        return []
    return [(told.type, told.first, winner) for winner in told.winners]
