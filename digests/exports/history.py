"""Every change since the beginning, as far as what is known tells it."""

from datetime import UTC, datetime

from digests.changes import changes
from digests.exports import Export
from digests.types import Change
from store.types import Known

_NOTHING = Known(datetime(1970, 1, 1, tzinfo=UTC), {}, (), (), ())


def history(what: Export) -> list[Change]:
    """Changes from an empty archive to this one, oldest first. Earlier wordings of a revised text are not in it."""
    return changes(_NOTHING, what.known, what.rules, what.words)
