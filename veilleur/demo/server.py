"""The demo web: real HTTP on loopback, and a clock that can be set.

A page appears when the clock reaches its moment; listings, feeds and the notices' API change accordingly.
Every answer carries an ETag and, when it has one, a Last-Modified; a conditional GET gets an honest 304
(RFC 9110 §13).
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import format_datetime, parsedate_to_datetime
from hashlib import sha256
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from types import TracebackType
from typing import Self, cast
from urllib.parse import parse_qsl, urlsplit

from veilleur.demo import notices, pages, sites
from veilleur.demo.odsql import OdsqlError

API = "/boamp"
_HTML = "text/html; charset=utf-8"
_XML = {"rss": "application/rss+xml; charset=utf-8", "atom": "application/atom+xml; charset=utf-8"}
_JSON = "application/json; charset=utf-8"


@dataclass(frozen=True, slots=True)
class Answer:
    """One response."""

    body: bytes
    content_type: str
    modified: datetime | None = None  # UTC
    status: HTTPStatus = HTTPStatus.OK

    @property
    def etag(self) -> str:
        """Strong validator: a hash of the body."""
        return f'"{sha256(self.body).hexdigest()[:20]}"'


class DemoWeb:
    """The bundled web as it stood at ``now``; a context manager that serves it on loopback while open."""

    def __init__(self, now: datetime) -> None:
        self.now = now  # aware; set it to move the clock
        self.sites = {site.name: site for site in sites.load()}
        self.pages = pages.load()
        self.notices = notices.load()
        self._press = sites.Press()
        self._server = _Server(self)

    @property
    def base(self) -> str:
        """Root of the web, without a final slash: ``http://127.0.0.1:PORT``."""
        return f"http://127.0.0.1:{self._server.server_address[1]}"

    def moments(self) -> list[datetime]:
        """Every moment at which something changes, UTC, in order."""
        changes = {moment for page in self.pages for moment in page.moments()}
        return sorted(changes | {notices.published(notice) for notice in self.notices})

    def address(self, page: pages.Page) -> str:
        """The URL of ``page``."""
        return self.base + self.sites[page.site].address(page)

    def __enter__(self) -> Self:
        Thread(target=self._server.serve_forever, args=(0.05,), daemon=True).start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._server.shutdown()
        self._server.server_close()

    def answer(self, path: str, query: Mapping[str, str]) -> Answer:
        """What the web answers now to a GET of ``path``."""
        if path == "/robots.txt":
            return Answer(b"User-agent: *\nAllow: /\n", "text/plain; charset=utf-8")
        if path.startswith(f"{API}/"):
            return self._api(path.removeprefix(API), query)
        site = self.sites.get(path.split("/")[1])
        return self._site(site, path, query) if site else _missing()

    def _site(self, site: sites.Site, path: str, query: Mapping[str, str]) -> Answer:
        shown = pages.standing([page for page in self.pages if page.site == site.name], self.now)
        if path == site.index:
            return self._index(site, shown, query)
        page = next((page for page in shown if site.address(page) == path), None)
        if page is None:
            return _missing()
        return Answer(self._press.article(site, page, self.base).encode(), _HTML, page.changed)

    def _index(self, site: sites.Site, shown: list[pages.Page], query: Mapping[str, str]) -> Answer:
        modified = max((page.changed for page in shown), default=None)
        if site.kind == "feed":
            content_type = _XML[site.form.partition("-")[0]]
            return Answer(self._press.feed(site, shown, self.base).encode(), content_type, modified)
        number = int(query["page"]) if query.get("page", "").isdecimal() else 0
        return Answer(self._press.listing(site, shown, self.base, number).encode(), _HTML, modified)

    def _api(self, path: str, query: Mapping[str, str]) -> Answer:
        standing = notices.standing(self.notices, self.now, f"{self.base}{API}/avis")
        if path.startswith("/avis/"):
            return next((_json(n) for n in standing if path == f"/avis/{n['idweb']}"), _missing())
        try:
            found = notices.matching(standing, query)
            if path == "/records":
                return _json(notices.page(found, query))
        except OdsqlError as error:
            return _json({"error_code": error.code, "message": str(error)}, HTTPStatus.BAD_REQUEST)
        return _json(found) if path == "/exports/json" else _missing()


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self, web: DemoWeb) -> None:
        self.web = web
        super().__init__(("127.0.0.1", 0), _Handler)


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server_version = "veilleur-demo"
    wbufsize = -1  # headers and body in one packet: else Nagle and delayed ACK cost 40 ms an answer

    def do_GET(self) -> None:
        url = urlsplit(self.path)
        answer = cast("_Server", self.server).web.answer(url.path, dict(parse_qsl(url.query)))
        unchanged = answer.status == HTTPStatus.OK and self._holds(answer)
        self.send_response(HTTPStatus.NOT_MODIFIED if unchanged else answer.status)
        self.send_header("ETag", answer.etag)
        if answer.modified:
            self.send_header("Last-Modified", format_datetime(answer.modified, usegmt=True))
        if not unchanged:
            self.send_header("Content-Type", answer.content_type)
            self.send_header("Content-Length", str(len(answer.body)))
        self.end_headers()
        if not unchanged:
            self.wfile.write(answer.body)

    def _holds(self, answer: Answer) -> bool:
        """Whether the client already holds this answer. If-None-Match decides alone when it is sent."""
        if tags := self.headers.get("If-None-Match"):
            return answer.etag in (tag.strip().removeprefix("W/") for tag in tags.split(","))
        since = self.headers.get("If-Modified-Since")
        return bool(since and answer.modified and answer.modified <= _date(since))

    def log_message(self, format: str, *arguments: object) -> None:  # noqa: A002 (name of the parent)
        """Stay silent: the replay has its own progress bar."""


def _date(header: str) -> datetime:
    try:
        return parsedate_to_datetime(header).astimezone(UTC)
    except ValueError:
        return datetime.min.replace(tzinfo=UTC)


def _json(value: object, status: HTTPStatus = HTTPStatus.OK) -> Answer:
    return Answer(json.dumps(value, ensure_ascii=False).encode(), _JSON, status=status)


def _missing() -> Answer:
    return Answer(b"404 Not Found\n", "text/plain; charset=utf-8", status=HTTPStatus.NOT_FOUND)
