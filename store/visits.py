"""The visits that tell something about lately: years of routine visits need not be read to answer for a week."""

import sqlite3
from collections.abc import Iterator
from datetime import datetime

from store.connect import distinct
from store.due import FAILED
from store.moments import to_text
from store.outages import ITEMS

_GOOD = f"status NOT IN ({', '.join(repr(status.value) for status in sorted(FAILED))}, 'empty')"
_OF = 'FROM "check" WHERE source = :source AND at <= :moment'


def telling(connection: sqlite3.Connection, since: datetime, at: datetime) -> list[sqlite3.Row]:
    """Rows of the visits up to ``at`` from which outages after ``since`` follow, oldest first, each once.

    For each source: those that brought its last news before ``since`` (its pauses are judged by them), every visit
    since then, and its last visit that was answered.
    """
    names = [row[0] for row in connection.execute(distinct("check", "source"))]
    rows = {row["id"]: row for name in names for row in _of(connection, name, to_text(since), to_text(at))}
    return sorted(rows.values(), key=lambda row: (row["at"], row["id"]))


def _of(connection: sqlite3.Connection, source: str, since: str, at: str) -> Iterator[sqlite3.Row]:
    before, now = {"source": source, "moment": since}, {"source": source, "moment": at}
    news = connection.execute(f"SELECT * {_OF} AND new > 0 ORDER BY id DESC LIMIT {ITEMS + 1}", before).fetchall()
    yield from news
    good = connection.execute(f"SELECT * {_OF} AND {_GOOD} ORDER BY id DESC LIMIT 1", before).fetchone()
    first = news[0]["id"] if news else good["id"] if good else 0
    yield from connection.execute(f"SELECT * {_OF} AND id > :first", {**now, "first": first})
    yield from connection.execute(f"SELECT * {_OF} AND {_GOOD} ORDER BY id DESC LIMIT 1", now)
