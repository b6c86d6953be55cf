"""The fake web, and crawls over it."""

from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime, timedelta

import pytest

from crawler.types import Gathered, Job, Network, Source, Validators
from crawler.worker import CrawlWorker
from tests.web.server import NETWORK, Web

NOW = datetime(2026, 3, 3, 12, tzinfo=UTC)
FAST = Network(user_agent="veilleur/test (+mailto:t@example.org)", delay=0.0, timeout=3.0, retries=0)


@pytest.fixture
def web() -> Iterator[Web]:
    """A fresh fake web."""
    with Web() as started:
        yield started


@pytest.fixture(scope="module")
def worker() -> Iterator[CrawlWorker]:
    """One crawl process for the module; only the fake web's network is open."""
    with CrawlWorker(FAST, allowed=(NETWORK,)) as started:
        yield started


class Watcher:
    """Gathers one source again and again, keeping its validators as the archive would."""

    def __init__(self, worker: CrawlWorker, source: Source) -> None:
        self.worker = worker
        self.source = source
        self.validators: dict[str, Validators] = {}

    def __call__(self, after: timedelta = timedelta(0)) -> Gathered:
        """One cycle, ``after`` the common start."""
        job = Job(self.source, dict(self.validators))
        (gathered,) = self.worker.crawl([job], NOW + after)
        self.validators |= {value.url: value for value in gathered.validators}
        return gathered


@pytest.fixture
def watch(worker: CrawlWorker) -> Callable[[Source], Watcher]:
    """``watch(source)`` gives a ``Watcher``."""
    return lambda source: Watcher(worker, source)


def jobs(sources: Mapping[str, Source]) -> list[Job]:
    """First visits."""
    return [Job(source, {}) for source in sources.values()]
