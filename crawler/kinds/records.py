"""Records of an API or a file → documents. One bad record never costs the others."""

from collections.abc import Callable, Iterable
from datetime import datetime, time
from typing import Any

from crawler import urls
from crawler.errors import ParseError
from crawler.moments import PARIS, believed
from crawler.notices import prose
from crawler.types import Document, DocumentKind, Fetched, Notice, Parsed, Source

TOLD = 20  # problems of one body
Address = Callable[[Any, Notice], str]


def documents(
    source: Source, fetched: Fetched, records: Iterable[Any], read: Callable[[Any], Notice], address: Address
) -> Parsed:
    """One document a record, each read by ``read``; a record that cannot be read is told."""
    found: list[Document] = []
    problems: list[str] = []
    for number, record in enumerate(records, start=1):
        try:
            notice = read(record)
            found.append(document(source, fetched, notice, address(record, notice)))
        except ParseError as error:
            problems.append(error.reason)
        except MemoryError:
            raise
        except Exception as error:  # a shape nobody foresaw: told, and the others kept
            problems.append(f"record {number}: cannot be read: {type(error).__name__}: {error}"[:200])
        else:
            problems += [f"notice {notice.id}: {flag}" for flag in notice.flags]
    return Parsed(tuple(found), told(problems))


def told(problems: list[str]) -> tuple[str, ...]:
    """The first problems, and how many more there are."""
    more = [f"{len(problems) - TOLD} more problems"] if len(problems) > TOLD else []
    return (*problems[:TOLD], *more)


def document(source: Source, fetched: Fetched, notice: Notice, url: str) -> Document:
    """The notice as a document; its text is its fields, a line each."""
    day = datetime.combine(notice.published, time(), PARIS) if notice.published else None
    published, flags = believed(day, fetched.fetched_at)
    return Document(
        source=source.name,
        key=notice.id,
        kind=DocumentKind.NOTICE,
        url=urls.canonical(url),
        title=notice.title,
        published=published,
        text=prose.text(notice),
        language="fr",
        raw=fetched.sha256,
        notice=notice,
        flags=flags,
    )
