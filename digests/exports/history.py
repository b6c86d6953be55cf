"""Every change since the beginning, as far as what is known tells it."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime

from digests import phrases
from digests.changes import changes
from digests.exports import Export
from digests.types import Change, ChangeKind
from store.types import Known

_NOTHING = Known(datetime(1970, 1, 1, tzinfo=UTC), {}, (), (), ())


def history(what: Export) -> list[Change]:
    """Changes from an empty archive to this one, oldest first.

    A document that was revised is told when it was first met and when it was last revised; the words that were there
    before are in ``changes`` and ``show``, which ask the archive about each interval.
    """
    found = changes(_NOTHING, what.known, what.rules, what.words)
    told = [part for change in found for part in _with_revision(change, what)]
    return sorted(told, key=lambda change: change.at)


def _with_revision(change: Change, what: Export) -> Iterator[Change]:
    row = what.known.documents[change.documents[0]] if change.kind == ChangeKind.DOCUMENT_NEW else None
    if row is None or row.revision == 1:
        yield change
        return
    yield replace(change, at=row.first_seen)
    summary = f"{phrases.word('revised', what.words.language)} : {row.title} ({row.publisher})"
    yield replace(change, kind=ChangeKind.DOCUMENT_REVISED, summary=summary, after=str(row.revision))
