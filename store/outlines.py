"""Claims as far as they decide which others they may be joined with, looked up by what joins them."""

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any

from nlp.types import ClaimType
from store import rows
from store.moments import to_text
from store.places import LONGEST
from store.types import Outline, Reference

Text = tuple[int, str]  # a document, and the type of the claims wanted of it
Place = tuple[str, str, int, int]  # type, tag, first day and last: store.places

# CROSS JOIN is SQLite's word for "in this order".
_KNOWN = "JOIN reading g ON g.revision = r.id WHERE g.relevant AND r.known_at <= :at"
_OF_TYPE = (
    f"SELECT c.revision, c.ordinal FROM claim c CROSS JOIN revision r ON r.id = c.revision {_KNOWN} AND c.type = :type"
)
_IN_TEXTS = f"""
    SELECT {rows.OUTLINE} FROM json_each(:texts) t CROSS JOIN revision r ON r.document = t.value ->> 0
    CROSS JOIN claim c ON c.revision = r.id AND c.type = t.value ->> 1 {_KNOWN}
"""
_AT = f"""
    WITH place(type, tag, low, high) AS MATERIALIZED
      (SELECT value ->> 0, value ->> 1, value ->> 2, value ->> 3 FROM json_each(:places)),
    met AS MATERIALIZED
      (SELECT DISTINCT t.revision, t.ordinal FROM place p CROSS JOIN claimtag t ON t.type = p.type AND t.tag = p.tag
       AND t.last >= p.low AND t.last <= p.high + {LONGEST} AND t.first <= p.high)
    SELECT {rows.OUTLINE} FROM met m CROSS JOIN claim c ON c.revision = m.revision AND c.ordinal = m.ordinal
    CROSS JOIN revision r ON r.id = c.revision {_KNOWN}
"""


class Outlines:
    """The claims of every revision known at a moment, whichever stands; each is given once. For one transaction."""

    def __init__(self, connection: sqlite3.Connection, at: datetime) -> None:
        self._connection, self._at = connection, at
        self._given: set[Reference] = set()

    def of_type(self, kind: ClaimType) -> Iterable[Reference]:
        """All of one type, given or not."""
        return self._rows(_OF_TYPE, {"type": kind})

    def in_texts(self, texts: Iterable[Text]) -> Iterable[Outline]:
        """Those of one type in any revision of a document."""
        return self._fresh(_IN_TEXTS, {"texts": json.dumps([*texts])})

    def met(self, places: Iterable[Place]) -> Iterable[Outline]:
        """Those that can be met at some of ``places``; a day more or less, where the topic's is not UTC's."""
        wide = [(kind, tag, first - 1, last + 1) for kind, tag, first, last in places]
        return self._fresh(_AT, {"places": json.dumps(wide)})

    def _fresh(self, query: str, values: Mapping[str, Any]) -> Iterator[Outline]:
        for row in self._rows(query, values):
            if row[:2] not in self._given:
                self._given.add(row[:2])
                yield rows.outline(row)

    def _rows(self, query: str, values: Mapping[str, Any]) -> sqlite3.Cursor:
        cursor = self._connection.cursor()
        cursor.row_factory = None
        return cursor.execute(query, {"at": to_text(self._at), **values})
