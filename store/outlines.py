"""Claims as far as they decide which others they may be joined with, looked up by what joins them."""

import json
import sqlite3
from collections.abc import Collection, Iterable, Mapping
from datetime import date, datetime
from typing import Any

from nlp.types import ClaimType
from store import rows
from store.days import LONGEST
from store.moments import to_text
from store.types import Outline

# CROSS JOIN is SQLite's word for "in this order".
_KNOWN = "JOIN reading g ON g.revision = r.id WHERE g.relevant AND r.known_at <= :at"
_CLAIMS = f"SELECT {rows.OUTLINE} FROM claim c CROSS JOIN revision r ON r.id = c.revision {_KNOWN}"
_OF_DOCUMENTS = f"""
    SELECT {rows.OUTLINE} FROM json_each(:numbers) n CROSS JOIN revision r ON r.document = n.value
    CROSS JOIN claim c ON c.revision = r.id {_KNOWN}
"""
_TOLD = "coalesce(r.published, r.known_at)"
_DATED = f"c.type = :type AND c.first BETWEEN :low - {LONGEST} AND :high AND c.last >= :low"
_UNDATED = f"c.type = :type AND c.first IS NULL AND {_TOLD} >= :dawn AND {_TOLD} < :dusk"


class Outlines:
    """The claims of every revision known at a moment, whichever stands. For the time of one transaction."""

    def __init__(self, connection: sqlite3.Connection, at: datetime) -> None:
        self._connection, self._at = connection, at

    def of_documents(self, numbers: Collection[int]) -> Iterable[Outline]:
        """All that the documents say."""
        return self._found(_OF_DOCUMENTS, {"numbers": json.dumps([*numbers])})

    def of_type(self, kind: ClaimType) -> Iterable[Outline]:
        """All of one type."""
        return self._found(f"{_CLAIMS} AND c.type = :type", {"type": kind})

    def of_days(self, kind: ClaimType, low: int, high: int) -> Iterable[Outline]:
        """Those of one type that say a day from ``low`` to ``high``, or were said on one without a date."""
        dawn, dusk = (date.fromordinal(day).isoformat() for day in (low - 1, high + 2))  # whatever the time zone
        yield from self._found(f"{_CLAIMS} AND {_DATED}", {"type": kind, "low": low, "high": high})
        yield from self._found(f"{_CLAIMS} AND {_UNDATED}", {"type": kind, "dawn": dawn, "dusk": dusk})

    def of_procedure(self, kind: ClaimType, procedure: str) -> Iterable[Outline]:
        """Those of one type that name a procedure."""
        named = "c.procedure = :procedure AND c.type = :type"
        return self._found(f"{_CLAIMS} AND {named}", {"type": kind, "procedure": procedure})

    def _found(self, query: str, values: Mapping[str, Any]) -> list[Outline]:
        cursor = self._connection.cursor()
        cursor.row_factory = None
        return [rows.outline(row) for row in cursor.execute(query, {"at": to_text(self._at), **values})]
