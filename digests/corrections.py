"""What a correcting notice changes in the notices before it: one procedure is one chain of documents. Pure."""

from collections.abc import Iterable, Iterator

from crawler.types import Notice
from digests import diffs
from store.types import DocumentRow

Field = tuple[str, str | None, str | None]  # name, before, after

AMENDMENT = "tenderAmendment"
_WHOLE = ("deadline", "ceiling", "cpv", "lots")  # an eForms correction is the whole notice again
_PARTIAL = ("deadline",)  # a national one prints what it corrects, and little else that can be compared


def corrected(row: DocumentRow, documents: Iterable[DocumentRow]) -> list[Field]:
    """The fields that the notice of ``row`` corrects, as they stood and as they stand now.

    ``documents``: those known; the chain's earlier ones are found by number or by procedure. Where none is known, the
    correction's own words are all there is.
    """
    notice = row.notice
    if notice is None or notice.tag != AMENDMENT:
        return []
    found = list(_differences(notice, list(_earlier(row, notice, documents))))
    named = {name for name, _, _ in found}
    return [*found, *(change for change in notice.changes if change[0] not in named)]


def _earlier(row: DocumentRow, notice: Notice, documents: Iterable[DocumentRow]) -> Iterator[Notice]:
    """The notices of the chain that were published before, newest first."""
    rows = [one for one in documents if one.notice and one.id != row.id and _before(one, row)]
    for one in sorted(rows, key=lambda one: (one.published or one.known_at, one.id), reverse=True):
        if one.notice and _linked(one.notice, notice):
            yield one.notice


def _before(one: DocumentRow, row: DocumentRow) -> bool:
    if one.published and row.published and one.published != row.published:
        return one.published < row.published
    return one.id < row.id


def _linked(earlier: Notice, notice: Notice) -> bool:
    numbers = {earlier.id, *earlier.same_as}
    siblings = bool(set(earlier.related) & set(notice.related))
    same = bool(notice.procedure) and earlier.procedure == notice.procedure
    return bool(numbers & set(notice.related)) or siblings or same


def _differences(notice: Notice, earlier: list[Notice]) -> Iterator[Field]:
    names = _WHOLE if notice.form in ("eforms", "ted") else _PARTIAL
    for name in names:
        stood = next((value for one in earlier if (value := getattr(one, name))), None)
        stands = getattr(notice, name)
        if stood and stands and stood != stands:
            yield name, diffs.shown(stood), diffs.shown(stands)
