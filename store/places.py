"""Where a claim can be met by others that may tell the same event: by its actors, procedure and days. Pure."""

from collections.abc import Iterable

from nlp.types import ActorRole, ClaimStatus, FuzzyDate

LONGEST = 3 * 366  # days: "this decade" places nothing
_OPEN = 366  # days that an open end is taken to reach
_DENIED = ClaimStatus.DENIED

Days = tuple[int, int]  # first and last, proleptic ordinals


def days_of(when: FuzzyDate | None, status: ClaimStatus) -> Days | None:
    """The days that a claim says, both ends known; None for no date, and for one too long to tell anything.

    A denial says when it looks, not when the thing was done: it has none.
    """
    if when is None or when.edtf is None or status == _DENIED:
        return None
    low, high = when.earliest, when.latest
    if low is None and high is None:
        return None
    first = low.toordinal() if low else high.toordinal() - _OPEN if high else 0
    last = high.toordinal() if high else first + _OPEN
    return (first, last) if last - first <= LONGEST else None


def tags_of(actors: Iterable[ActorRole], procedure: str | None) -> tuple[str, ...]:
    """The actors, each once, and the procedure."""
    everyone = dict.fromkeys([actor.id for actor in actors])
    return (*everyone, of_procedure(procedure)) if procedure else (*everyone,)


def of_procedure(procedure: str) -> str:
    """The tag of a procedure: no id of an actor starts so."""
    return f"#{procedure}"
