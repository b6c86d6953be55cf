"""Archived bytes read again by a better parser: the text is put right where it stands, and is no news.

A revision keeps its number and the moment it was known; only what was read in the bytes that made it changes.
"""

import json
from datetime import datetime

from sqlmodel import Session, col, select

from crawler.types import Document, Fetched
from store import content
from store.bodies import unpack
from store.moments import from_text, to_text
from store.tables import Body, Fetch, Revision, SearchText
from store.words import indexed


def answers(session: Session) -> list[int]:
    """Numbers of the raw answers kept, in the order in which they came."""
    return [number or 0 for number in session.exec(select(Fetch.id).order_by(col(Fetch.id)))]


def answer(session: Session, number: int) -> Fetched:
    """One raw answer, as its parser was given it."""
    row = session.get_one(Fetch, number)
    return Fetched(
        source=row.source,
        url=row.url,
        requested=row.requested,
        status=row.status,
        headers=tuple((name, value) for name, value in json.loads(row.headers)),
        role=row.role,
        context=json.loads(row.context),
        body=unpack(session.get_one(Body, row.sha256).data),
        fetched_at=from_text(row.fetched_at),
    )


def correct(session: Session, known: int, document: Document, fetched_at: datetime) -> bool:
    """Put ``document`` in place of what its bytes gave when they came; False when that is what it says already.

    Bytes that made no revision (an unchanged entry of a later feed) make none now.
    """
    made = select(Revision).where(
        Revision.document == known, Revision.sha256 == document.raw, Revision.known_at == to_text(fetched_at)
    )
    row = session.exec(made).first()
    if row is None or row.fingerprint == content.fingerprint(document):
        return False
    _replace(session, row, document)
    return True


def _replace(session: Session, row: Revision, document: Document) -> None:
    fresh = content.revision_row(document, row.document, row.number, from_text(row.known_at))
    for name in ("title", "text", "summary", "url", "published", "notice", "flags", "fingerprint"):
        setattr(row, name, getattr(fresh, name))
    words = session.get_one(SearchText, row.id)
    words.title, words.body = indexed(document.title), indexed(document.text)
    session.add_all((row, words))
