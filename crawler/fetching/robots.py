"""robots.txt (RFC 9309) and its ``Crawl-delay``, asked once a host and crawl."""

import asyncio
from urllib.parse import urlsplit

from protego import Protego
from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Response
from scrapy.http.request import NO_CALLBACK

from crawler.fetching.reasons import Refused
from crawler.types import SourceStatus

_MAX_BYTES = 500 * 1024  # RFC 9309 §2.5
_LONGEST_DELAY = 60.0  # seconds; a longer Crawl-delay would mean one page a cycle


class RobotsMiddleware:
    """Refuses what robots.txt forbids, and slows down to what it asks.

    No robots.txt (4xx) allows all; one that cannot be had (5xx, no answer) forbids all, as the RFC says.
    """

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler
        self.agent: str = crawler.settings["ROBOTSTXT_USER_AGENT"]
        self.rules: dict[str, asyncio.Future[Protego]] = {}

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> "RobotsMiddleware":
        """As Scrapy makes its middlewares."""
        return cls(crawler)

    async def process_request(self, request: Request) -> None:
        """Wait for the host's rules; raises ``Refused`` with BLOCKED when they forbid ``request``."""
        if request.meta.get("dont_obey_robotstxt"):
            return
        if not (await self._rules(request)).can_fetch(request.url, self.agent):
            raise Refused("robots.txt forbids it", SourceStatus.BLOCKED)

    async def _rules(self, request: Request) -> Protego:
        parts = urlsplit(request.url)
        root = f"{parts.scheme}://{parts.netloc}"
        if root not in self.rules:
            self.rules[root] = asyncio.ensure_future(self._ask(root, parts.hostname or ""))
        return await asyncio.shield(self.rules[root])

    async def _ask(self, root: str, host: str) -> Protego:
        request = Request(f"{root}/robots.txt", callback=NO_CALLBACK, meta={"dont_obey_robotstxt": True}, priority=1000)
        try:
            response = await self.crawler.engine.download_async(request)
        except Refused as error:
            raise Refused(f"robots.txt: {error}", error.status) from error
        except IgnoreRequest:
            return Protego.parse("")  # a redirect loop, a bomb: no rules that could be read
        rules = Protego.parse(_body(response))
        self._slow_down(host, rules)
        return rules

    def _slow_down(self, host: str, rules: Protego) -> None:
        """Raise the delay of the host's slot, the present one and any made later."""
        asked = min(float(rules.crawl_delay(self.agent) or 0.0), _LONGEST_DELAY)
        downloader = self.crawler.engine.downloader
        delay = max(asked, self.crawler.settings.getfloat("DOWNLOAD_DELAY"))
        downloader.per_slot_settings[host] = {"concurrency": 1, "delay": delay}
        if host in downloader.slots:
            downloader.slots[host].delay = delay


def _body(response: Response) -> str:
    if response.status >= 500 or response.status == 429:
        raise Refused(f"robots.txt cannot be had: HTTP {response.status}")
    return response.body[:_MAX_BYTES].decode("utf-8", "replace") if response.status == 200 else ""
