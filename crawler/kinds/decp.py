"""DECP by the national table's API (Opendatasoft Explore v2.1), or a file in the regulatory shape.

A contract has several rows, which stand together: a page leaves its last contract to the next page, which begins with
it, so that no contract is read by halves.
"""

import json
from collections.abc import Iterator, Mapping
from datetime import datetime
from itertools import groupby
from typing import Any
from urllib.parse import quote, urlencode, urlsplit

from crawler.errors import ParseError
from crawler.kinds.boamp import counted
from crawler.kinds.records import documents
from crawler.kinds.request import Found, Request, is_file
from crawler.notices import decp, decp_rows, markup
from crawler.text import utf8
from crawler.types import Fetched, Job, Network, Notice, Parsed, Source

PAGE = 100  # the API's maximum
DEEPEST = 10_000  # offset + limit beyond it is an error
_ORDER = "datenotification desc, acheteur_id, id, idmodification"
_LISTS = ("marche", "contrat-concession")


def start(job: Job, network: Network, now: datetime) -> tuple[Request, ...]:
    """The first page, or the file itself."""
    return (Request(job.source.url) if is_file(job.source.url) else _page(job.source, 0),)


def follow(job: Job, fetched: Fetched, now: datetime) -> Found:
    """The next page, or one export of all when there are more than the pages allowed."""
    answer, rows = _answer(fetched)
    if not _more(fetched, answer, rows):
        return Found((), len(rows) or None)  # no match is no fault
    offset, total = _offset(fetched), counted(answer)
    if offset == 0 and total > min(job.source.pages * PAGE, DEEPEST):
        return Found((_export(job.source),), len(rows))
    further = offset + len(_whole(rows))
    return Found((_page(job.source, further),) if further + PAGE <= DEEPEST else (), len(rows))


def parse(source: Source, fetched: Fetched) -> Parsed:
    """One document a contract; a record that is none is told, and the others are kept."""
    today = fetched.fetched_at.date()
    return documents(
        source,
        fetched,
        _contracts(fetched),
        lambda contract: decp.notice(contract, fetched.url, today),
        lambda _, notice: address(source, notice),
    )


def address(source: Source, notice: Notice) -> str:
    """Contracts have no page of their own: the table, filtered to this one; for a file, a place in it."""
    buyer = notice.buyers[0].id if notice.buyers else ""
    number = notice.id.removeprefix(f"{buyer}-")
    parts = urlsplit(source.url)
    if is_file(source.url):
        return f"{source.url}{'&' if parts.query else '?'}{urlencode({'acheteur': buyer, 'id': number})}"
    asked = " AND ".join(f'{name}:"{value}"' for name, value in (("acheteur_id", buyer), ("id", number)) if value)
    return f"{parts.scheme}://{parts.netloc}/explore/dataset/{_dataset(source)}/table/?q={quote(asked, safe='')}"


def _page(source: Source, offset: int) -> Request:
    asked = {"where": _where(source), "order_by": _ORDER, "limit": str(PAGE), "offset": str(offset)}
    return Request(f"{_base(source)}/records?{urlencode(asked)}", context={"offset": str(offset)})


def _export(source: Source) -> Request:
    asked = {"where": _where(source), "order_by": _ORDER}
    return Request(f"{_base(source)}/exports/json?{urlencode(asked)}", context={"export": "1"})


def _base(source: Source) -> str:
    return source.url.split("?")[0].rstrip("/").removesuffix("/records")


def _dataset(source: Source) -> str:
    return urlsplit(_base(source)).path.rpartition("/")[2]


def _where(source: Source) -> str:
    words = [_asked(phrase.strip()) for phrase in source.query.splitlines() if phrase.strip()]
    said = [f"({' or '.join(words)})"] if words else []
    return " and ".join([*said, *([f"datenotification>=date'{source.since}'"] if source.since else [])])


def _asked(phrase: str) -> str:
    """A SIREN (9 digits) or SIRET (14) is a buyer; anything else is words of the object."""
    if phrase.isdecimal() and len(phrase) in (9, 14):
        return f'startswith(acheteur_id, "{phrase}")'
    return 'search(objet, "{}")'.format(phrase.replace("\\", "\\\\").replace('"', '\\"'))


def _offset(fetched: Fetched) -> int:
    return int(fetched.context.get("offset", "0"))


def _more(fetched: Fetched, answer: Mapping[str, Any], rows: list[Any]) -> bool:
    """Whether rows follow on other pages of this question."""
    asked = "offset" in fetched.context and bool(rows)
    return asked and _offset(fetched) + len(rows) < counted(answer)


def _whole(rows: list[Any]) -> list[Any]:
    """Without the last contract, which may go on; but for one that fills the page alone."""
    groups = [list(group) for _, group in groupby(rows, decp_rows.identity)]
    return [row for group in groups[:-1] for row in group] or rows


def _contracts(fetched: Fetched) -> Iterator[Any]:
    answer, rows = _answer(fetched)
    if "marches" in answer:
        return iter(rows)
    return decp_rows.contracts(_whole(rows) if _more(fetched, answer, rows) else rows)


def _answer(fetched: Fetched) -> tuple[Mapping[str, Any], list[Any]]:
    """(envelope, records) of a page, an export, one row, or a regulatory file."""
    answer = _xml(fetched) if markup.is_xml(fetched.body) else _json(fetched)
    if isinstance(answer, list):
        return {}, answer
    if isinstance(answer.get("results"), list):
        return answer, answer["results"]
    if isinstance(answer.get("marches"), dict):
        return answer, [contract for name in _LISTS for contract in _listed(answer["marches"].get(name))]
    if "acheteur_id" in answer:
        return {}, [answer]
    told = answer.get("message") or answer.get("error") or f"an object of {', '.join(map(str, answer)) or 'nothing'}"
    raise ParseError(fetched.url, f"not a DECP answer: {told}"[:300])


def _listed(found: Any) -> list[Any]:
    return found if isinstance(found, list) else [found] if found else []


def _xml(fetched: Fetched) -> Any:
    """A regulatory file as XML has the names of its JSON."""
    root = markup.root(fetched.body, fetched.url, "DECP answer")
    name, inner = markup.local(root), markup.node(root)
    if name not in ("marches", *_LISTS):
        raise ParseError(fetched.url, f"not a DECP answer but <{name}>"[:300])
    return {"marches": (inner or {}) if name == "marches" else {name: inner}}


def _json(fetched: Fetched) -> Any:
    try:
        answer = json.loads(utf8(fetched.body) or "", strict=False)
    except (ValueError, RecursionError) as error:
        raise ParseError(fetched.url, f"not a DECP answer: {error}") from error
    if not isinstance(answer, list | dict):
        raise ParseError(fetched.url, f"not a DECP answer: a {type(answer).__name__} in place of records")
    return answer
