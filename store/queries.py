"""The archive, reading side: the file is opened read-only, and nothing slow is imported."""

import json
import sqlite3
from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from typing import Any, cast

from crawler.types import DocumentKind, Source
from nlp.types import ActorFound, Claim
from store import rows, visits
from store.bodies import unpack
from store.connect import open_read_only, row_number
from store.due import History
from store.errors import ArchiveError, DocumentNotFoundError
from store.files import archive_file
from store.health import health
from store.moments import from_text, optional, to_text
from store.search import find
from store.types import Check, DocumentRow, Known, KnownClaim, Outline, Reference, RevisionRow, SearchHit, SourceHealth

_STANDING = """
    SELECT d.*, r.*, d.id AS document, r.id AS revision_id, coalesce(g.relevant, 0) AS relevant
    FROM revision r
    JOIN (SELECT document, max(number) AS number FROM revision WHERE known_at <= :at GROUP BY document) s
      ON s.document = r.document AND s.number = r.number
    JOIN document d ON d.id = r.document
    LEFT JOIN reading g ON g.revision = r.id
"""
_LISTED = "(SELECT value FROM json_each(:ids))"
_AMONG = f"WHERE g.relevant AND d.id IN {_LISTED}"
_FEW = 20_000  # documents from which reading all rows costs less than looking each up
_VISITS = 30
_ITEMS = 60


Linked = Callable[[Sequence[Outline], Collection[int]], Collection[Reference]]


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
            documents = {row.id: row for row in self._standing(at, "WHERE g.relevant")}
            claims, actors = tuple(self._claims(documents)), tuple(self._actors(documents))
            return Known(at, documents, claims, actors, tuple(self._checks(at, since)))

    def difference(self, since: datetime, at: datetime, linked: Linked) -> tuple[Known, Known]:
        """What was known at ``since`` and at ``at``, as far as what changed in between can depend on it.

        ``linked`` says which claims do, from the outlines of all of them and the documents revised in between.
        """
        with self._reading():
            changed = self._changed(since, at)
            wanted = linked(self._outlines(at), changed)
            numbers = self._documents_of(wanted) | changed
            now = {row.id: row for row in self._standing(at, _AMONG, ids=json.dumps([*numbers]))}
            old = {row.id: row for row in self._standing(since, _AMONG, ids=json.dumps([*changed]))}
            kept = {number: row for number, row in now.items() if number not in changed}
            claims = tuple(self._claims(now, wanted))
            stood = (*(c for c in claims if c.document in kept), *self._claims(old, wanted))
            ends = (since, kept | old, stood), (at, now, claims)
            before, after = (
                Known(moment, rows_, told, tuple(self._met(rows_, moment)), tuple(self._checks(moment, since)))
                for moment, rows_, told in ends
            )
            return before, after

    def document(self, number: int, at: datetime) -> DocumentRow:
        """One document as it stood at ``at``. Raises DocumentNotFoundError."""
        with self._reading():
            for row in self._standing(at, "WHERE d.id = :number", number=row_number(number)):
                return row
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
        query = f"{_STANDING} {where} ORDER BY d.id"  # ``where`` is one of ours
        found = self._connection.execute(query, {"at": to_text(at), **values}).fetchall()
        urls = self._urls([row["document"] for row in found])
        return (rows.document(row, tuple(urls[row["document"]])) for row in found)

    def _urls(self, documents: list[int]) -> dict[int, list[str]]:
        urls: dict[int, list[str]] = defaultdict(list)
        query = f"SELECT url, document FROM documenturl WHERE document IN {_LISTED} ORDER BY rowid"
        for url, document in self._connection.execute(query, {"ids": json.dumps(documents)}):
            urls[document].append(url)
        return urls

    def _changed(self, since: datetime, at: datetime) -> set[int]:
        query = "SELECT DISTINCT document FROM revision WHERE known_at > ? AND known_at <= ?"
        return {row[0] for row in self._connection.execute(query, (to_text(since), to_text(at)))}

    def _outlines(self, at: datetime) -> list[Outline]:
        cursor = self._connection.cursor()
        cursor.row_factory = None
        return [rows.outline(row) for row in cursor.execute(rows.OUTLINE, (to_text(at),))]

    def _documents_of(self, claims: Collection[Reference]) -> set[int]:
        query = f"SELECT DISTINCT document FROM revision WHERE id IN {_LISTED}"
        revisions = json.dumps([*{revision for revision, _ in claims}])
        return {row[0] for row in self._connection.execute(query, {"ids": revisions})}

    def _met(self, documents: dict[int, DocumentRow], at: datetime) -> Iterator[ActorFound]:
        """The actors of ``documents``; those of no topic are there as soon as any document had met them."""
        here = list(self._actors(documents))
        strangers = json.dumps([actor.id for actor in here if not actor.known])
        among = (
            f"WHERE g.relevant AND EXISTS (SELECT 1 FROM appearance a WHERE a.revision = r.id AND a.actor IN {_LISTED})"
        )
        elsewhere = {row.id: row for row in self._standing(at, among, ids=strangers)}
        met = {actor.id for actor in here}
        return iter((*here, *(actor for actor in self._actors(elsewhere) if actor.id not in met)))

    def _claims(
        self, documents: dict[int, DocumentRow], wanted: Collection[Reference] | None = None
    ) -> Iterator[KnownClaim]:
        by_revision = {row.revision_id: row for row in documents.values()}
        chains = _chains(documents)
        cursor = self._connection.cursor()
        cursor.row_factory = None  # plain tuples
        of_some = "" if wanted is None else f"WHERE revision IN {_LISTED}"
        query = f"SELECT revision, {rows.CLAIM} FROM claim {of_some} ORDER BY revision, ordinal"
        values = {} if wanted is None else {"ids": json.dumps([*by_revision])}
        for revision, *row in cursor.execute(query, values):
            if wanted is not None and (revision, row[0]) not in wanted:
                continue
            if of := by_revision.get(revision):
                yield rows.known_claim(
                    cast(rows.ClaimCells, row), of, chains.get(of.notice.id, ()) if of.notice else ()
                )

    def _claims_of(self, revision: int, text: str) -> tuple[Claim, ...]:
        query = f"SELECT {rows.CLAIM} FROM claim WHERE revision = ? ORDER BY ordinal"
        found = self._connection.execute(query, (revision,))
        return tuple(rows.claim(cast(rows.ClaimCells, tuple(row)), text) for row in found)

    def _actors(self, documents: dict[int, DocumentRow]) -> Iterator[ActorFound]:
        by_revision = {row.revision_id: row for row in documents.values()}
        first: dict[str, int] = {}  # revision in which each actor was met first
        cursor = self._connection.cursor()
        cursor.row_factory = None
        few = len(documents) < _FEW
        query = (
            f"SELECT revision, actor FROM appearance {f'WHERE revision IN {_LISTED}' if few else ''} ORDER BY revision"
        )
        values = {"ids": json.dumps([*by_revision])} if few else {}
        for revision, actor in cursor.execute(query, values):
            if actor not in first and revision in by_revision:
                first[actor] = revision
        one = "SELECT * FROM appearance WHERE revision = ? AND actor = ?"
        found = [self._connection.execute(one, (revision, actor)).fetchone() for actor, revision in first.items()]
        found.sort(key=lambda row: (row["revision"], row["start"]))
        return (rows.actor(row, by_revision[row["revision"]].text) for row in found)

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


def _chains(documents: dict[int, DocumentRow]) -> dict[str, tuple[str, ...]]:
    """Number of each notice → all numbers of its chain: corrections, cancellation, award, one procedure."""
    groups: dict[str, set[str]] = {}
    for row in documents.values():
        if row.notice:
            names = {row.notice.id, *row.notice.related, *row.notice.same_as}
            names |= {row.notice.procedure} if row.notice.procedure else set()
            merged = names.union(*(groups.get(name, set()) for name in names))
            groups.update(dict.fromkeys(merged, merged))
    return {name: tuple(sorted(group)) for name, group in groups.items()}
