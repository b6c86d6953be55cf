"""A ``Reading`` as the JSON of the contract (design §4): shapes for ``extract`` and ``show``."""

from dataclasses import asdict
from typing import Any

from digests.jsonable import when
from nlp.types import ActorFound, Claim, DateMention, Reading, Relevance


def reading(read: Reading) -> dict[str, Any]:
    """Everything read in one text; offsets index that text."""
    return {
        "relevance": relevance(read.relevance),
        "entities": [asdict(entity) for entity in read.entities],
        "actors": [_actor(actor) for actor in read.actors],
        "dates": [_date(mention) for mention in read.dates],
        "claims": [_claim(claim) for claim in read.claims],
    }


def relevance(found: Relevance) -> dict[str, Any]:
    """Score, verdict, and the terms that made it, in text order."""
    return {
        "score": found.score,
        "relevant": found.relevant,
        "terms": [{"term": term, "weight": weight} for term, weight in found.terms],
    }


def _iso(day: Any) -> str | None:
    return day.isoformat() if day else None


def _actor(actor: ActorFound) -> dict[str, Any]:
    return {
        "id": actor.id,
        "name": actor.name,
        "kind": actor.kind,
        "mentions": [asdict(mention) for mention in actor.mentions],
    }


def _date(mention: DateMention) -> dict[str, Any]:
    date = mention.date
    return {
        "start": mention.start,
        "end": mention.end,
        "text": mention.text,
        "edtf": date.edtf,
        "earliest": _iso(date.earliest),
        "latest": _iso(date.latest),
        "granularity": date.granularity,
        "timex": asdict(date.timex),
    }


def _claim(claim: Claim) -> dict[str, Any]:
    return {
        "type": claim.type,
        "status": claim.status,
        "procedure": claim.procedure,
        "when": when(claim.when),
        "actors": [actor._asdict() for actor in claim.actors],
        "speaker": claim.speaker,
        "quote": claim.quote,
        "start": claim.start,
        "end": claim.end,
        "confidence": claim.confidence,
    }
