"""Which claims one may be like at all: looked up by date, procedure and actor, so that merging stays near-linear.

A claim is put under its ``homes`` and looks under its ``calls``; whoever is like another (:mod:`digests.pairs`) is
found so, and few others are.
"""

from collections import defaultdict
from collections.abc import Iterable
from typing import Generic, TypeVar

from digests.facts import Facts
from digests.groups import ONCE
from digests.pairs import ECHO, SOON

_BIN = 16  # days
_YEAR = 365
_DAY, _SPAN, _BINS, _COARSE, _UNDATED = range(5)

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

    def around(self, told: Facts) -> list[tuple[Facts, T]]:
        """Claims that ``told`` may be like; some more than once."""
        cells, found = self._cells, list[tuple[Facts, T]]()
        for key in calls(told):
            if key in cells:
                found += cells[key]
        return found

    def of_procedure(self, told: Facts) -> Iterable[tuple[Facts, T]]:
        """All that tell what happens once in the procedure of ``told``."""
        return self._procedures.get((told.type, told.procedure), ()) if told.procedure else ()


def homes(told: Facts) -> list[Key]:
    """Where a claim is put."""
    kind, tags = told.type, _tags(told)
    if not told.dated:
        return [(kind, _UNDATED, tag, told.day // _BIN) for tag in tags]
    if not told.precise:
        return _cells(kind, _COARSE, tags, told.first, told.last, _YEAR)
    found = _cells(kind, _BINS, tags, told.first, told.last)
    if told.first == told.last:
        return found + [(kind, _DAY, tag, told.first) for tag in tags]
    return found + _cells(kind, _SPAN, tags, told.first, told.last)


def calls(told: Facts) -> list[Key]:
    """Where a claim looks for those it may be like."""
    kind, first, last = told.type, told.first, told.last
    tags = _tags(told)
    if not told.dated:
        found = _cells(kind, _BINS, tags, told.day - ECHO, told.day)
        return found + _cells(kind, _UNDATED, tags, told.day - ECHO, told.day + ECHO)
    found = _cells(kind, _UNDATED, tags, first - ECHO, last + ECHO)
    found += _cells(kind, _COARSE, tags, first, last, _YEAR)
    if not told.precise:
        return found + _cells(kind, _BINS, tags, first, last)
    if told.procedure and kind in ONCE:
        found += _cells(kind, _BINS, tags[-1:], first - SOON, last + SOON)
    if first != last:
        return found + _cells(kind, _BINS, tags, first - 1, last + 1)
    found += [(kind, _DAY, tag, day) for tag in tags for day in (first - 1, first, first + 1)]
    return found + _cells(kind, _SPAN, tags, first - 1, first + 1)


def _tags(told: Facts) -> list[str]:
    """What two claims must have in common to be alike: an actor, or the procedure."""
    return [*told.actors, f"#{told.procedure}"] if told.procedure else [*told.actors]


def _cells(kind: str, level: int, tags: Iterable[str], first: int, last: int, size: int = _BIN) -> list[Key]:
    low, high = first // size, last // size
    if low == high:
        return [(kind, level, tag, low) for tag in tags]
    return [(kind, level, tag, number) for tag in tags for number in range(low, high + 1)]
