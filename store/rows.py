"""Rows of the reading side → domain values. Built for speed: 100,000 claims are loaded at once."""

import json
import sqlite3
from dataclasses import replace
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
from store.types import Check, DocumentRow, KnownClaim, RevisionRow

_TYPES = {item.value: item for item in ClaimType}
_STATUSES = {item.value: item for item in ClaimStatus}


def document(row: sqlite3.Row, urls: tuple[str, ...] = ()) -> DocumentRow:
    """A document with the revision that stood at the moment asked for."""
    return DocumentRow(
        id=row["document"],
        source=row["source"],
        key=row["key"],
        kind=DocumentKind(row["kind"]),
        authority=Authority(row["authority"]),
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
        flags=tuple(json.loads(row["flags"])),
    )


def known_claim(row: sqlite3.Row, of: DocumentRow, notices: tuple[str, ...]) -> KnownClaim:
    """One claim of the document ``of``."""
    return KnownClaim(
        id=f"{of.id}.{of.revision}.{row['ordinal']}",
        claim=claim(row, of.text),
        document=of.id,
        revision=of.revision,
        source=of.source,
        publisher=of.publisher,
        authority=of.authority,
        kind=of.kind,
        url=of.url,
        title=of.title,
        published=of.published,
        known_at=of.known_at,
        sha256=of.sha256,
        origin=of.origin,
        silent=of.silent,
        notice=of.notice.id if of.notice else "",
        notices=notices,
    )


def claim(row: sqlite3.Row, text: str) -> Claim:
    """One claim read in ``text``."""
    parts, said, amount, span, field = _extra(row["extra"])
    start, end = row["start"], row["end"]
    return Claim(
        type=_TYPES[row["type"]],
        status=_STATUSES[row["status"]],
        procedure=row["procedure"],
        when=_when(row["when"]),
        actors=_actors(row["actors"]),
        speaker=row["speaker"],
        quote=text[start:end],
        start=start,
        end=end,
        confidence=row["confidence"],
        parts=parts,
        said=said,
        amount=amount,
        when_span=span,
        field=field,
    )


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
        status=SourceStatus(row["status"]),
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
