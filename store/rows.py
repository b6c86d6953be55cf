"""Rows of the reading side → domain values. Built for speed: 100,000 claims are loaded at once."""

import json
import sqlite3
from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import lru_cache

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
ClaimCells = tuple[int, str, str, str | None, str | None, str, str | None, int, int, float, str]
CLAIM = 'ordinal, type, status, procedure, "when", actors, speaker, start, "end", confidence, extra'


def document(row: sqlite3.Row, urls: tuple[str, ...] = ()) -> DocumentRow:
    """A document with the revision that stood at the moment asked for."""
    return DocumentRow(
        id=row["document"],
        source=row["source"],
        key=row["key"],
        kind=_KINDS[row["kind"]],
        authority=_AUTHORITIES[row["authority"]],
        publisher=row["publisher"],
        url=row["url"],
        title=row["title"],
        published=optional(row["published"]),
        text=row["text"],
        summary=row["summary"],
        language=row["language"],
        notice=codec.decode(Notice, row["notice"]) if row["notice"] else None,
        revision=row["number"],
        revision_id=row["revision_id"],
        first_seen=from_text(row["first_seen"]),
        known_at=from_text(row["known_at"]),
        sha256=row["sha256"],
        origin=row["origin"],
        relevant=bool(row["relevant"]),
        silent=bool(row["silent"]),
        urls=urls,
        flags=tuple(json.loads(row["flags"])) if row["flags"] != "[]" else (),
    )


def known_claim(row: ClaimCells, of: DocumentRow, notices: tuple[str, ...]) -> KnownClaim:
    """One claim of the document ``of``; by position, which is a third faster than by name."""
    return KnownClaim(
        f"{of.id}.{of.revision}.{row[0]}",
        claim(row, of.text),
        of.id,
        of.revision,
        of.source,
        of.publisher,
        of.authority,
        of.kind,
        of.url,
        of.title,
        of.published,
        of.known_at,
        of.sha256,
        of.origin,
        of.silent,
        of.notice.id if of.notice else "",
        notices,
    )


def claim(row: ClaimCells, text: str) -> Claim:
    """One claim read in ``text``; ``row`` has the columns CLAIM."""
    _, kind, status, procedure, when, actors, speaker, start, end, confidence, extra = row
    parts, said, amount, span, field = _extra(extra)
    return Claim(
        _TYPES[kind],
        _STATUSES[status],
        procedure,
        _when(when),
        _actors(actors),
        speaker,
        text[start:end],
        start,
        end,
        confidence,
        parts,
        said,
        amount,
        span,
        field,
    )


OutlineCells = tuple[int, int, int, str, str, str | None, str | None, str, str]
OUTLINE = """
    SELECT c.revision, c.ordinal, r.document, c.type, c.status, c.procedure, c."when", c.actors,
           coalesce(r.published, r.known_at)
    FROM claim c JOIN revision r ON r.id = c.revision JOIN reading g ON g.revision = c.revision
    WHERE g.relevant AND r.known_at <= ?
"""


def outline(row: OutlineCells) -> Outline:
    """One row of OUTLINE."""
    revision, ordinal, document, kind, status, procedure, when, actors, published = row
    day = _day(published[:10])
    return Outline(revision, ordinal, document, kind, status, procedure, _when(when), _actors(actors), published, day)


@lru_cache(maxsize=50_000)
def _day(text: str) -> int:
    return date.fromisoformat(text).toordinal()


@lru_cache(maxsize=50_000)
def _when(text: str | None) -> FuzzyDate | None:
    return codec.decode(FuzzyDate, text) if text else None


@lru_cache(maxsize=50_000)
def _actors(text: str) -> tuple[ActorRole, ...]:
    return tuple(ActorRole(item["id"], item["role"]) for item in json.loads(text))


@lru_cache(maxsize=50_000)
def _extra(
    text: str,
) -> tuple[tuple[tuple[str, float], ...], FuzzyDate | None, Decimal | None, tuple[int, int] | None, str]:
    parts, said, amount, span, field = json.loads(text)
    return (
        tuple((name, value) for name, value in parts),
        _when(json.dumps(said)) if said else None,
        Decimal(amount) if amount is not None else None,
        (span[0], span[1]) if span else None,
        field,
    )


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
