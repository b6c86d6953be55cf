"""BOAMP by its API (Opendatasoft Explore v2.1): notices whose words match, newest first.

The question is the same at every cycle, so that an unchanged answer is told by its bytes, and a late correction is
seen. When the first answer counts more than ``pages`` pages hold, all comes by exports, one a month.
"""

import json
from collections.abc import Iterator, Mapping
from datetime import date, datetime, timedelta
from typing import Any
from urllib.parse import quote, urlencode

from crawler import urls
from crawler.errors import ParseError
from crawler.kinds.records import documents
from crawler.kinds.request import Found, Request, is_file
from crawler.notices import boamp, legacy, markup
from crawler.notices.walk import text
from crawler.text import utf8
from crawler.types import Fetched, Job, Network, Notice, Parsed, Source

PAGE = 100  # the API's maximum
DEEPEST = 10_000  # offset + limit beyond it is an error
SETTLED = timedelta(days=60)  # a month that ended before that has no late notices
_ORDER = "dateparution desc, idweb desc"
_FIELDS = "objet, donnees, nomacheteur"


def start(job: Job, network: Network, now: datetime) -> tuple[Request, ...]:
    """The first page, or the file itself."""
    return (Request(job.source.url) if is_file(job.source.url) else _page(job.source, 0),)


def follow(job: Job, fetched: Fetched, now: datetime) -> Found:
    """The next page, or exports of all when there are more than the pages allowed."""
    answer, records = _answer(fetched)
    offset, total = int(fetched.context.get("offset", "0")), counted(answer)
    if "offset" not in fetched.context or offset + len(records) >= total or not records:
        return Found((), len(records) or None)  # no match is no fault
    if offset == 0 and total > job.source.pages * PAGE:
        return Found(tuple(_exports(job, now)), len(records))
    further = offset + len(records)
    return Found((_page(job.source, further),) if further + PAGE <= DEEPEST else (), len(records))


def parse(source: Source, fetched: Fetched) -> Parsed:
    """One document a record; a record that is none is told, and the others are kept."""
    return documents(source, fetched, _answer(fetched)[1], lambda record: boamp.notice(record, fetched.url), _address)


def _address(record: Any, notice: Notice) -> str:
    printed = text(record, "url_avis")
    return printed if urls.canonical(printed) else f"https://www.boamp.fr/pages/avis/?q=idweb:{quote(notice.id)}"


def _page(source: Source, offset: int) -> Request:
    asked = _asked(source, source.since) | {"limit": str(PAGE), "offset": str(offset)}
    return Request(f"{_base(source)}/records?{urlencode(asked)}", context={"offset": str(offset)})


def _exports(job: Job, now: datetime) -> Iterator[Request]:
    """One export a month, so that none is too big; a month long past that was had is not asked for again."""
    since = job.source.since
    while since and since <= now.date():
        following = (since.replace(day=1) + timedelta(days=31)).replace(day=1)
        request = _export(job.source, since, following)
        if following > now.date() - SETTLED or request.identity not in job.validators:
            yield request
        since = following
    if job.source.since is None:
        yield _export(job.source, None, None)


def _export(source: Source, since: date | None, before: date | None) -> Request:
    asked = urlencode(_asked(source, since, before))
    return Request(f"{_base(source)}/exports/json?{asked}", context={"export": "1"})


def _asked(source: Source, since: date | None, before: date | None = None) -> dict[str, str]:
    where = _where(source, since, before)
    return {**({"where": where} if where else {}), "order_by": _ORDER}


def _base(source: Source) -> str:
    return source.url.split("?")[0].rstrip("/").removesuffix("/records")


def _where(source: Source, since: date | None, before: date | None) -> str:
    words = [f"search({_FIELDS}, {_quoted(phrase)})" for phrase in source.query.splitlines() if phrase.strip()]
    said = [f"({' or '.join(words)})"] if words else []
    days = [f"dateparution{sign}date'{day}'" for sign, day in ((">=", since), ("<", before)) if day]
    return " and ".join([*said, *days])


def _quoted(phrase: str) -> str:
    """An ODSQL string: quotes and backslashes escaped."""
    return '"{}"'.format(phrase.strip().replace("\\", "\\\\").replace('"', '\\"'))


def _answer(fetched: Fetched) -> tuple[Mapping[str, Any], list[Mapping[str, Any]]]:
    """(envelope, records) of a page, an export, one record, or a legacy XML notice."""
    if markup.is_xml(fetched.body):
        return {}, [legacy.record(fetched.body, fetched.url)]
    answer = _json(fetched)
    if isinstance(answer, list):
        return {}, answer
    if "results" in answer:
        return answer, list(_listed(answer["results"]))
    if "idweb" in answer:
        return {}, [answer]
    told = answer.get("message") or answer.get("error") or answer.get("error_code") or "no results in it"
    raise ParseError(fetched.url, f"not a BOAMP answer: {told}")


def counted(answer: Mapping[str, Any]) -> int:
    """How many records there are, as the answer says; 0 when it does not."""
    total = answer.get("total_count")
    return total if isinstance(total, int) else 0


def _json(fetched: Fetched) -> Any:
    try:
        answer = json.loads(utf8(fetched.body) or "", strict=False)
    except (ValueError, RecursionError) as error:
        raise ParseError(fetched.url, f"not a BOAMP answer: {error}") from error
    if not isinstance(answer, list | dict):
        raise ParseError(fetched.url, "not a BOAMP answer: neither records nor an error")
    return answer


def _listed(results: Any) -> Iterator[Mapping[str, Any]]:
    return iter(results) if isinstance(results, list) else iter(())
