"""Which claims one may be like at all: looked up by date, procedure and actor, so that merging stays near-linear.

A claim is put under its ``homes`` and looks under its ``calls``; whoever is like another (:mod:`digests.pairs`) is
found so, and few others are.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Generic, TypeVar

from digests.facts import Facts
from digests.groups import ONCE
from digests.pairs import ECHO, SOON

_BIN = 16  # days
_YEAR = 365
_ANYBODY, _NOBODY = "*", ""  # tags of every claim, and of one that names no actor
_DAY, _SPAN, _BINS, _COARSE, _YEARS, _UNDATED = range(6)

T = TypeVar("T")
Key = tuple[str, int, str, int]  # type of claim, what is told of the time, tag, number of the day, bin or year


class Nearby(Generic[T]):
    """Claims by where they can be met, each with something of the caller's."""

    def __init__(self) -> None:
        self._cells: defaultdict[Key, list[tuple[Facts, T]]] = defaultdict(list)
        self._procedures: defaultdict[tuple[str, str], list[tuple[Facts, T]]] = defaultdict(list)

    def put(self, told: Facts, what: T) -> None:
        """Say where ``told`` can be met."""
        item = (told, what)
        for key in homes(told):
            self._cells[key].append(item)
        if told.procedure and told.type in ONCE:
            self._procedures[told.type, told.procedure].append(item)

    def around(self, told: Facts) -> Iterator[tuple[Facts, T]]:
        """Claims that ``told`` may be like; some more than once."""
        cells = self._cells
        for key in calls(told):
            if key in cells:
                yield from cells[key]

    def of_procedure(self, told: Facts) -> Iterable[tuple[Facts, T]]:
        """All that tell what happens once in the procedure of ``told``."""
        return self._procedures.get((told.type, told.procedure), ()) if told.procedure else ()


def homes(told: Facts) -> Iterator[Key]:
    """Where a claim is put."""
    kind, matter = told.type, _matter(told)
    tags = [*(told.actors or (_NOBODY,)), *matter]
    if not told.dated:
        yield from ((kind, _UNDATED, tag, told.day // _BIN) for tag in tags)
        return
    years = range(told.first // _YEAR, told.last // _YEAR + 1)
    yield from ((kind, _YEARS, tag, year) for tag in tags for year in years)
    if not told.precise:
        yield from ((kind, _COARSE, tag, year) for tag in tags for year in years)
        return
    tags.append(_ANYBODY)
    bins = range(told.first // _BIN, told.last // _BIN + 1)
    yield from ((kind, _BINS, tag, number) for tag in tags for number in bins)
    if told.first == told.last:
        yield from ((kind, _DAY, tag, told.first) for tag in tags)
    else:
        yield from ((kind, _SPAN, tag, number) for tag in tags for number in bins)


def calls(told: Facts) -> Iterator[Key]:
    """Where a claim looks for those it may be like."""
    kind, matter = told.type, _matter(told)
    shared = [*told.actors, *matter]
    if not told.dated:
        yield from _bins(kind, _BINS, shared, told.day - ECHO, told.day)
        yield from _bins(kind, _UNDATED, shared, told.day - ECHO, told.day + ECHO)
        return
    yield from _bins(kind, _UNDATED, shared, told.first - ECHO, told.last + ECHO)
    level = _COARSE if told.precise else _YEARS
    for year in range(told.first // _YEAR, told.last // _YEAR + 1):
        yield from ((kind, level, tag, year) for tag in shared)
    if told.precise:
        yield from _bins(kind, _BINS, matter, told.first - SOON, told.last + SOON)
        yield from _same_days(told)


def _same_days(told: Facts) -> Iterator[Key]:
    """Those of the same days, give or take one where an actor is shared."""
    kind, alone = told.type, _NOBODY if told.actors else _ANYBODY
    if told.first != told.last:
        yield from _bins(kind, _BINS, [*told.actors, alone], told.first - 1, told.last + 1)
        return
    yield from ((kind, _DAY, actor, told.first + step) for actor in told.actors for step in (-1, 0, 1))
    yield kind, _DAY, alone, told.first
    yield from _bins(kind, _SPAN, [*told.actors, alone], told.first - 1, told.first + 1)


def _matter(told: Facts) -> tuple[str, ...]:
    return (f"#{told.procedure}",) if told.procedure and told.type in ONCE else ()


def _bins(kind: str, level: int, tags: Iterable[str], first: int, last: int) -> Iterator[Key]:
    numbers = range(first // _BIN, last // _BIN + 1)
    return ((kind, level, tag, number) for tag in tags for number in numbers)
