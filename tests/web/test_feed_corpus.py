"""Any file served as a feed gives no crash, valid text without active content, and nothing new the second time.

``pytest tests/web/test_feed_corpus.py --feeds DIR`` does so with the files of a folder; without it, with our own.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import unquote

import pytest

from crawler.errors import ParseError
from crawler.parse import parse
from crawler.types import Document, Gathered, Job, Source, SourceStatus
from crawler.worker import CrawlWorker
from tests.web.conftest import FAST, NOW
from tests.web.server import NETWORK, Asked, Web, Wire

OWN = Path(__file__).parents[1] / "crawler" / "feeds"
AT_ONCE = 60  # files a crawl, each on an address of its own
ANSWERED = {SourceStatus.OK, SourceStatus.EMPTY, SourceStatus.INVALID}
ACTIVE = re.compile(
    r"<\s*(?:script|iframe|object|embed|svg|style|link|meta|img|a)\b|javascript:\S|vbscript:\S|<!--", re.I
)
CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\ud800-\udfff]")


@dataclass
class Run:
    """What a folder gave: the first crawl, its documents, and a second crawl with what the first left."""

    first: dict[str, Gathered] = field(default_factory=dict)
    second: dict[str, Gathered] = field(default_factory=dict)
    documents: dict[str, list[Document]] = field(default_factory=dict)
    again: dict[str, list[Document]] = field(default_factory=dict)  # read once more from the same bytes
    refused: dict[str, str] = field(default_factory=dict)  # ParseError of what the crawl had accepted


@pytest.fixture(scope="module")
def folder(request: pytest.FixtureRequest) -> Path:
    """The folder given, else ours."""
    return request.config.getoption("--feeds") or OWN


@pytest.fixture(scope="module")
def run(folder: Path) -> Run:
    """Serve all files, twice."""
    files = sorted(path for path in folder.rglob("*") if path.is_file() and path.stat().st_size < FAST.max_bytes)
    result = Run()
    with Web() as web, CrawlWorker(FAST, allowed=(NETWORK,)) as worker:
        hosts = [web.site(f"host {number}", _serving(folder)) for number in range(AT_ONCE)]
        for start in range(0, len(files), AT_ONCE):
            _crawl(worker, list(_sources(hosts, folder, files[start : start + AT_ONCE])), result)
    return result


def _serving(folder: Path) -> object:
    async def site(asked: Asked, wire: Wire) -> None:
        path = folder / unquote(asked.path).lstrip("/")
        await wire.reply(path.read_bytes(), Content_Type="application/xml")

    return site


def _sources(hosts: list[str], folder: Path, files: Sequence[Path]) -> Iterator[Source]:
    for host, file in zip(hosts, files, strict=False):
        name = file.relative_to(folder).as_posix()
        yield Source(name, "feed", f"{host}/{name}")


def _crawl(worker: CrawlWorker, sources: list[Source], result: Run) -> None:
    for source, first in zip(sources, worker.crawl([Job(source, {}) for source in sources], NOW), strict=True):
        result.first[source.name] = first
        result.documents[source.name] = list(_read(source, first, result))
        result.again[source.name] = list(_read(source, first, result))
    known = [{value.url: value for value in result.first[source.name].validators} for source in sources]
    jobs = [Job(source, validators) for source, validators in zip(sources, known, strict=True)]
    result.second |= {gathered.source: gathered for gathered in worker.crawl(jobs, NOW)}


def _read(source: Source, gathered: Gathered, result: Run) -> Iterator[Document]:
    for fetched in gathered.fetched:
        try:
            yield from parse(source, fetched).documents
        except ParseError as error:
            result.refused[source.name] = str(error)


def _texts(document: Document) -> str:
    return "\n".join((document.title, document.text, document.summary, document.key, *document.flags))


def test_every_file_is_answered_for(run: Run, request: pytest.FixtureRequest) -> None:
    strange = {name: one for name, one in run.first.items() if one.status not in ANSWERED}
    counts = Counter(str(gathered.status) for gathered in run.first.values())
    documents = sum(map(len, run.documents.values()))
    reporter = request.config.pluginmanager.get_plugin("terminalreporter")
    if reporter is not None:
        reporter.write_line(f"\n{len(run.first)} files: {dict(counts)}, {documents} documents")
    assert run.first
    assert {name: f"{one.status}: {one.error}" for name, one in strange.items()} == {}


def test_what_a_crawl_accepts_can_be_read(run: Run) -> None:
    assert run.refused == {}


def test_failures_say_why_in_one_line(run: Run) -> None:
    silent = [name for name, one in run.first.items() if one.status is not SourceStatus.OK and not one.error.strip()]
    assert silent == []


def test_texts_are_valid_and_harmless(run: Run) -> None:
    faults = [
        (name, found[0])
        for name, documents in run.documents.items()
        for document in documents
        for found in (ACTIVE.search(_texts(document)), CONTROL.search(_texts(document).replace("\n", "")))
        if found
    ]
    assert faults == []


def test_texts_are_utf8(run: Run) -> None:
    for documents in run.documents.values():
        for document in documents:
            assert _texts(document).encode("utf-8").decode("utf-8") == _texts(document)


def test_links_are_web_addresses(run: Run) -> None:
    links = [(name, url) for name, all_ in run.documents.items() for one in all_ for url in (one.url, *one.urls)]
    assert [link for link in links if not link[1].startswith(("http://", "https://"))] == []


def test_keys_are_unique_and_the_same_each_time(run: Run) -> None:
    for name, documents in run.documents.items():
        keys = [document.key for document in documents]
        assert len(set(keys)) == len(keys), name
        assert run.again[name] == documents, name


def test_a_second_run_adds_nothing(run: Run) -> None:
    added = [name for name, gathered in run.second.items() if gathered.fetched and run.documents[name]]
    assert added == []
