"""TED by its search API (v3, https://docs.ted.europa.eu/reuse/search-api.html): European notices, newest first.

The first question is the same at every cycle, so that it has one identity; the next pages follow the API's token.
The token comes also with the last page: what ends the reading is the total, an empty page or a token that repeats.
"""

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from crawler.errors import ParseError
from crawler.kinds.records import documents
from crawler.kinds.request import Found, Request, is_file
from crawler.notices import markup, ted, ted_xml
from crawler.text import utf8
from crawler.types import Fetched, Job, Network, Notice, Parsed, Source

PAGE = 100  # notices; the API allows 250, and 10 000 fields a page
_HEADERS = (("Content-Type", "application/json"), ("Accept", "application/json"))


def start(job: Job, network: Network, now: datetime) -> tuple[Request, ...]:
    """The first page, or the one notice that the address is."""
    return (Request(job.source.url) if is_file(job.source.url) else _page(job.source, "", 1, 0),)


def follow(job: Job, fetched: Fetched, now: datetime) -> Found:
    """The next page while there is one, ``source.pages`` at most."""
    answer, records = _answer(fetched)
    page, read = (int(fetched.context.get(name, "0")) for name in ("page", "read"))
    read += len(records)
    token = str(answer.get("iterationNextToken") or "")
    over = not records or read >= _total(answer, read) or page >= job.source.pages
    if over or not token or token == fetched.context.get("token"):
        return Found((), len(records) or None)  # no match is no fault
    return Found((_page(job.source, token, page + 1, read),), len(records))


def parse(source: Source, fetched: Fetched) -> Parsed:
    """One document a notice; a record that is none is told, and the others are kept."""
    answer, records = _answer(fetched)
    found = documents(
        source, fetched, records, lambda record: _notice(record, fetched.url), lambda _, notice: address(notice.id)
    )
    return replace(found, problems=(*_shortfalls(source, fetched, answer, len(records)), *found.problems))


def _notice(record: Any, url: str) -> Notice:
    return ted_xml.notice(record, url) if ted_xml.is_record(record) else ted.notice(record, url)


def address(number: str) -> str:
    """The page of a notice, in French."""
    return f"https://ted.europa.eu/fr/notice/-/detail/{number}"


def _page(source: Source, token: str, page: int, read: int) -> Request:
    asked: dict[str, Any] = {
        "query": _query(source),
        "fields": list(ted.FIELDS),
        "limit": PAGE,
        "scope": "ALL",
        "paginationMode": "ITERATION",
    }
    if token:
        asked["iterationNextToken"] = token
    context = {"page": str(page), "read": str(read), "token": token}
    return Request(source.url, context=context, method="POST", body=json.dumps(asked).encode(), headers=_HEADERS)


def _query(source: Source) -> str:
    """In TED's expert language; it knows no escape for a quote, so a phrase loses its own."""
    phrases = (" ".join(phrase.replace('"', " ").replace("\\", " ").split()) for phrase in source.query.splitlines())
    words = [f'FT~"{phrase}"' for phrase in phrases if phrase]
    said = [f"({' OR '.join(words)})"] if words else []
    since = [f"(publication-date>={source.since:%Y%m%d})"] if source.since else []
    return " AND ".join((*said, *since)) + " SORT BY publication-date DESC"


def _total(answer: Mapping[str, Any], read: int) -> int:
    """How many there are; where the API does not say, more than were read."""
    total = answer.get("totalNoticeCount")
    return total if isinstance(total, int) else read + 1


def _shortfalls(source: Source, fetched: Fetched, answer: Mapping[str, Any], count: int) -> list[str]:
    """What this answer leaves out: nobody should take it for all there is."""
    read, page = int(fetched.context.get("read", "0")) + count, int(fetched.context.get("page", "0"))
    found = ["the search timed out at TED: the answer is partial"] if answer.get("timedOut") is True else []
    if count and page >= source.pages and read < _total(answer, read - 1):
        found.append(f"{_total(answer, read)} notices match, {read} read: more than {source.pages} pages")
    return found


def _answer(fetched: Fetched) -> tuple[Mapping[str, Any], list[Any]]:
    """(envelope, records) of an answer, or of one notice by itself, as JSON or as XML."""
    if markup.is_xml(fetched.body):
        return {}, [ted_xml.record(fetched.body, fetched.url)]
    answer = _json(fetched)
    if isinstance(answer.get("notices"), list):
        return answer, answer["notices"]
    if "publication-number" in answer:
        return {}, [answer]
    told = answer.get("message") or f"no list of notices, but {', '.join(map(str, answer)) or 'nothing'}"
    raise ParseError(fetched.url, f"not a TED answer: {told}"[:300])


def _json(fetched: Fetched) -> Mapping[str, Any]:
    try:
        answer = json.loads(utf8(fetched.body) or "", strict=False)
    except (ValueError, RecursionError) as error:
        raise ParseError(fetched.url, f"not a TED answer: {error}") from error
    if not isinstance(answer, dict):
        raise ParseError(fetched.url, f"not a TED answer: a {type(answer).__name__} in place of an object")
    return answer
