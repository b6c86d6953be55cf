"""Whether two claims may be of one event, by their dates, procedures and actors. Pure, and symmetric but for arrival.

A claim joins an event because it is like *one* voice of it: claims that are like none of each other never meet, so that
what changed lately can be told from the few claims around it (:mod:`digests.neighbourhood`).
"""

from digests.facts import Facts
from nlp.types import ClaimStatus

ECHO = 10  # days after an event in which an undated retelling is taken for it
LONG = 90  # days that what happens once may be rumoured before it does
_DONE = ClaimStatus.DONE
SOON = 15  # days within which two dates of what happens once are one event, told at different moments


def likeness(earlier: Facts, told: Facts) -> float:
    """How like a claim is to one that was known before: 1 for the same date, less for a looser fit, 0 for none."""
    if earlier.procedure != told.procedure and earlier.procedure is not None and told.procedure is not None:
        return 0.0
    single = told.once is not None and told.once == earlier.once
    shared = not told.actors.isdisjoint(earlier.actors)
    if not single and not shared:
        return 1.0 if _alone(earlier, told) else 0.0
    if not told.dated:
        return _echo(earlier, told, single)
    both = told.precise and (earlier.precise or not earlier.dated)
    if not both and not single and not (told.actors <= earlier.actors or told.actors >= earlier.actors):
        return 0.0  # a year is long: all that the shorter list names must be in the other
    if not earlier.dated:
        before = LONG if single and earlier.status != _DONE else ECHO
        near = told.first - before <= earlier.day <= told.last + ECHO
        return 0.4 if near and (single or not _late(earlier, told)) else 0.0
    apart = _apart(earlier, told)
    if apart <= (1 if both else 0):  # "5 or 6 February" is one event, with a contradiction
        return 1.0
    return 0.45 if single and both and apart <= SOON else 0.0


def _alone(earlier: Facts, told: Facts) -> bool:
    """Whether the day and the procedure join two claims that have nothing else in common: one of them names nobody."""
    same = told.procedure is not None and told.procedure == earlier.procedure
    precise = told.precise and earlier.precise and not (told.actors and earlier.actors)
    return same and precise and _apart(earlier, told) <= 0


def _echo(earlier: Facts, told: Facts, single: bool) -> float:
    """An undated retelling: of what happens once, or of what happened in the last days to the same actors."""
    if single:  # best where it was told to be done just before
        lately = told.day - ECHO <= (earlier.last if earlier.dated else earlier.day) <= told.day
        return 0.5 if lately and earlier.status == _DONE else 0.4
    if _late(earlier, told):
        return 0.0
    if earlier.dated:
        return 0.3 if earlier.precise and told.day - ECHO <= earlier.last <= told.day else 0.0
    return 0.2 if abs(earlier.day - told.day) <= ECHO else 0.0


def _late(earlier: Facts, told: Facts) -> bool:
    """Who names no procedure leads none."""
    return earlier.procedure is None and told.procedure is not None


def _apart(one: Facts, other: Facts) -> int:
    """Days between two dates; 0 or less when they meet."""
    return max(one.first - other.last, other.first - one.last)
