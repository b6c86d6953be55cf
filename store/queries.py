"""The archive, reading side: the file is opened read-only, and nothing slow is imported."""

import json
import sqlite3
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from itertools import islice
from typing import Any

from crawler.types import DocumentKind, Source
from nlp.types import ActorFound, Claim
from store import rows, visits
from store.bodies import unpack
from store.connect import distinct, open_read_only, row_number
from store.due import History
from store.errors import ArchiveError, DocumentNotFoundError
from store.files import archive_file
from store.health import health
from store.moments import from_text, optional, to_text
from store.outlines import Outlines
from store.search import find
from store.types import Check, DocumentRow, Known, KnownClaim, Reference, RevisionRow, SearchHit, SourceHealth

# CROSS JOIN is SQLite's word for "in this order": rows come by document, and their texts need not be sorted.
_STANDING = f"""
    SELECT {rows.DOCUMENT}
    FROM document d CROSS JOIN revision r ON r.document = d.id LEFT JOIN reading g ON g.revision = r.id
    WHERE r.known_at <= :at AND NOT EXISTS
      (SELECT 1 FROM revision n WHERE n.document = d.id AND n.number > r.number AND n.known_at <= :at)
"""
_LISTED = "(SELECT value FROM json_each(:ids))"
_AMONG = f"g.relevant AND d.id IN {_LISTED}"
_THESE = f"""
    SELECT {rows.CLAIM} FROM json_each(:references) w
    CROSS JOIN claim c ON c.revision = w.value ->> 0 AND c.ordinal = w.value ->> 1 ORDER BY c.revision, c.ordinal
"""
_FEW = 20_000  # documents from which reading all rows costs less than looking each up
_VISITS = 30
_ITEMS = 60


Linked = Callable[[Outlines, Collection[int]], Collection[Reference]]


class Queries:
    """Every question that the archive answers. Raises ArchiveNotFoundError, ArchiveVersionError."""

    def __init__(self, url: str) -> None:
        self.path = archive_file(url)
        self._connection = open_read_only(self.path)

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()

    def known(self, at: datetime, since: datetime | None = None) -> Known:
        """All that was known at ``at``: relevant documents as they stood then, their claims, actors, visits.

        ``since``: when it is asked what changed after that moment, of the visits only those that tell it.
        """
        with self._reading():
            documents = {row.id: row for row in self._standing(at, "g.relevant")}
            claims, actors = self._claims(documents), tuple(self._actors(documents))
            return Known(at, documents, claims, actors, tuple(self._checks(at, since)))

    def difference(self, since: datetime, at: datetime, linked: Linked) -> tuple[Known, Known]:
        """What was known at ``since`` and at ``at``, as far as what changed in between can depend on it.

        ``linked`` says which claims do, from outlines that it looks up and the documents revised in between.
        """
        with self._reading():
            changed = self._changed(since, at)
            wanted = linked(Outlines(self._connection, at), changed)
            numbers = self._documents_of(wanted) | changed
            now = {row.id: row for row in self._standing(at, _AMONG, ids=json.dumps([*numbers]))}
            old = {row.id: row for row in self._standing(since, _AMONG, ids=json.dumps([*changed]))}
            kept = {number: row for number, row in now.items() if number not in changed}
            claims = self._claims(now, wanted)
            stood = (*(c for c in claims if c.document in kept), *self._claims(old, wanted))
            ends = (since, kept | old, stood), (at, now, claims)
            before, after = (
                Known(moment, rows_, told, tuple(self._met(rows_, moment)), tuple(self._checks(moment, since)))
                for moment, rows_, told in ends
            )
            return before, after

    def document(self, number: int, at: datetime) -> DocumentRow:
        """One document as it stood at ``at``, with its addresses. Raises DocumentNotFoundError."""
        with self._reading():
            for row in self._standing(at, "d.id = :number", number=row_number(number)):
                return row._replace(urls=self._urls(row.id))
        raise DocumentNotFoundError(number)

    def revisions(self, number: int) -> list[RevisionRow]:
        """Every revision of a document with its reading, oldest first."""
        query = """SELECT r.*, g.payload FROM revision r LEFT JOIN reading g ON g.revision = r.id
                   WHERE r.document = ? ORDER BY r.number"""
        with self._reading():
            found = self._connection.execute(query, (row_number(number),)).fetchall()
            return [rows.revision(row, self._claims_of(row["id"], row["text"])) for row in found]

    def search(
        self,
        query: str,
        *,
        as_of: datetime,
        since: datetime | None = None,
        until: datetime | None = None,
        actor: str | None = None,
        source: str | None = None,
        kind: DocumentKind | None = None,
        order: str = "relevance",
        limit: int = 20,
    ) -> list[SearchHit]:
        """Documents that match ``query`` as they stood at ``as_of``; see store.search for its language."""
        filters = {"since": since, "until": until, "actor": actor, "source": source, "kind": kind}
        with self._reading():
            return find(self._connection, query, as_of, filters, order, limit)

    def health(self, sources: Sequence[Source], now: datetime) -> list[SourceHealth]:
        """How every source does at ``now``."""
        with self._reading():
            return [
                health(source, self._history(source.name, now), self._facts(source.name, now)) for source in sources
            ]

    def raw(self, sha256: str) -> bytes:
        """A raw body. Raises ArchiveError when no such body is kept."""
        with self._reading():
            row = self._connection.execute("SELECT data FROM body WHERE sha256 = ?", (sha256,)).fetchone()
        if row is None:
            raise ArchiveError(f"{self.path}: no body {sha256}")
        return unpack(row[0])

    @contextmanager
    def _reading(self) -> Iterator[None]:
        """One consistent view of the file, whatever is written meanwhile."""
        try:
            self._connection.execute("BEGIN")
            yield
        except sqlite3.Error as error:
            raise ArchiveError(f"{self.path}: {error}") from error
        finally:
            self._connection.rollback()

    def _standing(self, at: datetime, where: str, **values: Any) -> Iterator[DocumentRow]:
        query = f"{_STANDING} AND {where} ORDER BY d.id"  # ``where`` is one of ours
        return map(rows.document, self._rows(query, {"at": to_text(at), **values}))

    def _urls(self, document: int) -> tuple[str, ...]:
        found = self._rows("SELECT url FROM documenturl WHERE document = ? ORDER BY rowid", (document,))
        return tuple(url for (url,) in found)

    def _of(self, query: str, column: str, numbers: Collection[int], order: str) -> sqlite3.Cursor:
        """Rows of ``query`` whose ``column`` is among ``numbers``; where these are many, all rows."""
        if len(numbers) > _FEW:
            return self._rows(f"{query} ORDER BY {order}")
        return self._rows(f"{query} WHERE {column} IN {_LISTED} ORDER BY {order}", {"ids": json.dumps([*numbers])})

    def _rows(self, query: str, values: Mapping[str, Any] | tuple[Any, ...] = ()) -> sqlite3.Cursor:
        """Rows as plain tuples, which come in half the time of those with names."""
        cursor = self._connection.cursor()
        cursor.row_factory = None
        return cursor.execute(query, values)

    def _changed(self, since: datetime, at: datetime) -> set[int]:
        query = "SELECT DISTINCT document FROM revision WHERE known_at > ? AND known_at <= ?"
        return {row[0] for row in self._connection.execute(query, (to_text(since), to_text(at)))}

    def _documents_of(self, claims: Collection[Reference]) -> set[int]:
        query = f"SELECT document FROM revision WHERE id IN {_LISTED}"
        revisions = json.dumps([*{revision for revision, _ in claims}])
        return {number for (number,) in self._rows(query, {"ids": revisions})}

    def _met(self, documents: dict[int, DocumentRow], at: datetime) -> Iterator[ActorFound]:
        """The actors of ``documents``; those of no topic are there as soon as any document had met them."""
        here = list(self._actors(documents))
        strangers = json.dumps([actor.id for actor in here if not actor.known])
        with_them = f"SELECT revision FROM appearance WHERE actor IN {_LISTED}"
        documents_with_them = f"SELECT document FROM revision WHERE id IN ({with_them})"
        among = f"g.relevant AND r.id IN ({with_them}) AND d.id IN ({documents_with_them})"
        elsewhere = {row.id: row for row in self._standing(at, among, ids=strangers)}
        met = {actor.id for actor in here}
        return iter((*here, *(actor for actor in self._actors(elsewhere) if actor.id not in met)))

    def _claims(
        self, documents: dict[int, DocumentRow], wanted: Collection[Reference] | None = None
    ) -> tuple[KnownClaim, ...]:
        by_revision = {row.revision_id: (row.text, row.provenance) for row in documents.values()}
        if wanted is None:
            found = self._of(f"SELECT {rows.CLAIM} FROM claim c", "revision", by_revision, "revision, ordinal")
        else:
            # in the order of the table: its pages are met once each, in two thirds of the time
            references = json.dumps(sorted(reference for reference in wanted if reference[0] in by_revision))
            found = self._rows(_THESE, {"references": references})
        return rows.known_claims(found, by_revision)

    def _claims_of(self, revision: int, text: str) -> tuple[Claim, ...]:
        query = f"SELECT {rows.CLAIM}, c.extra FROM claim c WHERE revision = ? ORDER BY ordinal"
        return tuple(rows.claim(row, text) for row in self._rows(query, (revision,)))

    def _actors(self, documents: dict[int, DocumentRow]) -> Iterator[ActorFound]:
        by_revision = {row.revision_id: row for row in documents.values()}
        one = "SELECT * FROM appearance WHERE revision = ? AND actor = ?"
        found = [self._connection.execute(one, where).fetchone() for where in self._met_first(by_revision)]
        found.sort(key=lambda row: (row["revision"], row["start"]))
        return (rows.actor(row, by_revision[row["revision"]].text) for row in found)

    def _met_first(self, revisions: Collection[int]) -> Iterable[tuple[int, str]]:
        """Each actor met in some of ``revisions``, and in which one first."""
        if len(revisions) <= _FEW:
            query = f"SELECT min(revision), actor FROM appearance WHERE revision IN {_LISTED} GROUP BY actor"
            yield from self._rows(query, {"ids": json.dumps([*revisions])})
            return
        for (actor,) in self._rows(distinct("appearance", "actor")).fetchall():
            met = self._rows("SELECT revision FROM appearance WHERE actor = ? ORDER BY revision", (actor,))
            yield from ((number, actor) for number in islice((row[0] for row in met if row[0] in revisions), 1))

    def _checks(self, at: datetime, since: datetime | None) -> Iterator[Check]:
        if since is not None:
            return map(rows.check, visits.telling(self._connection, since, at))
        query = 'SELECT * FROM "check" WHERE at <= ? ORDER BY at, id'
        return map(rows.check, self._connection.execute(query, (to_text(at),)))

    def _history(self, source: str, now: datetime) -> History:
        query = 'SELECT * FROM "check" WHERE source = ? AND at <= ? ORDER BY id DESC LIMIT ?'
        found = self._connection.execute(query, (source, to_text(now), _VISITS)).fetchall()
        seen = "SELECT DISTINCT first_seen FROM document WHERE source = ? AND first_seen <= ? ORDER BY 1 DESC LIMIT ?"
        items = self._connection.execute(seen, (source, to_text(now), _ITEMS))
        visits = [(check.at, check.status) for check in map(rows.check, found)]
        retry_after = optional(found[0]["retry_after"]) if found else None
        return History(visits, [from_text(row[0]) for row in items], retry_after)

    def _facts(self, source: str, now: datetime) -> sqlite3.Row:
        query = """
            SELECT (SELECT max(at) FROM "check" WHERE source = :source AND at <= :now
                    AND status NOT IN ('down', 'blocked', 'invalid', 'empty')) AS success,
                   (SELECT error FROM "check" WHERE source = :source AND at <= :now ORDER BY id DESC LIMIT 1) AS error,
                   (SELECT min(at) FROM "check" WHERE source = :source AND at <= :now AND id > coalesce(
                    (SELECT max(id) FROM "check" WHERE source = :source AND at <= :now
                     AND status NOT IN ('down', 'blocked', 'invalid', 'empty')), 0)) AS down_since,
                   (SELECT count(*) FROM document WHERE source = :source AND first_seen <= :now) AS documents
        """
        found: sqlite3.Row = self._connection.execute(query, {"source": source, "now": to_text(now)}).fetchone()
        return found
