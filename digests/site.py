"""The archive as static pages for any web server: what is awaited, what happened, what changed. Pure: known → files.

Press is shown by title, short quote and link only (droit voisin); the texts stay in the archive.
"""

import json
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict
from datetime import datetime
from functools import lru_cache
from zoneinfo import ZoneInfo

import jinja2

from digests import jsonable, phrases
from digests.exports import FORMATS, Export, export
from digests.lines import contradiction_line, event_line, voices_line
from digests.recital import retold
from digests.types import Evidence, Milestone
from store.types import DocumentRow, SearchHit

_PAGES = ("index", "changes", "documents")
_SUFFIXES = {"timelinejs": "timelinejs.json", "ocds": "ocds.json"}  # the others are their own suffix
_MARKS = re.compile("[\u2039\u203a]")  # around the words found, in a snippet
_LATEST = 500  # changes on their page; the whole is in the files


def pages(what: Export, live: bool = False) -> dict[str, bytes]:
    """Relative path → bytes of every page, and of every export beside them. The same archive gives the same bytes.

    ``live``: the pages are served, and lead to a search as well.
    """
    files = {f"{name}.html": _page(name, what, live, **_VALUES[name](what)).encode() for name in _PAGES}
    files["data/timeline.json"] = json.dumps(jsonable.timeline(what.timeline), ensure_ascii=False, indent=1).encode()
    return files | {f"data/timeline.{_SUFFIXES.get(name, name)}": export(name, what) for name in FORMATS}


def results(what: Export, query: str, hits: Iterable[SearchHit]) -> bytes:
    """The page that answers one search, its field ready for the next."""
    rows = [_hit(hit, what.rules.zone) for hit in hits]
    return _page("search", what, live=True, query=query, hits=rows).encode()


def _page(name: str, what: Export, live: bool, **values: object) -> str:
    day = phrases.day(what.timeline.at.astimezone(what.rules.zone).date(), what.words.language)
    template = _environment().get_template(f"{name}.html.j2")
    return template.render(title=what.title, day=day, language=what.words.language, page=name, live=live, **values)


def _index(what: Export) -> dict[str, object]:
    return {
        "milestones": [_milestone(milestone, what) for milestone in what.timeline.milestones],
        "contradictions": [contradiction_line(item, what.words) for item in what.timeline.contradictions],
        "events": list(_events(what)),
    }


def _milestone(milestone: Milestone, what: Export) -> dict[str, object]:
    language = what.words.language
    return {
        "title": milestone.title,
        "state": milestone.state,
        "seen": phrases.when(milestone.seen, language) if milestone.seen else "",
        "current": phrases.when(milestone.current.when, language) if milestone.current else "",
        "slip": phrases.signed(milestone.slip_days, language).strip(" ()"),
        "rows": [
            {
                "said": phrases.day(row.said_on, language) if row.said_on else "–",
                "by": what.words.name(row.by),
                "when": phrases.when(row.when, language),
                "fate": told.fate,
                "others": told.others,
                **_proof(row.evidence),
            }
            for told in retold(milestone, language)
            for row in (told.row,)
        ],
    }


def _events(what: Export) -> Iterator[dict[str, object]]:
    """Newest first: a visitor looks for what just happened."""
    language = what.words.language
    for event in reversed(what.timeline.events):
        yield {
            "id": event.id,
            "when": phrases.when(event.when, language),
            "line": event_line(event, what.words),
            "voices": voices_line(event, what.words),
            "proofs": [_proof(item) for item in event.evidence],
        }


def _proof(item: Evidence) -> dict[str, str]:
    return {"quote": item.quote, "url": item.url, "publisher": item.publisher, "document": item.title}


def _changes(what: Export) -> dict[str, object]:
    rows = [
        {
            "at": change.at.astimezone(what.rules.zone).strftime("%d/%m/%Y %H:%M"),
            "kind": change.kind,
            "line": change.summary,
            "documents": _links(change.documents, what),
        }
        for change in what.history[: -_LATEST - 1 : -1]
    ]
    return {"changes": rows}


def _documents(what: Export) -> dict[str, object]:
    rows = sorted(what.known.documents.values(), key=lambda row: (row.published or row.known_at, row.id), reverse=True)
    return {"documents": [_document(row, what.rules.zone) for row in rows]}


def _document(row: DocumentRow, zone: ZoneInfo) -> dict[str, object]:
    published = _day(row.published, zone)
    return {"published": published, "title": row.title, "url": row.url, "publisher": row.publisher, "kind": row.kind}


def _hit(hit: SearchHit, zone: ZoneInfo) -> dict[str, object]:
    parts = [(part, index % 2 == 1) for index, part in enumerate(_MARKS.split(hit.snippet))]
    return {**asdict(hit), "published": _day(hit.published, zone), "snippet": parts}


def _day(moment: datetime | None, zone: ZoneInfo) -> str:
    return moment.astimezone(zone).strftime("%d/%m/%Y") if moment else "–"


def _links(numbers: Iterable[int], what: Export) -> list[dict[str, object]]:
    rows = (what.known.documents.get(number) for number in numbers)
    return [_document(row, what.rules.zone) for row in rows if row is not None]


@lru_cache(maxsize=1)
def _environment() -> jinja2.Environment:
    return jinja2.Environment(
        loader=jinja2.PackageLoader("digests", "templates/site"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


_VALUES: dict[str, Callable[[Export], dict[str, object]]] = {
    "index": _index,
    "changes": _changes,
    "documents": _documents,
}
