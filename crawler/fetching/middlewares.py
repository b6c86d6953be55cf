"""Politeness and safety, as downloader middlewares of every crawl."""

import asyncio
from time import monotonic
from urllib.parse import urljoin, urlsplit

from scrapy import Request, Spider
from scrapy.crawler import Crawler
from scrapy.downloadermiddlewares.redirect import RedirectMiddleware
from scrapy.exceptions import (
    DownloadConnectionRefusedError,
    DownloadFailedError,
    DownloadTimeoutError,
    ResponseDataLossError,
)
from scrapy.http import Response

from crawler.bodies import packed
from crawler.fetching.reasons import Refused
from crawler.fetching.retry_after import wait
from crawler.types import SourceStatus
from crawler.urls import shown

_PASSING = frozenset({408, 429, 500, 502, 503, 504, 522, 524})
_TRANSIENT = (
    DownloadTimeoutError,
    DownloadFailedError,
    ResponseDataLossError,
    DownloadConnectionRefusedError,
)
LONGEST_WAIT = 30.0  # seconds a cycle waits for a server that asks for patience; past it, the next cycle comes back


class _Middleware:
    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> "_Middleware":
        return cls(crawler)


class GateMiddleware(_Middleware):
    """What is not even tried: a source whose time is over, an address with a password in it. And what goes in."""

    def process_request(self, request: Request) -> None:
        """Raise ``Refused`` for either."""
        gathering = request.meta.get("gathering")
        if gathering is not None and gathering.over:
            raise Refused("time limit of the source reached")
        if "@" in urlsplit(request.url).netloc:
            raise Refused("refused: an address with a name or password in it", SourceStatus.INVALID)

    def process_response(self, request: Request, response: Response) -> Response:
        """The last that is done to a response: it waits to be read, compressed as all that waits."""
        if "gathering" not in request.meta:
            return response
        told = {name: getattr(response, name) for name in Response.attributes}
        return Response(**{**told, "body": packed(response.body)})  # ``replace`` would guess an encoding first


class SafeRedirectMiddleware(RedirectMiddleware):
    """Scrapy's redirects, with a clear refusal of other schemes and of addresses no one can resolve."""

    def process_response(
        self, request: Request, response: Response, spider: Spider | None = None
    ) -> Request | Response:
        """Check where it leads, then as Scrapy does."""
        location = _text(response, "Location").strip()
        if 300 <= response.status < 400 and location:
            self._check(urljoin(request.url, location))
        return super().process_response(request, response)

    def handle_referer(self, request: Request, response: Response) -> None:
        """Send none."""
        request.headers.pop("Referer", None)

    @staticmethod
    def _check(target: str) -> None:
        try:
            parts = urlsplit(target)
            usable = parts.scheme in ("http", "https") and parts.hostname
        except ValueError:
            usable = False
        if not usable:
            raise Refused(f"refused: redirect to {shown(target)[:80]}")


class PatienceMiddleware(_Middleware):
    """Retries what may pass; honours ``Retry-After`` for the whole host, by waiting or by going away."""

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self.retries = crawler.settings.getint("RETRY_TIMES")
        self.until: dict[str, float] = {}  # host → monotonic time before which it is left alone

    async def process_request(self, request: Request) -> None:
        """Wait as long as the host asked for; raise ``Refused`` when that is too long."""
        pause = self.until.get(_host(request), 0.0) - monotonic()
        if pause > LONGEST_WAIT:
            raise Refused(f"{_host(request)} asked to be left alone for now")
        if pause > 0:
            await asyncio.sleep(pause)

    def process_response(self, request: Request, response: Response) -> Request | Response:
        """A new attempt when the status may pass and the server lets us; else the response."""
        if response.status not in _PASSING:
            return response
        asked = wait(_text(response, "Retry-After"), _text(response, "Date"))
        if asked is None:
            return self._again(request, self._backoff(request)) or response
        request.meta["retry_after"] = asked
        self._hold(request, asked.total_seconds())
        return (self._again(request, 0.0) if asked.total_seconds() <= LONGEST_WAIT else None) or response

    def process_exception(self, request: Request, exception: Exception) -> Request | None:
        """A new attempt after what may pass."""
        return self._again(request, self._backoff(request)) if isinstance(exception, _TRANSIENT) else None

    def _again(self, request: Request, seconds: float) -> Request | None:
        """A new attempt ``seconds`` from now, None when there were enough or the source has no time left."""
        times = request.meta.get("retry_times", 0) + 1
        gathering = request.meta.get("gathering")
        if times > self.retries or (gathering is not None and gathering.left < self._pause(request, seconds)):
            return None
        self._hold(request, seconds)
        again = request.copy()
        again.dont_filter = True
        again.meta["retry_times"] = times
        return again

    def _pause(self, request: Request, seconds: float) -> float:
        return max(seconds, self.until.get(_host(request), 0.0) - monotonic())

    def _hold(self, request: Request, seconds: float) -> None:
        host = _host(request)
        self.until[host] = max(self.until.get(host, 0.0), monotonic() + seconds)

    def _backoff(self, request: Request) -> float:
        delay: float = self.crawler.settings.getfloat("DOWNLOAD_DELAY")
        return delay * float(2 ** request.meta.get("retry_times", 0))


def _host(request: Request) -> str:
    return urlsplit(request.url).hostname or ""


def _text(response: Response, header: str) -> str:
    return (response.headers.get(header) or b"").decode("latin-1")
