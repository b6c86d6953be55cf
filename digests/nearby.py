"""Which claims one may be like at all: looked up by actor or procedure and date, so that merging stays near-linear.

A claim is put on the shelves of its actors and of its procedure, by the days it speaks of; it looks on the same shelves
at the days near its own. Whoever is like another (:mod:`digests.pairs`) and near it is found so, and few others are.
Who names somebody and who names nobody have shelves of their own in a procedure: half of all that met there were like
none of each other (benchmarks/timeline.py).
"""

from collections import defaultdict
from collections.abc import Sequence
from typing import Generic, TypeVar

from digests.facts import Facts
from digests.pairs import ECHO, SOON

REACH = max(ECHO, SOON)  # days between dates at which claims are met at most
_MONTH, _YEAR = 64, 366  # days kept together: of short dates, and of long ones

T = TypeVar("T")
Met = tuple[Facts, T]
Cells = dict[int, list[Met[T]]]  # number of the month or year → claims
Tag = str | tuple[str, bool]  # an actor; a procedure, and whether its claims name anybody


class Nearby(Generic[T]):
    """Claims by where they can be met, each with something of the caller's."""

    def __init__(self) -> None:
        self._shelves: defaultdict[str, dict[Tag, _Shelf[T]]] = defaultdict(dict)  # by type of claim
        self._procedures: defaultdict[tuple[str, str], list[Met[T]]] = defaultdict(list)

    def put(self, told: Facts, what: T) -> None:
        """Say where ``told`` can be met."""
        item, shelves = (told, what), self._shelves[told.type]
        size = _YEAR if told.dated and not told.precise else _MONTH
        numbers = range(told.first // size, told.last // size + 1)
        for tag in (*told.actors, *_put_on(told)):
            shelf = shelves.get(tag)
            if shelf is None:
                shelf = shelves[tag] = _Shelf()
            cells = shelf.of(told)
            for number in numbers:
                if number in cells:
                    cells[number].append(item)
                else:
                    cells[number] = [item]
        if told.once:
            self._procedures[told.type, told.once].append(item)

    def around(self, told: Facts) -> list[Met[T]]:
        """Claims with an actor or the procedure of ``told``, and a date near its own; some more than once.

        One without a date looks back for what it may retell, and not at dates too long to tell one event from another.
        """
        return self._met(told, either=False)

    def either(self, told: Facts) -> list[Met[T]]:
        """The same, and those in whose surroundings ``told`` is."""
        return self._met(told, either=True)

    def _met(self, told: Facts, either: bool) -> list[Met[T]]:
        found: list[Met[T]] = []
        shelves = self._shelves[told.type]
        for tag in (*told.actors, *_looked_at(told)):
            shelf = shelves.get(tag)
            if shelf is not None:
                shelf.find(told, found, either)
        return found

    def of_procedure(self, told: Facts) -> Sequence[Met[T]]:
        """All that tell what happens once in the procedure of ``told``, whenever."""
        return self._procedures.get((told.type, told.once), ()) if told.once else ()


def _put_on(told: Facts) -> Sequence[Tag]:
    """The shelf of its procedure."""
    return ((told.joining, bool(told.actors)),) if told.joining else ()


def _looked_at(told: Facts) -> Sequence[Tag]:
    """The shelves of its procedure: of what may happen often, those who name somebody are joined by whom they name."""
    if not told.joining:
        return ()
    nobody, somebody = (told.joining, False), (told.joining, True)
    return (nobody,) if told.actors and not told.once else (nobody, somebody)


class _Shelf(Generic[T]):
    """Claims of one type with one actor or procedure in common."""

    __slots__ = ("coarse", "precise", "undated")

    def __init__(self) -> None:
        self.precise: Cells[T] = {}
        self.undated: Cells[T] = {}
        self.coarse: Cells[T] = {}

    def of(self, told: Facts) -> Cells[T]:
        if told.precise:
            return self.precise
        return self.coarse if told.dated else self.undated

    def find(self, told: Facts, found: list[Met[T]], either: bool) -> None:
        first, last = told.first, told.last
        reach = ECHO if not told.dated else SOON if told.once else 1
        _find(self.precise, first - reach, last + (reach if told.dated or either else 0), found)
        if self.undated:
            _find(self.undated, first - ECHO, last + ECHO, found)
        if self.coarse and (told.dated or either):
            for year in range((first - ECHO) // _YEAR, (last + ECHO) // _YEAR + 1):
                found += self.coarse.get(year, ())


def _find(cells: Cells[T], low: int, high: int, found: list[Met[T]]) -> None:
    """Add to ``found`` those that speak of a day from ``low`` to ``high``."""
    for month in range(low // _MONTH, high // _MONTH + 1):
        if month in cells:
            for item in cells[month]:
                told = item[0]
                if told.first <= high and told.last >= low:
                    found.append(item)
