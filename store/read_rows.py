"""A reading ↔ its rows."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime

from sqlmodel import Session, SQLModel, col, delete

from nlp.types import Claim, Reading
from store import codec
from store.moments import to_text
from store.places import days_of, tags_of
from store.tables import Appearance, ClaimRow, ClaimTag, ReadingRow

TABLES = (ReadingRow, ClaimRow, ClaimTag, Appearance)


def of(revision: int, told: datetime, reading: Reading, now: datetime) -> Iterator[SQLModel]:
    """The reading itself, its claims in text order, and the actors met; ``told``: when its text was published."""
    yield ReadingRow(
        revision=revision,
        model=reading.model,
        relevant=reading.relevance.relevant,
        score=reading.relevance.score,
        payload=codec.encode(replace(reading, claims=())),
        read_at=to_text(now),
    )
    for ordinal, claim in enumerate(reading.claims, 1):
        row = _claim(revision, ordinal, claim)
        yield row
        yield from _tags(row, claim, told.astimezone(UTC).toordinal())
    for actor in reading.actors:
        first = actor.mentions[0] if actor.mentions else None
        yield Appearance(
            revision=revision,
            actor=actor.id,
            name=actor.name,
            kind=actor.kind,
            known=actor.known,
            start=first.start if first else 0,
            end=first.end if first else 0,
        )


def remove(session: Session, revision: int) -> None:
    """Forget how a revision was read."""
    for table in TABLES:
        session.exec(delete(table).where(col(table.revision) == revision))


def _claim(revision: int, ordinal: int, claim: Claim) -> ClaimRow:
    extra = (claim.parts, claim.when_span, claim.field)
    first, last = days_of(claim.when, claim.status) or (None, None)
    return ClaimRow(
        revision=revision,
        ordinal=ordinal,
        type=claim.type,
        status=claim.status,
        procedure=claim.procedure,
        when=codec.encode(claim.when) if claim.when else None,
        actors=codec.encode(claim.actors),
        speaker=claim.speaker,
        start=claim.start,
        end=claim.end,
        confidence=claim.confidence,
        said=codec.encode(claim.said) if claim.said else None,
        amount=str(claim.amount) if claim.amount is not None else None,
        first=first,
        last=last,
        extra=codec.encode(extra),
    )


def _tags(row: ClaimRow, claim: Claim, day: int) -> Iterator[ClaimTag]:
    first, last = (day, day) if row.first is None or row.last is None else (row.first, row.last)
    for tag in tags_of(claim.actors, claim.procedure):
        yield ClaimTag(type=row.type, tag=tag, first=first, last=last, revision=row.revision, ordinal=row.ordinal)
