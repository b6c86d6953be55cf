"""Which procedure a sentence speaks of: by its cues, near first; none when unsure."""

import re
from collections.abc import Iterable
from datetime import date, timedelta

from nlp.dates.text import fold
from nlp.types import FuzzyDate, Procedure

_EARLY = timedelta(days=3)  # a cancellation is told in the days around the procedure's last one
_PREPARED = timedelta(days=366)  # a procedure, before it begins, at most


class Procedures:
    """The procedures of an affair."""

    def __init__(self, procedures: Iterable[Procedure]) -> None:
        self._cues = [(p, _pattern(p)) for p in procedures if p.cues]

    def of(self, folded: str, day: date | None, when: FuzzyDate | None, *spans: tuple[int, int]) -> str | None:
        """Id of the one procedure whose cues stand in the first of ``spans`` that has any; None when two do.

        A procedure not begun on ``day`` (of publication), ended before ``when`` (of the decision), or begun long after
        it is not meant: what prepares one may be older.
        """
        for left, right in spans:
            found = [p for p, cues in self._cues if cues.search(folded, left, right)]
            found = [p for p in found if _begun(p, day) and not _ended(p, when) and not _before(p, when, _PREPARED)]
            if found:
                return found[0].id if len(found) == 1 else None
        return None

    def under_way(self, day: date | None, when: FuzzyDate | None) -> str | None:
        """The only procedure that runs on ``day`` and not only before or after ``when``, if there is only one."""
        running = [p for p, _ in self._cues if day and _begun(p, day) and (p.end is None or day <= p.end)]
        running = [p for p in running if not _ended(p, when) and not _before(p, when)]
        return running[0].id if len(running) == 1 else None

    def ended(self, day: date | None) -> str | None:
        """The procedure that ended last by ``day``: what a cancellation that names none cancels."""
        over = [p for p, _ in self._cues if day and p.start and p.end and p.start <= day and p.end <= day + _EARLY]
        return max(over, key=lambda p: p.end or day or date.min).id if over else None


def _pattern(procedure: Procedure) -> re.Pattern[str]:
    cues = sorted((re.escape(fold(cue)) for cue in procedure.cues), key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(cues)})s?\b")


def _before(procedure: Procedure, when: FuzzyDate | None, by: timedelta = timedelta()) -> bool:
    last = when.latest or when.earliest if when else None
    return last is not None and procedure.start is not None and last + by < procedure.start


def _begun(procedure: Procedure, day: date | None) -> bool:
    return day is None or procedure.start is None or procedure.start <= day


def _ended(procedure: Procedure, when: FuzzyDate | None) -> bool:
    first = when.earliest or when.latest if when else None
    return first is not None and procedure.end is not None and procedure.end < first
