"""The archive, writing side. Whoever opens a transaction is the caller; nothing here commits."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any, Self

from sqlalchemy import create_engine, event
from sqlalchemy.exc import SQLAlchemyError
from sqlmodel import Session, col, func, select

from crawler.types import Job, Source, Validators
from nlp.duplicates import Candidates
from store.due import failing, is_due
from store.errors import ArchiveError, reason
from store.files import archive_file
from store.moments import optional
from store.schema import address, migrate
from store.tables import CheckRow, Signature, ValidatorRow
from store.transaction import Transaction
from store.types import Unread

_BUSY_MS = 30_000


class Archive:
    """One archive file, created or brought to today's schema when opened. Raises ArchiveError."""

    def __init__(self, url: str) -> None:
        self.path = archive_file(url)
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise ArchiveError(f"{self.path}: {error.strerror}") from error
        migrate(self.path)
        self._engine = create_engine(address(self.path))
        event.listen(self._engine, "connect", _prepare)
        event.listen(self._engine, "begin", _begin_immediate)
        self._forget_texts()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the file."""
        self._engine.dispose()

    @contextmanager
    def transaction(self) -> Iterator[Transaction]:
        """One write transaction (BEGIN IMMEDIATE): committed at the end, rolled back on an error."""
        try:
            with Session(self._engine, expire_on_commit=False) as session, session.begin():
                yield Transaction(session, self._known_texts(session))
                self._newest_text = _newest_text(session)
        except SQLAlchemyError as error:
            self._forget_texts()
            raise ArchiveError(f"{self.path}: {reason(error)}") from error
        except BaseException:
            self._forget_texts()  # they may have been rolled back
            raise

    def jobs(self, sources: Iterable[Source], now: datetime, everything: bool = False) -> list[Job]:
        """The enabled sources that are due at ``now`` (or all), each with its validators.

        A source that stands in for another is due only while that one fails.
        A source whose server asked not to come back before some moment is never visited before it.
        """
        with self.transaction() as tx:
            enabled = [source for source in sources if source.enabled and _wanted(tx, source)]
            due = [source for source in enabled if is_due(source, tx.history(source.name), now, everything)]
            return [Job(source, _validators(tx.session, source)) for source in due]

    def unread(self, after: int = 0, limit: int | None = None) -> list[Unread]:
        """The next revisions without a reading, oldest first: new ones, and those a crash left behind."""
        with self.transaction() as tx:
            return tx.unread(after, limit)

    def texts_after(self, revision: int, limit: int) -> list[Unread]:
        """The next revisions, read or not, in the order in which they came."""
        with self.transaction() as tx:
            return tx.texts_after(revision, limit)

    def last_moment(self) -> datetime | None:
        """When a source was visited last; None for an archive that has seen nothing."""
        with self.transaction() as tx:
            return optional(tx.session.exec(select(func.max(CheckRow.at))).one())

    def _known_texts(self, session: Session) -> Candidates:
        """Signatures of all texts: those of the last transaction, and what other writers added since."""
        for row in session.exec(select(Signature).where(col(Signature.document) > self._newest_text)):
            self._candidates.add(row.document, row.hashes)
        return self._candidates

    def _forget_texts(self) -> None:
        self._candidates, self._newest_text = Candidates(), 0


def _newest_text(session: Session) -> int:
    """Numbers of documents only grow, and one writer writes at a time."""
    return session.exec(select(func.max(Signature.document))).one() or 0


def _wanted(tx: Transaction, source: Source) -> bool:
    """A fallback that failed itself is tried until it answers, so that its outage ends."""
    return not source.fallback_of or any(failing(tx.history(name)) for name in (source.fallback_of, source.name))


def _validators(session: Session, source: Source) -> dict[str, Validators]:
    rows = session.exec(select(ValidatorRow).where(ValidatorRow.source == source.name))
    return {row.url: _validator(row) for row in rows}


def _validator(row: ValidatorRow) -> Validators:
    fetched, published = optional(row.fetched_at), optional(row.published)
    return Validators(row.url, row.etag, row.last_modified, row.sha256, fetched, row.key, published)


def _prepare(raw: Any, _: Any) -> None:
    raw.isolation_level = None  # SQLAlchemy's own BEGIN is replaced below
    for pragma in ("foreign_keys = ON", f"busy_timeout = {_BUSY_MS}", "synchronous = NORMAL"):
        raw.execute(f"PRAGMA {pragma}")


def _begin_immediate(connection: Any) -> None:
    connection.exec_driver_sql("BEGIN IMMEDIATE")
