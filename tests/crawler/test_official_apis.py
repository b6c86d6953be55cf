"""TED, DECP and JORF through the real crawl: their golden answers served over loopback, asked for as in a cycle."""

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any, cast
from urllib.parse import urlsplit

import pytest

from crawler import sandbox
from crawler.parse import parse
from crawler.types import Gathered, Job, Network, Source, SourceStatus
from crawler.worker import CrawlWorker
from veilleur.topic import load

GOLDEN = Path(__file__).parent / "golden"
SOURCES = {source.name: source for source in load(None).sources}
# As installed, with retries: a kept connection that the server has closed fails a POST, which Twisted does not repeat
NETWORK = Network(delay=0.0, timeout=5.0, allow_private=True)


class Api(BaseHTTPRequestHandler):
    """Answers as the golden sample of the source that the path begins with; a POST's answers in their order."""

    def do_GET(self) -> None:
        """Lists, pages and archives."""
        name, _, rest = self.path[1:].partition("/")
        known = {urlsplit(body["url"]).path: body for body in bodies(name)} if name in SOURCES else {}
        self._reply(name, known.get(f"/{rest}") or known.get("*"))

    def do_POST(self) -> None:
        """A question; only the second one of a reading has a token."""
        name = self.path.split("/", 2)[1]
        asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        assert self.headers["Content-Type"] == "application/json" and "Health Data Hub" in asked["query"]
        self._reply(name, bodies(name)["iterationNextToken" in asked])

    def _reply(self, name: str, body: dict[str, Any] | None) -> None:
        content = (GOLDEN / name / body["file"]).read_bytes() if body else b""
        self.send_response(200 if body else 404)
        self.send_header("Content-Type", body["content_type"] if body else "text/plain")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  # as in the class above
        """Say nothing."""


def sample(name: str) -> dict[str, Any]:
    return cast("dict[str, Any]", json.loads((GOLDEN / name / "expected.json").read_text(encoding="utf-8")))


def bodies(name: str) -> list[dict[str, Any]]:
    return cast("list[dict[str, Any]]", sample(name)["bodies"])


@pytest.fixture(scope="module")
def base() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Api)
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    sandbox.close()


@pytest.fixture(scope="module")
def worker() -> Iterator[CrawlWorker]:
    with CrawlWorker(NETWORK) as started:
        yield started


def served(name: str, base: str) -> Source:
    """The preset's source, asked at ``base``."""
    return replace(SOURCES[name], url=f"{base}/{name}{urlsplit(SOURCES[name].url).path}")


@pytest.mark.parametrize("name", ["ted", "decp", "jorf"])
def test_a_cycle_brings_the_documents_and_the_next_one_nothing_new(name: str, base: str, worker: CrawlWorker) -> None:
    source, now = served(name, base), datetime.fromisoformat(sample(name)["now"])
    [first] = worker.crawl([Job(source, {})], now)
    assert (first.status, first.error) == (SourceStatus.OK, "")
    assert keys(source, first) == [document["key"] for document in sample(name)["documents"]]
    known = {validators.url: validators for validators in first.validators}
    [second] = worker.crawl([Job(source, known)], now + timedelta(hours=1))
    assert (second.status, second.error) == (SourceStatus.UNCHANGED, "") and not second.fetched


def keys(source: Source, gathered: Gathered) -> list[str]:
    return sorted(document.key for fetched in gathered.fetched for document in parse(source, fetched).documents)
