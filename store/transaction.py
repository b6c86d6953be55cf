"""What can be written in one transaction."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import ColumnElement, and_
from sqlmodel import Session, col, select

from crawler.types import Document, Fetched, Gathered, Source
from nlp.duplicates import CONFIRMED, Candidates, containment, shingles, signature
from nlp.types import Reading
from store import content, read_rows, reparse
from store.bodies import pack
from store.due import History
from store.moments import from_text, optional, to_text
from store.tables import (
    Body,
    CheckRow,
    DocumentKey,
    DocumentUrl,
    Fetch,
    NoticeId,
    ReadingRow,
    Revision,
    SearchText,
    Signature,
)
from store.tables import Document as DocumentTable
from store.types import Outcome, Recorded, Unread
from store.words import indexed

_VISITS = 30
_ITEMS = 60


class Transaction:
    """Writes of one transaction; each method is one verb of the cycle."""

    def __init__(self, session: Session, candidates: Candidates) -> None:
        self.session = session
        self._candidates = candidates

    def record_fetched(self, fetched: Fetched) -> None:
        """Keep a raw answer; the same body from the same place is kept once."""
        if self.session.get(Body, fetched.sha256) is None:
            self.session.add(Body(sha256=fetched.sha256, size=len(fetched.body), data=pack(fetched.body)))
            self.session.flush()
        row = content.fetch_row(fetched)
        same = (Fetch.source == row.source, Fetch.url == row.url, Fetch.role == row.role)
        kept = select(Fetch.id).where(*same, Fetch.sha256 == row.sha256, Fetch.context == row.context)
        if self.session.exec(kept).first() is None:
            self.session.add(row)

    def record_document(
        self,
        document: Document,
        source: Source,
        now: datetime,
        silent: bool = False,
        standing: Collection[str] | None = None,
    ) -> Recorded:
        """Keep what a source says now: a new document, a revision of one, or nothing new.

        One document may come from several sources: by key, by any address, or by the number of its notice. The source
        that gave it first is the one that revises it, while it is among ``standing`` (the sources still read; None =
        all); a source that was renamed or replaced leaves its documents to the one that lists them now.
        """
        known = self._find(document)
        if known is None:
            return self._new(document, source, now, silent)
        self._add_names(document, known)
        newest = self._newest(known)
        owner = self.session.get_one(DocumentTable, known)
        if standing is not None and owner.source not in standing:
            owner.source, owner.key = document.source, document.key
        if owner.source != document.source or not content.differs(newest, document):
            return Recorded(known, newest.id or 0, Outcome.UNCHANGED)
        revision = self._add_revision(document, known, newest.number + 1, now)
        return Recorded(known, revision, Outcome.REVISED)

    def answers(self) -> list[int]:
        """Numbers of the raw answers kept, in the order in which they came."""
        return reparse.answers(self.session)

    def answer(self, number: int) -> Fetched:
        """One raw answer, as its parser was given it."""
        return reparse.answer(self.session, number)

    def correct_document(
        self, document: Document, source: Source, fetched: Fetched, now: datetime, silent: bool
    ) -> Outcome:
        """Keep what today's parser reads in archived bytes: what stood is put right, what was missed is new ``now``."""
        known = self._find(document)
        if known is None:
            return self._new(document, source, now, silent).outcome
        owner = self.session.get_one(DocumentTable, known)
        changed = owner.source == document.source and reparse.correct(self.session, known, document, fetched.fetched_at)
        return Outcome.REVISED if changed else Outcome.UNCHANGED

    def record_reading(self, revision: int, reading: Reading, now: datetime) -> None:
        """Keep how a revision reads. An older reading is replaced; the moment it was known stays the revision's."""
        read_rows.remove(self.session, revision)
        row = self.session.get_one(Revision, revision)
        self.session.add_all(read_rows.of(revision, from_text(row.published or row.known_at), reading, now))

    def record_gathered(self, gathered: Gathered, new: int, revised: int, now: datetime) -> None:
        """Keep one visit to one source, and what its next visit needs."""
        retry_after = to_text(gathered.retry_after) if gathered.retry_after else None
        self.session.add(
            CheckRow(
                source=gathered.source,
                at=to_text(now),
                status=gathered.status,
                fetched=len(gathered.fetched),
                new=new,
                revised=revised,
                error=gathered.error,
                requests=gathered.requests,
                retry_after=retry_after,
            )
        )
        for validators in gathered.validators:
            self.session.merge(content.validator_row(gathered.source, validators))

    def history(self, source: str) -> History:
        """What the decision "is it due?" rests on."""
        newest = select(CheckRow).where(CheckRow.source == source).order_by(col(CheckRow.id).desc())
        checks = list(self.session.exec(newest.limit(_VISITS)))
        seen = select(DocumentTable.first_seen).where(DocumentTable.source == source).distinct()
        items = self.session.exec(seen.order_by(col(DocumentTable.first_seen).desc()).limit(_ITEMS))
        visits = [content.visit(check) for check in checks]
        retry_after = optional(checks[0].retry_after) if checks else None
        return History(visits, [from_text(item) for item in items], retry_after)

    def unread(self, after: int = 0, limit: int | None = None) -> list[Unread]:
        """The next ``limit`` revisions past ``after`` without a reading, oldest first."""
        waiting = col(Revision.id).not_in(select(ReadingRow.revision))
        return self._texts(and_(col(Revision.id) > after, waiting), limit)

    def texts_after(self, revision: int, limit: int) -> list[Unread]:
        """The next ``limit`` revisions, read or not, in the order in which they came."""
        return self._texts(col(Revision.id) > revision, limit)

    def _texts(self, which: ColumnElement[bool], limit: int | None = None) -> list[Unread]:
        query = (
            select(Revision, DocumentTable)
            .join(DocumentTable, col(DocumentTable.id) == col(Revision.document))
            .where(which)
            .order_by(col(Revision.id))
            .limit(limit)
        )
        return [content.unread(revision, row) for revision, row in self.session.exec(query)]

    def _find(self, document: Document) -> int | None:
        by_key = self.session.get(DocumentKey, (document.source, document.key))
        if by_key:
            return by_key.document
        if document.notice:
            numbers = col(NoticeId.number).in_(content.notice_numbers(document))
            return self.session.exec(select(NoticeId.document).where(numbers)).first()
        urls = col(DocumentUrl.url).in_(url for url in (document.url, *document.urls) if url)
        return self.session.exec(select(DocumentUrl.document).where(urls)).first()

    def _new(self, document: Document, source: Source, now: datetime, silent: bool) -> Recorded:
        row = content.document_row(document, source, now, silent)
        self.session.add(row)
        self.session.flush()
        number = row.id or 0
        row.origin = self._origin(number, document.text)
        self._add_names(document, number)
        return Recorded(number, self._add_revision(document, number, 1, now), Outcome.NEW)

    def _origin(self, number: int, text: str) -> int:
        """The oldest document that this text repeats, else itself; never changed later, so as-of holds."""
        found = shingles(text)
        hashes = signature(found)
        origin = next((o for c in self._candidates.of(hashes) if (o := self._repeats(c, found))), number)
        self._candidates.add(number, hashes)
        self.session.add(Signature(document=number, hashes=hashes))
        return origin

    def _repeats(self, candidate: int, found: frozenset[bytes]) -> int | None:
        first = select(Revision.text).where(Revision.document == candidate, Revision.number == 1)
        text = self.session.exec(first).one()
        if containment(found, shingles(text)) < CONFIRMED:
            return None
        return self.session.get_one(DocumentTable, candidate).origin

    def _add_names(self, document: Document, number: int) -> None:
        self.session.merge(DocumentKey(source=document.source, key=document.key, document=number))
        for url in (document.url, *document.urls):
            if url and self.session.get(DocumentUrl, url) is None:
                self.session.add(DocumentUrl(url=url, document=number))
        for name in content.notice_numbers(document):
            if self.session.get(NoticeId, name) is None:
                self.session.add(NoticeId(number=name, document=number))
        self.session.flush()

    def _newest(self, document: int) -> Revision:
        query = select(Revision).where(Revision.document == document).order_by(col(Revision.number).desc())
        found = self.session.exec(query).first()
        assert found is not None  # a document always has its first revision
        return found

    def _add_revision(self, document: Document, number: int, ordinal: int, now: datetime) -> int:
        row = content.revision_row(document, number, ordinal, now)
        self.session.add(row)
        self.session.flush()
        revision = row.id or 0
        title, body = indexed(document.title), indexed(document.text)
        self.session.add(SearchText(revision=revision, title=title, body=body))
        return revision
