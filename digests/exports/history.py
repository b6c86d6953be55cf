"""Every change since the beginning, each as it was told when it became known."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from itertools import pairwise

from digests import phrases
from digests.changes import changes
from digests.exports import Between, Export
from digests.types import Change, ChangeKind
from store.types import Known

_NOTHING = Known(datetime(1970, 1, 1, tzinfo=UTC), {}, (), (), ())
_STEPS = 200  # newest moments replayed one by one; what is older is told at once


def history(what: Export) -> list[Change]:
    """Changes from an empty archive to this one, oldest first.

    With ``what.between`` the archive is asked what was known at each moment: nothing that came later alters what was
    told before. Without it, the whole is one difference: as far as what is known now tells it.
    """
    found = [*_replayed(what, what.between)] if what.between else [*_at_once(what)]
    return sorted(found, key=lambda change: change.at)


def _replayed(what: Export, between: Between) -> Iterator[Change]:
    moments = sorted({moment for row in what.known.documents.values() for moment in (row.first_seen, row.known_at)})
    steps = [moment for moment in moments[-_STEPS:] if moment < what.known.at]
    for since, at in pairwise([_NOTHING.at, *steps, what.known.at]):
        yield from changes(*between(since, at), what.rules, what.words)


def _at_once(what: Export) -> Iterator[Change]:
    for change in changes(_NOTHING, what.known, what.rules, what.words):
        yield from _with_revision(change, what)


def _with_revision(change: Change, what: Export) -> Iterator[Change]:
    """A document that was revised is told when it was first met and when it was last revised."""
    row = what.known.documents[change.documents[0]] if change.kind == ChangeKind.DOCUMENT_NEW else None
    if row is None or row.revision == 1:
        yield change
        return
    yield replace(change, at=row.first_seen)
    summary = f"{phrases.word('revised', what.words.language)} : {row.title} ({row.publisher})"
    yield replace(change, kind=ChangeKind.DOCUMENT_REVISED, summary=summary, after=str(row.revision))
