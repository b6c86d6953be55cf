"""Which notices belong to one contracting process. Pure."""

from collections.abc import Iterable

from crawler.types import Notice


def chains(notices: Iterable[Notice]) -> dict[str, str]:
    """Every number that ``notices`` (oldest first) bear or name → the first number of their process.

    The buyer's own number of the procedure is preferred. It stays as later notices arrive.
    """
    first: dict[str, str] = {}
    for notice in notices:
        names = [name for name in (notice.procedure, notice.id, *notice.same_as, *notice.related) if name]
        joined = {first[name] for name in names if name in first}
        oldest = next((name for name in first.values() if name in joined), names[0])
        first |= {name: oldest for name, old in first.items() if old in joined}
        first |= dict.fromkeys(names, oldest)
    return first
