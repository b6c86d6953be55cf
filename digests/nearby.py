"""Which groups a claim may join at all: looked up by date, procedure and actor, so that merging stays near-linear."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import TypeVar

from digests.facts import Facts
from digests.groups import ONCE, Group
from nlp.types import ClaimType

ECHO = 10  # days after an event in which an undated retelling is taken for it
SOON = 15  # days within which two dates of what happens once are one event, told at different moments
_BIN = 16  # days; at least SOON, so that neighbours suffice
_YEAR = 365

Place = TypeVar("Place")
Tagged = tuple[str, int]
Cell = dict[Group, None]
Cells = defaultdict[tuple[ClaimType, Place], Cell]


class Nearby:
    """Groups by where they can be met. A candidate may still not fit; whoever fits is a candidate."""

    def __init__(self) -> None:
        self._days: Cells[int] = defaultdict(dict)  # precise dates
        self._undated: Cells[int] = defaultdict(dict)  # no date yet: by day of publication
        self._coarse: Cells[Tagged] = defaultdict(dict)  # coarse dates
        self._years: Cells[Tagged] = defaultdict(dict)  # all dates
        self._procedures: Cells[str] = defaultdict(dict)

    def put(self, group: Group, told: Facts) -> None:
        """Say where ``group`` can be met, now that it tells ``told`` as well."""
        kind = told.type
        if kind in ONCE and group.procedure:
            self._procedures[kind, group.procedure][group] = None
        if not told.dated:
            self._undated[kind, told.day // _BIN][group] = None
            return
        if told.precise:
            for number in range(told.first // _BIN, told.last // _BIN + 1):
                self._days[kind, number][group] = None
        for place in _tagged(told):
            self._years[kind, place][group] = None
            if not told.precise:
                self._coarse[kind, place][group] = None

    def candidates(self, told: Facts) -> Iterator[set[Group]]:
        """Groups of the same type that the claim might join; a farther set counts only when none of a nearer fits."""
        kind = told.type
        if not told.dated:
            near = _around(self._days, kind, told.day - ECHO, told.day)
            yield _met(near, _around(self._undated, kind, told.day - ECHO, told.day + ECHO))
            if kind in ONCE and told.procedure:
                yield _met([self._procedures.get((kind, told.procedure), {})])
            return
        near = _around(self._undated, kind, told.first - ECHO, told.last + ECHO)
        if told.precise:
            near += _around(self._days, kind, told.first - SOON, told.last + SOON)
        years = self._coarse if told.precise else self._years
        yield _met(near, [cell for place in _tagged(told) if (cell := years.get((kind, place)))])


def _met(*cells: Iterable[Cell]) -> set[Group]:
    return {group for some in cells for cell in some for group in cell}


def _around(cells: Cells[int], kind: ClaimType, first: int, last: int) -> list[Cell]:
    return [cell for number in range(first // _BIN, last // _BIN + 1) if (cell := cells.get((kind, number)))]


def _tagged(told: Facts) -> Iterator[Tagged]:
    """What two claims must share when one of their dates is coarse: the year, and an actor or the procedure."""
    tags = [*told.actors, f"#{told.procedure}"] if told.procedure else [*told.actors]
    for year in range(told.first // _YEAR, told.last // _YEAR + 1):
        for tag in tags:
            yield tag, year
