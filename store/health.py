"""How a source does, from its visits. Pure."""

import sqlite3

from crawler.types import Source
from store.due import History, next_due, silent_since
from store.moments import optional
from store.types import SourceHealth


def health(source: Source, history: History, facts: sqlite3.Row) -> SourceHealth:
    """The row of ``veilleur sources``."""
    last = history.visits[0] if history.visits else None
    return SourceHealth(
        name=source.name,
        status=last[1] if last else None,
        last_check=last[0] if last else None,
        last_success=optional(facts["success"]),
        last_new=history.items[0] if history.items else None,
        down_since=optional(facts["down_since"]),
        silent_since=silent_since(history),
        documents=facts["documents"],
        error=facts["error"] or "",
        next_due=next_due(source, history) if source.enabled else None,
    )
