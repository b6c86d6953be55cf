"""Documents and visits made from the types: small, invented, dated as the affair is."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import Any

from crawler.types import Authority, Document, DocumentKind, Fetched, Gathered, Notice, Source, SourceStatus
from nlp.types import ActorFound, ActorKind, Mention, Reading, Relevance
from store.archive import Archive
from store.types import Recorded

DAY = timedelta(days=1)
HOUR = timedelta(hours=1)
START = datetime(2026, 2, 2, 6, tzinfo=UTC)
GAZETTE = Source("gazette", "feed", "https://gazette.example/feed", publisher="La Gazette")
JOURNAL = Source("journal", "feed", "https://journal.example/feed", publisher="Le Journal")
BOAMP = Source("boamp", "boamp", "https://boamp.example", authority=Authority.OFFICIAL, documents=DocumentKind.NOTICE)

WIRE = (
    "Le gouvernement a annoncé jeudi l'annulation de la procédure intercalaire d'hébergement de la plateforme des "
    "données de santé et l'ouverture d'une procédure unique, dont l'attribution est attendue à la fin du mois de mars. "
    "Les associations de patients demandent que le calendrier soit tenu et que les contrats soient publiés."
)


def document(text: str, key: str = "1", source: Source = GAZETTE, **fields: Any) -> Document:
    """One article of ``source``; its address follows from its key."""
    plain = Document(
        source=source.name,
        key=key,
        kind=source.documents,
        url=f"https://{source.name}.example/{key}",
        title=f"Article {key}",
        published=START - HOUR,
        text=text,
        language="fr",
        raw=sha256(text.encode()).hexdigest(),
    )
    return replace(plain, **fields)


def notice(number: str, source: Source = BOAMP, same_as: tuple[str, ...] = (), **fields: Any) -> Document:
    """One notice of ``source``."""
    found = Notice(number, "tender", "Hébergement", same_as=same_as)
    return document(f"Avis n° {number}", number, source, notice=found, **fields)


def record(archive: Archive, found: Document, source: Source = GAZETTE, now: datetime = START) -> Recorded:
    """Keep ``found`` in a transaction of its own, body first, and read it as relevant."""
    with archive.transaction() as tx:
        tx.record_fetched(fetched(found.text.encode(), source, now))
        recorded = tx.record_document(found, source, now)
        if recorded.outcome != "unchanged":
            tx.record_reading(recorded.revision, reading(), now)
        return recorded


def fetched(body: bytes, source: Source = GAZETTE, now: datetime = START, **fields: Any) -> Fetched:
    """One raw answer."""
    return replace(Fetched(source.name, source.url, 200, (("etag", '"x"'),), body, now), **fields)


def reading(*actors: str, relevant: bool = True) -> Reading:
    """What a reader found: relevance, and who is named at the start of the text."""
    found = tuple(ActorFound(name, name, ActorKind.COMPANY, (Mention(0, 1, name),)) for name in actors)
    return Reading(Relevance(3.0 if relevant else 0.0, relevant, ()), "fr", actors=found)


def visit(archive: Archive, status: SourceStatus, now: datetime, source: Source = GAZETTE, **fields: Any) -> None:
    """Keep one visit to ``source``."""
    with archive.transaction() as tx:
        tx.record_gathered(replace(Gathered(source.name, status, ()), **fields), 0, 0, now)
