"""Every source of the preset has a golden sample: raw bodies in its real shape → the documents they must give.

``golden/<source>/expected.json``: ``now``; ``bodies`` in the order in which they are asked for (``file``, ``url``,
``content_type``; one URL may answer several questions, as it does to POST; ``*`` is any index); ``documents`` sorted by
key, with the fields that are demanded of them; ``problems``.
"""

import json
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from crawler.kinds import KINDS
from crawler.kinds.request import Request
from crawler.types import Document, Fetched, Job, Network, Source
from veilleur.topic import load

GOLDEN = Path(__file__).parent / "golden"
SOURCES = {source.name: source for source in load(None).sources}


@pytest.mark.parametrize("name", SOURCES)
def test_golden_sample(name: str) -> None:
    expected = json.loads((GOLDEN / name / "expected.json").read_text(encoding="utf-8"))
    documents, problems = _replayed(SOURCES[name], expected)
    demanded = expected["documents"]
    found = [_shown(document, demanded[0]) for document in sorted(documents, key=lambda one: one.key)]
    assert found == demanded
    assert problems == expected.get("problems", [])


def test_no_golden_sample_without_a_source() -> None:
    assert {folder.name for folder in GOLDEN.iterdir()} <= set(SOURCES)


def test_every_source_says_its_caveat() -> None:
    assert [source.name for source in SOURCES.values() if not source.note] == []


def _replayed(source: Source, expected: dict[str, Any]) -> tuple[list[Document], list[str]]:
    documents: list[Document] = []
    problems: list[str] = []
    for fetched in _fetched(source, expected):
        parsed = KINDS[source.kind].parse(source, fetched)
        documents += parsed.documents
        problems += parsed.problems
    return documents, problems


def _fetched(source: Source, expected: dict[str, Any]) -> Iterator[Fetched]:
    """Ask as a crawl would; what has no body in the sample answers 404."""
    now, job, kind = datetime.fromisoformat(expected["now"]), Job(source, {}), KINDS[source.kind]
    bodies: dict[str, list[Any]] = {}
    for body in expected["bodies"]:
        bodies.setdefault(body["url"], []).append(body)
    waiting = list(kind.start(job, Network(), now))
    while waiting:
        request = waiting.pop(0)
        fetched = _answer(source, request, bodies, now)
        if fetched is not None:
            yield fetched
            waiting += kind.follow(job, fetched, now).requests if fetched.role == "index" else ()


def _answer(source: Source, request: Request, bodies: dict[str, list[Any]], now: datetime) -> Fetched | None:
    left = bodies.get(request.url) or (bodies.get("*") if request.role == "index" else None)
    if left is None:
        missing = Fetched(source.name, request.url, 404, (), b"", now, "entry", request.context)
        return missing if request.role == "item" else None
    body = left.pop(0) if len(left) > 1 else left[0]
    headers = (("content-type", body["content_type"]),)
    content = (GOLDEN / source.name / body["file"]).read_bytes()
    return Fetched(source.name, request.url, 200, headers, content, now, request.role, request.context)


def _shown(document: Document, demanded: dict[str, Any]) -> dict[str, Any]:
    """The document as JSON, in the fields that the sample demands."""
    plain = json.loads(json.dumps({name: getattr(document, name) for name in demanded}, default=_plain))
    return {name: plain[name] for name in demanded}


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.isoformat()
    return getattr(value, "__dict__", None) or str(value)


ON = frozenset(
    """
    boamp ted decp jorf info-gouv cnil conseil-etat presse-economie sante-gouv lemondeinformatique next zdnet lemagit
    channelnews itforbusiness
    """.split()  # noqa: SIM905
)
OFF = frozenset("google-news jdn silicon usine-digitale senat anssi health-data-hub".split())  # noqa: SIM905


def test_the_sources_of_the_affair_are_declared_and_those_that_need_care_are_off() -> None:
    assert {source.name for source in SOURCES.values() if source.enabled and not source.fallback_of} == ON
    assert {source.name for source in SOURCES.values() if not source.enabled} == OFF
    assert SOURCES["cnil-actualites"].fallback_of == "cnil"


@pytest.mark.parametrize("name", SOURCES)
def test_every_source_says_what_to_beware_of(name: str) -> None:
    assert SOURCES[name].note.endswith(".")
