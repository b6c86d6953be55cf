"""The crawl's own process: owns the reactor, runs one crawl after another, ends when its pipe closes."""

import asyncio
import logging
import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from multiprocessing.connection import Connection
from typing import Any, cast

from crawler import sandbox
from crawler.heap import give_back
from crawler.orphans import obey_parent
from crawler.types import Gathered, Job, Network

_FAREWELL = 1.0  # seconds: a crawl whose jobs are all answered is given that to close its connections


def serve(pipe: Connection, network: Network, allowed: tuple[str, ...]) -> None:
    """Take orders from ``pipe``; answer each with its ``Gathered`` one by one, then None."""
    obey_parent()
    give_back()
    logging.getLogger().addHandler(logging.NullHandler())
    from scrapy.utils.reactor import install_reactor  # before anything imports a reactor

    install_reactor("twisted.internet.asyncioreactor.AsyncioSelectorReactor")
    from twisted.internet import reactor

    child = _Child(pipe, network, allowed, reactor)
    loop = asyncio.get_event_loop_policy().get_event_loop()
    loop.call_soon(child.listen)
    cast("Any", reactor).run(installSignalHandlers=False)
    sandbox.close()


class _Child:
    def __init__(self, pipe: Connection, network: Network, allowed: tuple[str, ...], reactor: Any) -> None:
        from crawler.fetching.resolver import PublicResolver

        self.pipe = pipe
        self.network = network
        self.reactor = reactor
        self.answered = asyncio.Semaphore(0)
        self.stopping: asyncio.Future[None] | None = None
        self.readers = ThreadPoolExecutor(1)  # the thread that waits for the sandbox
        self.resolver = PublicResolver(reactor.nameResolver)
        self.resolver.allowed = allowed
        self.resolver.allow_private = network.allow_private
        reactor.installNameResolver(self.resolver)

    def listen(self) -> None:
        """Wait for orders in a thread, so that the reactor never waits."""
        threading.Thread(target=self._listen, args=(asyncio.get_running_loop(),), daemon=True).start()

    def _listen(self, loop: asyncio.AbstractEventLoop) -> None:
        try:
            while True:
                jobs, now = self.pipe.recv()
                asyncio.run_coroutine_threadsafe(self._crawl(jobs, now), loop).result()
        except (EOFError, OSError):
            pass  # the parent has gone, or wants us to
        finally:
            self.pipe.close()  # whatever it was: the parent must not wait for us
            self.reactor.callFromThread(self.reactor.stop)

    async def _crawl(self, jobs: list[Job], now: datetime) -> None:
        from scrapy.crawler import AsyncCrawlerRunner

        from crawler.fetching.settings import settings
        from crawler.fetching.spider import GatherSpider

        runner = AsyncCrawlerRunner(settings(self.network))
        crawler = runner.create_crawler(GatherSpider)
        limit = asyncio.get_running_loop().call_later(
            self.network.cycle_limit.total_seconds(), self._stop, crawler, "time limit of the cycle reached"
        )
        crawl = asyncio.ensure_future(
            runner.crawl(crawler, jobs, self.network, now, self._deliver, self.resolver.refusals, self.readers)
        )
        try:
            await self._until_answered(crawl, jobs)
        finally:
            limit.cancel()
            cast("Any", crawler.spider).finish_all("the crawl ended before it was answered")
            self.pipe.send(None)

    async def _until_answered(self, crawl: "asyncio.Future[None]", jobs: list[Job]) -> None:
        """Until every job is answered; a crawl that still waits for a dead host then ends unattended."""
        self.answered = asyncio.Semaphore(0)
        answers = asyncio.gather(*(self.answered.acquire() for _ in jobs))
        either: set[asyncio.Future[Any]] = {crawl, answers}
        await asyncio.wait(either, return_when=asyncio.FIRST_COMPLETED)
        answers.cancel()
        await asyncio.wait({crawl}, timeout=_FAREWELL)
        if crawl.done():
            crawl.result()

    def _stop(self, crawler: Any, reason: str) -> None:
        crawler.spider.finish_all(reason)
        self.stopping = asyncio.ensure_future(crawler.stop_async())

    def _deliver(self, gathered: Gathered) -> None:
        self.pipe.send(gathered)
        self.answered.release()
