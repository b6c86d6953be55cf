"""One spider for all sources: what to ask and how to read it is the kinds' business."""

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from typing import Any, cast

import scrapy
from scrapy.http import Response
from twisted.python.failure import Failure

from crawler import sandbox
from crawler.bodies import unpacked
from crawler.errors import ParseError
from crawler.fetching import reasons
from crawler.fetching.gathering import Gathering, Room
from crawler.fetching.reading import follow, item_published
from crawler.fetching.turns import Turns
from crawler.gates import is_gate
from crawler.kinds import KINDS
from crawler.kinds.request import Found, Request
from crawler.types import Fetched, Gathered, Job, Network, SourceStatus, Validators
from crawler.urls import shown

KEPT_HEADERS = """
    content-type content-language content-location content-disposition etag last-modified date link
    x-robots-tag x-ratelimit-remaining x-ratelimit-reset
    """.split()  # noqa: SIM905


_WITHDRAWN = (404, 410)


class GatherSpider(scrapy.Spider):
    """Asks every source, follows what its kind finds, delivers each ``Gathered`` as soon as it is whole."""

    name = "gather"

    def __init__(
        self,
        jobs: Sequence[Job],
        network: Network,
        now: datetime,
        deliver: Callable[[Gathered], None],
        refusals: dict[str, str],
        readers: ThreadPoolExecutor,
    ) -> None:
        super().__init__()
        self.network = network
        self.now = now
        self.deliver = deliver
        self.refusals = refusals
        self.readers = readers
        self.turns = Turns()
        room = Room()
        self.gatherings = [Gathering(job, now, room) for job in jobs]

    async def start(self) -> AsyncIterator[scrapy.Request]:
        """First requests of all sources; a source that cannot even be asked is a failure of its own."""
        loop = asyncio.get_running_loop()
        for gathering in self.gatherings:
            loop.call_later(gathering.left, self.finish, gathering, "time limit of the source reached")
            for request in self._first(gathering):
                yield request
            self._settle(gathering)

    def finish(self, gathering: Gathering, reason: str) -> None:
        """Deliver what a source has given by now."""
        if not gathering.done:
            gathering.fail(SourceStatus.DOWN, reason)
            self._deliver(gathering)

    def finish_all(self, reason: str) -> None:
        """Deliver all sources that are still open."""
        for gathering in self.gatherings:
            self.finish(gathering, reason)

    async def answered(self, response: Response, gathering: Gathering, asked: Request) -> AsyncIterator[scrapy.Request]:
        """A response of any status: read it, and ask on."""
        if gathering.done:
            return
        gathering.received()
        try:
            async with self.turns.of(gathering.job.source.name):
                requests = [] if gathering.done else await self._read(response, gathering, asked)
            for request in requests:
                yield request
        except Exception as error:  # one source's surprise must not end the others
            gathering.fail(SourceStatus.INVALID, f"cannot be read: {type(error).__name__}: {error}"[:200])
        finally:
            self._leave(gathering)

    def failed(self, failure: Failure) -> None:
        """No response: refused by us, or broken by the network or the server."""
        request: scrapy.Request = cast("Any", failure).request  # put there by Scrapy
        gathering, asked = request.cb_kwargs["gathering"], request.cb_kwargs["asked"]
        if not gathering.done:
            status, reason = reasons.of_error(cast("Exception", failure.value), request.url, self.refusals)
            self._missed(gathering, asked, status, reason, request, 0)
            self._leave(gathering)

    def _first(self, gathering: Gathering) -> list[scrapy.Request]:
        job = gathering.job
        try:
            return self._ask(gathering, KINDS[job.source.kind].start(job, self.network, self.now))
        except Exception as error:
            gathering.fail(SourceStatus.INVALID, f"cannot be asked: {error}")
            return []

    def _ask(self, gathering: Gathering, requests: Sequence[Request]) -> list[scrapy.Request]:
        asked = [self._request(gathering, request) for request in requests if gathering.take(request)]
        gathering.pending += len(asked)
        return asked

    def _request(self, gathering: Gathering, request: Request) -> scrapy.Request:
        return scrapy.Request(
            request.url,
            method=request.method,
            headers={**dict(request.headers), **gathering.conditions(request)},
            body=request.body,
            callback=self.answered,
            errback=self.failed,
            cb_kwargs={"gathering": gathering, "asked": request},
            meta={"gathering": gathering},
            priority=10 if request.role == "index" else 0,
            dont_filter=True,
        )

    async def _read(self, response: Response, gathering: Gathering, asked: Request) -> list[scrapy.Request]:
        if response.status == 304 and gathering.conditions(asked):
            gathering.unchanged(asked)
            return []
        if not 200 <= response.status < 300:
            self._missed(gathering, asked, *reasons.of_status(response.status), response.request, response.status)
            return []
        fetched = _fetched(gathering, asked, response)
        if is_gate(fetched.body):
            told = SourceStatus.INVALID, "a firewall's page in place of the one asked for"
            self._missed(gathering, asked, *told, response.request, response.status)
            return []
        if gathering.same(asked, fetched):
            gathering.unchanged(asked, whole=True)
            return []
        return await self._new(gathering, asked, fetched)

    async def _new(self, gathering: Gathering, asked: Request, fetched: Fetched) -> list[scrapy.Request]:
        found = Found()
        if asked.role == "index":
            try:
                found = await self._follow(gathering, fetched)
            except ParseError as error:
                gathering.fail(SourceStatus.INVALID, error.reason)
                return []
            except sandbox.SandboxError as error:
                size = f"{len(fetched.body) / 2**20:.1f} MB"
                gathering.fail(SourceStatus.INVALID, f"{shown(fetched.url)}: {size} that {error}")
                return []
        if not gathering.keep(asked, fetched, found.entries):
            return []
        gathering.remember(asked, _validators(asked, fetched, await self._dated(asked, fetched)))
        return self._ask(gathering, found.requests)

    async def _dated(self, asked: Request, fetched: Fetched) -> datetime | None:
        """When an item was published; its page may know what its index did not say."""
        if asked.role == "index" or asked.context.get("published"):
            return _published(asked)
        try:
            return cast("datetime | None", await self._in_sandbox(item_published, fetched))
        except sandbox.SandboxError:
            return None

    async def _follow(self, gathering: Gathering, fetched: Fetched) -> Any:
        return await self._in_sandbox(follow, gathering.job, fetched, self.now)

    async def _in_sandbox(self, function: Callable[..., Any], *args: Any) -> Any:
        return await asyncio.get_running_loop().run_in_executor(self.readers, sandbox.run, function, *args)

    def _missed(
        self, gathering: Gathering, asked: Request, status: SourceStatus, reason: str, sent: Any, code: int
    ) -> None:
        """An index that cannot be had is a failure; an item becomes the entry that its lead makes."""
        if asked.role == "index":
            gathering.fail(status, reason, sent.meta.get("retry_after"))
        elif asked.context.get("title"):
            if gathering.keep(asked, _entry(gathering, asked, code)):
                gathering.remember(asked, _visit(asked, self.now))
        elif asked.identity in gathering.job.validators:
            gathering.unchanged(asked)
            if code in _WITHDRAWN:
                gathering.tell(f"{shown(asked.url)}: withdrawn, HTTP {code}; what it said is kept")

    def _leave(self, gathering: Gathering) -> None:
        gathering.pending -= 1
        self._settle(gathering)

    def _settle(self, gathering: Gathering) -> None:
        if gathering.pending == 0 and not gathering.done:
            self._deliver(gathering)

    def _deliver(self, gathering: Gathering) -> None:
        gathering.done = True
        self.deliver(gathering.result())


def _fetched(gathering: Gathering, asked: Request, response: Response) -> Fetched:
    first = cast("scrapy.Request", response.request).meta.get("redirect_urls", [response.url])[0]
    return Fetched(
        source=gathering.job.source.name,
        url=response.url,
        status=response.status,
        headers=_headers(response),
        body=unpacked(response.body),
        fetched_at=gathering.now,
        role=asked.role,
        context=asked.context,
        requested=first if first != response.url else "",
    )


def _entry(gathering: Gathering, asked: Request, code: int) -> Fetched:
    """The page could not be had: what its index said of it is all there is."""
    return Fetched(
        source=gathering.job.source.name,
        url=asked.url,
        status=code,
        headers=(),
        body=b"",
        fetched_at=gathering.now,
        role="entry",
        context=asked.context,
    )


def _headers(response: Response) -> tuple[tuple[str, str], ...]:
    found = ((name, response.headers.get(name)) for name in KEPT_HEADERS)
    return tuple((name, value.decode("latin-1")[:1000]) for name, value in found if value)


def _validators(asked: Request, fetched: Fetched, published: datetime | None) -> Validators:
    headers = dict(fetched.headers)
    return Validators(
        url=asked.identity,
        etag=headers.get("etag", ""),
        last_modified=headers.get("last-modified", ""),
        sha256=fetched.sha256,
        fetched_at=fetched.fetched_at,
        key=asked.context.get("key", "") if asked.role == "item" else "",
        published=published,
    )


def _visit(asked: Request, now: datetime) -> Validators:
    return Validators(url=asked.identity, fetched_at=now, key=asked.context.get("key", ""), published=_published(asked))


def _published(asked: Request) -> datetime | None:
    text = asked.context.get("published", "")
    return datetime.fromisoformat(text) if text else None
