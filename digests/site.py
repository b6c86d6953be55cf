"""The archive as static pages for any web server: what is awaited, what happened, what changed. Pure: known → files.

Press is shown by title, short quote and link only (droit voisin); the texts stay in the archive.
"""

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from functools import lru_cache
from zoneinfo import ZoneInfo

import jinja2

from digests import jsonable, phrases
from digests.exports import FORMATS, Export, export
from digests.lines import contradiction_line, event_line, voices_line
from digests.recital import retold
from digests.types import Milestone
from store.types import DocumentRow, KnownClaim, SearchHit

Make = Callable[[Export, bool], bytes]  # what is known, and whether the page is served live
_SUFFIXES = {"timelinejs": "timelinejs.json", "ocds": "ocds.json"}  # the others are their own suffix
_MARKS = re.compile("[\u2039\u203a]")  # around the words found, in a snippet
_LATEST = 500  # changes on their page; the whole is in the files


@dataclass(frozen=True, slots=True)
class Heading:
    """What stands above every page."""

    title: str  # of the topic
    language: str  # fr | en
    at: datetime  # the moment that the page shows, aware
    zone: ZoneInfo  # in which its day is told


def pages(what: Export) -> dict[str, bytes]:
    """Relative path → bytes of every page, and of every export beside them. The same archive gives the same bytes."""
    return {path: make(what, False) for path, make in _FILES.items()}


def served(path: str, what: Export) -> bytes | None:
    """The one page or file at ``path``, which leads to a search as well; None when the site has no such page."""
    make = _FILES.get(path)
    return make(what, True) if make else None


def results(heading: Heading, query: str, hits: Iterable[SearchHit]) -> bytes:
    """The page that answers one search, its field ready for the next."""
    rows = [_hit(hit, heading.zone) for hit in hits]
    return _page("search", heading, live=True, query=query, hits=rows)


def _page(name: str, heading: Heading, live: bool, **values: object) -> bytes:
    day = phrases.day(heading.at.astimezone(heading.zone).date(), heading.language)
    template = _environment().get_template(f"{name}.html.j2")
    shown = template.render(title=heading.title, day=day, language=heading.language, page=name, live=live, **values)
    return shown.encode()


def _html(name: str, values: Callable[[Export], dict[str, object]]) -> Make:
    def make(what: Export, live: bool) -> bytes:
        heading = Heading(what.title, what.words.language, what.timeline.at, what.rules.zone)
        return _page(name, heading, live, **values(what))

    return make


def _json(what: Export, _: bool) -> bytes:
    return json.dumps(jsonable.timeline(what.timeline), ensure_ascii=False, indent=1).encode()


def _exported(form: str) -> Make:
    return lambda what, _: export(form, what)


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


def _proof(item: KnownClaim) -> dict[str, str]:
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


_FILES: Mapping[str, Make] = {
    "index.html": _html("index", _index),
    "changes.html": _html("changes", _changes),
    "documents.html": _html("documents", _documents),
    "data/timeline.json": _json,
    **{f"data/timeline.{_SUFFIXES.get(form, form)}": _exported(form) for form in FORMATS},
}
