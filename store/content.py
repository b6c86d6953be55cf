"""Domain values → rows, and what counts as a change of content."""

import json
from datetime import datetime
from hashlib import sha256

from crawler.types import Document, DocumentKind, Fetched, Notice, Source, SourceStatus, Validators
from store import codec, tables
from store.moments import from_text, optional, to_text
from store.types import Unread


def fetch_row(fetched: Fetched) -> tables.Fetch:
    """One raw answer, its body apart."""
    return tables.Fetch(
        source=fetched.source,
        url=fetched.url,
        requested=fetched.requested,
        status=fetched.status,
        headers=json.dumps(fetched.headers, ensure_ascii=False),
        role=fetched.role,
        context=json.dumps(dict(fetched.context), ensure_ascii=False, sort_keys=True),
        sha256=fetched.sha256,
        fetched_at=to_text(fetched.fetched_at),
    )


def document_row(document: Document, source: Source, now: datetime, silent: bool) -> tables.Document:
    """A document seen for the first time; its origin is set once its number is known."""
    return tables.Document(
        source=document.source,
        key=document.key,
        kind=document.kind,
        authority=source.authority,
        publisher=source.publisher,
        language=document.language,
        origin=0,
        silent=silent,
        first_seen=to_text(now),
    )


def revision_row(document: Document, number: int, ordinal: int, now: datetime) -> tables.Revision:
    """What ``document`` says from ``now`` on."""
    return tables.Revision(
        document=number,
        number=ordinal,
        title=document.title,
        text=document.text,
        summary=document.summary,
        url=document.url,
        published=to_text(document.published) if document.published else None,
        notice=codec.encode(document.notice) if document.notice else None,
        flags=json.dumps(document.flags, ensure_ascii=False),
        sha256=document.raw,
        fingerprint=fingerprint(document),
        known_at=to_text(now),
    )


def fingerprint(document: Document) -> str:
    """Hash of what counts as content: title, text, fields of the notice; whitespace does not."""
    notice = codec.encode(document.notice) if document.notice else ""
    words = "\0".join(" ".join(part.split()) for part in (document.title, document.text, notice))
    return sha256(words.encode()).hexdigest()


def differs(newest: tables.Revision, document: Document) -> bool:
    """Whether ``document`` says something else than its newest revision.

    The index entry of a page that could not be had this time takes nothing back from the page read before.
    """
    if newest.fingerprint == fingerprint(document):
        return False
    only_summary = document.text == document.summary and newest.text != newest.summary
    return not (only_summary and document.summary == newest.summary)


def notice_numbers(document: Document) -> tuple[str, ...]:
    """Every number under which the same notice may come again."""
    notice = document.notice
    return (notice.id, *notice.same_as) if notice else ()


def validator_row(source: str, found: Validators) -> tables.ValidatorRow:
    """What the next conditional GET of one URL needs."""
    return tables.ValidatorRow(
        source=source,
        url=found.url,
        etag=found.etag,
        last_modified=found.last_modified,
        sha256=found.sha256,
        fetched_at=to_text(found.fetched_at) if found.fetched_at else None,
        key=found.key,
        published=to_text(found.published) if found.published else None,
    )


def visit(check: tables.CheckRow) -> tuple[datetime, SourceStatus]:
    """When a source was visited, and how it ended."""
    return from_text(check.at), SourceStatus(check.status)


def unread(revision: tables.Revision, row: tables.Document) -> Unread:
    """A revision as the document its reader needs."""
    document = Document(
        source=row.source,
        key=row.key,
        kind=DocumentKind(row.kind),
        url=revision.url,
        title=revision.title,
        published=optional(revision.published),
        text=revision.text,
        language=row.language,
        raw=revision.sha256,
        notice=codec.decode(Notice, revision.notice) if revision.notice else None,
        summary=revision.summary,
        flags=tuple(json.loads(revision.flags)),
    )
    return Unread(revision.id or 0, row.id or 0, document)
