"""A reading → its rows."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

from sqlmodel import SQLModel

from nlp.types import Claim, Reading
from store import codec
from store.days import days_of
from store.moments import to_text
from store.tables import Appearance, ClaimRow, ReadingRow

TABLES = (ReadingRow, ClaimRow, Appearance)


def of(revision: int, reading: Reading, now: datetime) -> Iterator[SQLModel]:
    """The reading itself, its claims in text order, and the actors met."""
    yield ReadingRow(
        revision=revision,
        model=reading.model,
        relevant=reading.relevance.relevant,
        score=reading.relevance.score,
        payload=codec.encode(replace(reading, claims=())),
        read_at=to_text(now),
    )
    for ordinal, claim in enumerate(reading.claims, 1):
        yield _claim(revision, ordinal, claim)
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
