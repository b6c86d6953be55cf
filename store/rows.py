"""Rows of the reading side → domain values. Built for speed: 100,000 claims are loaded at once."""

import json
import sqlite3
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from decimal import Decimal
from functools import lru_cache
from typing import Any

from crawler.types import Authority, DocumentKind, Notice, SourceStatus
from nlp.types import (
    ActorFound,
    ActorKind,
    ActorRole,
    Claim,
    ClaimStatus,
    ClaimType,
    FuzzyDate,
    Mention,
    Reading,
)
from store import codec
from store.moments import from_text, optional
from store.types import Check, DocumentRow, KnownClaim, Outline, RevisionRow

_TYPES = {item.value: item for item in ClaimType}
_STATUSES = {item.value: item for item in ClaimStatus}
_KINDS = {item.value: item for item in DocumentKind}
_AUTHORITIES = {item.value: item for item in Authority}
_ANSWERS = {item.value: item for item in SourceStatus}

DOCUMENT = """
    d.id, r.number, d.source, d.publisher, d.authority, r.url, r.title, r.published, r.known_at, r.sha256, d.origin,
    d.silent, d.key, d.kind, r.text, r.summary, d.language, r.notice, r.id, d.first_seen, coalesce(g.relevant, 0),
    r.flags
"""  # of document d, revision r, reading g: in the order of the fields of DocumentRow
CLAIM = """
    c.revision, c.ordinal, c.type, c.status, c.procedure, c."when", c.actors, c.speaker, c.start, c."end", c.confidence,
    c.said, c.amount
"""
_new = tuple.__new__  # as KnownClaim._make, without counting the fields: a fifth of the time
Cells = tuple[Any, ...]  # one row; by position, which is a third faster than by name


def document(row: Cells) -> DocumentRow:
    """A document with the revision that stood at the moment asked for; ``row`` has the columns DOCUMENT."""
    number, revision, source, publisher, authority, url, title, published, known_at, sha256, origin, silent = row[:12]
    key, kind, text, summary, language, notice, revision_id, first_seen, relevant, flags = row[12:]
    known = from_text(known_at)
    seen = known if first_seen == known_at else from_text(first_seen)
    told = source, publisher, _AUTHORITIES[authority], url, title, optional(published), known, sha256, origin
    form = bool(silent), key, _KINDS[kind], text, summary, language, codec.decode(Notice, notice) if notice else None
    marks = tuple(json.loads(flags)) if flags != "[]" else ()
    return _new(DocumentRow, (number, revision, *told, *form, revision_id, seen, bool(relevant), (), marks))


class _Once(dict[str, Any]):
    """What texts say, each read once: half a lookup in a bounded cache, and gone when all are read."""

    def __init__(self, read: Callable[[str], Any]) -> None:
        self._read = read

    def __missing__(self, text: str) -> Any:
        found = self[text] = self._read(text)
        return found


def known_claims(found: Iterable[Cells], texts: Mapping[int, tuple[str, Cells]]) -> tuple[KnownClaim, ...]:
    """Claims in their order; ``found`` has the columns CLAIM, ``texts`` the text and the provenance of each revision.

    Those of other revisions are left out. In one comprehension: a call for each would be a tenth of the time.
    """
    types, statuses, when, roles, new = _TYPES, _STATUSES, _Once(_when), _Once(_actors), _new
    told = [
        new(
            KnownClaim,
            (
                ordinal,
                types[kind],
                statuses[status],
                procedure,
                date and when[date],
                roles[actors],
                speaker,
                start,
                end,
                sure,
                said and when[said],
                Decimal(amount) if amount else None,
                of[0][start:end],
            )
            + of[1],
        )
        for revision, ordinal, kind, status, procedure, date, actors, speaker, start, end, sure, said, amount in found
        if (of := texts.get(revision))
    ]
    return tuple(told)


def claim(row: Cells, text: str) -> Claim:
    """The same with all that was read; ``row`` has the columns CLAIM, and the rest."""
    _, _, kind, status, procedure, when, actors, speaker, start, end, confidence, said, amount, extra = row
    parts, span, field = json.loads(extra)
    return Claim(
        type=_TYPES[kind],
        status=_STATUSES[status],
        procedure=procedure,
        when=_when(when),
        actors=_actors(actors),
        speaker=speaker,
        quote=text[start:end],
        start=start,
        end=end,
        confidence=confidence,
        parts=tuple((name, value) for name, value in parts),
        said=_when(said),
        amount=Decimal(amount) if amount else None,
        when_span=(span[0], span[1]) if span else None,
        field=field,
    )


OUTLINE = """
    c.revision, c.ordinal, r.document, c.type, c.status, c.procedure, c.actors, c.first, c.last,
    coalesce(r.published, r.known_at)
"""  # of claim c, revision r


def outline(row: Cells) -> Outline:
    """A claim without its words; ``row`` has the columns OUTLINE."""
    revision, ordinal, document, kind, status, procedure, actors, first, last, published = row
    days = None if first is None else (first, last)
    told = _TYPES[kind], _STATUSES[status], procedure, _actors(actors), days, from_text(published)
    return Outline((revision, ordinal), document, *told)


@lru_cache(maxsize=50_000)
def _when(text: str | None) -> FuzzyDate | None:
    return codec.decode(FuzzyDate, text) if text else None


@lru_cache(maxsize=50_000)
def _actors(text: str) -> tuple[ActorRole, ...]:
    return tuple(ActorRole(item["id"], item["role"]) for item in json.loads(text))


def actor(row: sqlite3.Row, text: str) -> ActorFound:
    """An actor with the first place where it was met."""
    mention = Mention(row["start"], row["end"], text[row["start"] : row["end"]])
    return ActorFound(row["actor"], row["name"], ActorKind(row["kind"]), (mention,), bool(row["known"]))


def check(row: sqlite3.Row) -> Check:
    """One visit to one source."""
    return Check(
        source=row["source"],
        at=from_text(row["at"]),
        status=_ANSWERS[row["status"]],
        fetched=row["fetched"],
        new=row["new"],
        revised=row["revised"],
        error=row["error"],
        requests=row["requests"],
    )


def revision(row: sqlite3.Row, claims: tuple[Claim, ...]) -> RevisionRow:
    """One revision with its reading, if it was read."""
    reading = codec.decode(Reading, row["payload"]) if row["payload"] else None
    return RevisionRow(
        document=row["document"],
        revision=row["number"],
        revision_id=row["id"],
        title=row["title"],
        text=row["text"],
        published=optional(row["published"]),
        known_at=from_text(row["known_at"]),
        sha256=row["sha256"],
        notice=codec.decode(Notice, row["notice"]) if row["notice"] else None,
        reading=replace(reading, claims=claims) if reading else None,
    )
