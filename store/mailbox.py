"""The second database file, beside the archive and never served: mails on their way, and readers' own marks.

Plain sqlite3: it is small, and ``changes --since-last`` must stay quick.
"""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Self

from store.connect import row_number
from store.errors import ArchiveError
from store.files import archive_file
from store.moments import from_text, optional, to_text
from store.types import Delivery, DeliveryState

_VERSION = 1
_SCHEMA = """
CREATE TABLE delivery (
    id INTEGER PRIMARY KEY,
    subscriber TEXT NOT NULL,
    slot TEXT NOT NULL,
    since TEXT NOT NULL,
    until TEXT NOT NULL,
    state TEXT NOT NULL,
    message_id TEXT NOT NULL UNIQUE,
    message BLOB NOT NULL,
    attempts INTEGER NOT NULL DEFAULT 0,
    error TEXT NOT NULL DEFAULT '',
    updated_at TEXT NOT NULL,
    facts TEXT NOT NULL DEFAULT '[]',
    UNIQUE (subscriber, slot)
);
CREATE TABLE mark (name TEXT PRIMARY KEY, at TEXT NOT NULL);
"""


def beside(archive_url: str) -> Path:
    """``veilleur.db`` → ``veilleur.mail.db``."""
    return archive_file(archive_url).with_suffix(".mail.db")


class Mailbox:
    """Deliveries and marks. Each method is one transaction: a state is on disk before anything is sent."""

    def __init__(self, path: Path) -> None:
        self.path = path
        try:
            self._connection = sqlite3.connect(path, isolation_level=None, timeout=30)
            self._connection.row_factory = sqlite3.Row
            self._connection.execute("PRAGMA journal_mode = WAL")
            self._create()
        except sqlite3.Error as error:
            raise ArchiveError(f"{path}: {error}") from error

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._connection.close()

    def put(self, delivery: Delivery) -> bool:
        """Queue a mail; False when this subscriber's slot was filled before."""
        values = (
            delivery.subscriber,
            to_text(delivery.slot),
            to_text(delivery.since),
            to_text(delivery.until),
            delivery.state,
            delivery.message_id,
            delivery.message,
            to_text(delivery.updated_at),
            json.dumps(delivery.facts, ensure_ascii=False),
        )
        query = """INSERT OR IGNORE INTO delivery
                   (subscriber, slot, since, until, state, message_id, message, updated_at, facts)
                   VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"""
        with self._writing():
            return self._connection.execute(query, values).rowcount == 1

    def mark_state(self, delivery: int, state: DeliveryState, now: datetime, error: str = "") -> None:
        """Move a mail on; ``sending`` counts an attempt."""
        query = """UPDATE delivery SET state = ?, error = ?, updated_at = ?, attempts = attempts + (? = 'sending')
                   WHERE id = ?"""
        with self._writing():
            self._connection.execute(query, (state, error, to_text(now), state, delivery))

    def waiting(self) -> list[Delivery]:
        """Mails not known to have arrived, oldest first: pending, failed, and what a crash left in ``sending``."""
        return self._deliveries("WHERE state NOT IN ('sent', 'skipped') ORDER BY id")

    def all(self) -> list[Delivery]:
        """Every mail ever prepared, oldest first."""
        return self._deliveries("ORDER BY id")

    def retry(self, delivery: int, now: datetime) -> bool:
        """Let a mail that failed, or may not have arrived, leave again; False when there is no such mail."""
        query = """UPDATE delivery SET state = 'pending', attempts = 0, updated_at = ?
                   WHERE id = ? AND state IN ('failed', 'unknown')"""
        with self._writing():
            return self._connection.execute(query, (to_text(now), row_number(delivery))).rowcount == 1

    def of(self, subscriber: str) -> list[Delivery]:
        """Every mail to one subscriber, oldest first."""
        return self._deliveries("WHERE subscriber = ? ORDER BY slot", subscriber)

    def last_slot(self, subscriber: str, before: datetime | None = None) -> datetime | None:
        """The newest slot filled for a subscriber, before some moment if asked."""
        query = "SELECT max(slot) FROM delivery WHERE subscriber = ? AND slot < ?"
        limit = to_text(before) if before else "9999"
        return optional(self._read(query, subscriber, limit)[0][0])

    def last_moment(self) -> datetime | None:
        """The end of what any mail tells."""
        return optional(self._read("SELECT max(until) FROM delivery")[0][0])

    def last_mark(self, name: str) -> datetime | None:
        """Where a reader stopped reading the changes."""
        found = self._read("SELECT at FROM mark WHERE name = ?", name)
        return from_text(found[0][0]) if found else None

    def set_mark(self, name: str, at: datetime) -> None:
        """Remember where a reader stopped; nothing else moves."""
        with self._writing():
            self._connection.execute("INSERT OR REPLACE INTO mark (name, at) VALUES (?, ?)", (name, to_text(at)))

    def _create(self) -> None:
        with self._writing():
            found = self._connection.execute("PRAGMA user_version").fetchone()[0]
            if found == _VERSION:
                return
            if found:
                raise ArchiveError(f"{self.path}: mailbox schema {found}, but {_VERSION} is needed")
            for statement in _SCHEMA.split(";"):
                self._connection.execute(statement)
            self._connection.execute(f"PRAGMA user_version = {_VERSION}")

    @contextmanager
    def _writing(self) -> Iterator[None]:
        with self._told():
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield
            except BaseException:
                self._connection.execute("ROLLBACK")
                raise
            self._connection.execute("COMMIT")

    @contextmanager
    def _told(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.Error as error:
            raise ArchiveError(f"{self.path}: {error}") from error

    def _read(self, query: str, *values: str) -> list[sqlite3.Row]:
        with self._told():
            return self._connection.execute(query, values).fetchall()

    def _deliveries(self, where: str, *values: str) -> list[Delivery]:
        return [_delivery(row) for row in self._read(f"SELECT * FROM delivery {where}", *values)]


def _delivery(row: sqlite3.Row) -> Delivery:
    return Delivery(
        id=row["id"],
        subscriber=row["subscriber"],
        slot=from_text(row["slot"]),
        since=from_text(row["since"]),
        until=from_text(row["until"]),
        state=DeliveryState(row["state"]),
        message_id=row["message_id"],
        message=row["message"],
        attempts=row["attempts"],
        error=row["error"],
        updated_at=from_text(row["updated_at"]),
        facts=tuple((kind, text) for kind, text in json.loads(row["facts"])),
    )
