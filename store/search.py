"""Full-text search: words, "phrases", -not, OR, prefix*. A query can be odd; it is never an error."""

import re
import sqlite3
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from crawler.types import DocumentKind
from store.moments import optional, to_text
from store.snippets import snippet
from store.types import SearchHit
from store.words import completed, fold, indexed, normal, tokens

_PART = re.compile(r'(-?)(?:"([^"]*)"|(\S+))')
_TITLE_WEIGHT = 5.0

_FILTERS = {
    "since": "r.published >= :since",
    "until": "r.published <= :until",
    "actor": "EXISTS (SELECT 1 FROM appearance a WHERE a.revision = r.id AND a.actor = :actor)",
    "source": "EXISTS (SELECT 1 FROM documentkey k WHERE k.document = d.id AND k.source = :source)",
    "kind": "d.kind = :kind",
}
_ORDERS = {
    # what is about the affair comes before what was only looked at
    "relevance": f"coalesce(g.relevant, 0) DESC, bm25(search, {_TITLE_WEIGHT}, 1.0), r.published DESC, r.id DESC",
    "newest": "r.published DESC, r.id DESC",
}


@dataclass(frozen=True, slots=True)
class Parsed:
    """A query in the language of FTS5, and the word forms to mark in snippets."""

    match: str  # "" when there is nothing to look for
    words: frozenset[str]


def parse(query: str) -> Parsed:
    """Turn what people type into FTS5: terms are ANDed, ``OR`` joins its neighbours, ``-`` excludes."""
    groups: list[list[str]] = []
    excluded: list[str] = []
    words: set[str] = set()
    joined = False
    for minus, phrase, word in _PART.findall(unicodedata.normalize("NFC", query)):
        if word == "OR" and not minus:
            joined = bool(groups)
            continue
        if not (term := _term(phrase, word)):
            continue
        if minus:
            excluded.append(term)
        else:
            _add(groups, term, joined)
            words |= {normal(token) for _, _, token in tokens(phrase or word)}
        joined = False
    return Parsed(_match(groups, excluded), frozenset(words))


def _term(phrase: str, word: str) -> str:
    if word.endswith("*"):
        return _prefix(word)
    forms = indexed(phrase or word)
    return f'"{forms}"' if forms else ""


def _prefix(word: str) -> str:
    """``hébergem*``: the index holds stems, so the beginning is tried as typed, stemmed, and completed."""
    *before, last = [token for _, _, token in tokens(word)] or [""]
    if not last:
        return ""
    lead = "".join(f"{normal(token)} " for token in before)
    begun = [f'"{lead}{stem}"*' for stem in (fold(last), normal(last))]
    whole = [f'"{lead}{stem}"' for stem in completed(last)]
    return f"({' OR '.join(begun + whole)})"


def _add(groups: list[list[str]], term: str, joined: bool) -> None:
    if joined:
        groups[-1].append(term)
    else:
        groups.append([term])


def _match(groups: list[list[str]], excluded: list[str]) -> str:
    if not groups:
        return ""
    wanted = " AND ".join(f"({' OR '.join(group)})" for group in groups)
    return f"({wanted}) NOT ({' OR '.join(excluded)})" if excluded else wanted


def find(
    connection: sqlite3.Connection,
    query: str,
    as_of: datetime,
    filters: Mapping[str, Any],
    order: str,
    limit: int,
) -> list[SearchHit]:
    """Documents whose revision standing at ``as_of`` matches."""
    parsed = parse(query)
    if not parsed.match:
        return []
    values = {"match": parsed.match, "as_of": to_text(as_of), "limit": limit, **_values(filters)}
    found = connection.execute(_statement(filters, order), values)
    return [_hit(row, parsed.words) for row in found]


def _statement(filters: Mapping[str, Any], order: str) -> str:
    wanted = " ".join(f"AND {_FILTERS[name]}" for name, value in filters.items() if value is not None)
    return f"""
        SELECT d.id, d.source, d.kind, r.title, r.url, r.published, r.text, coalesce(g.relevant, 0) AS relevant
        FROM search JOIN revision r ON r.id = search.rowid JOIN document d ON d.id = r.document
        LEFT JOIN reading g ON g.revision = r.id
        WHERE search MATCH :match AND r.known_at <= :as_of {wanted}
          AND NOT EXISTS (SELECT 1 FROM revision n
                          WHERE n.document = r.document AND n.number > r.number AND n.known_at <= :as_of)
        ORDER BY {_ORDERS[order]} LIMIT :limit
    """  # every part is one of ours; values are bound


def _values(filters: Mapping[str, Any]) -> dict[str, Any]:
    return {
        name: to_text(value) if isinstance(value, datetime) else str(value).encode(errors="replace").decode()
        for name, value in filters.items()
        if value is not None
    }


def _hit(row: sqlite3.Row, words: frozenset[str]) -> SearchHit:
    return SearchHit(
        id=row["id"],
        title=row["title"],
        url=row["url"],
        source=row["source"],
        kind=DocumentKind(row["kind"]),
        published=optional(row["published"]),
        snippet=snippet(row["text"], words),
        relevant=bool(row["relevant"]),
    )
