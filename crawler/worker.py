"""The crawl seen from outside: jobs in, one ``Gathered`` for each out, whatever happens on the web."""

import atexit
from collections.abc import Sequence
from datetime import datetime, timedelta
from multiprocessing import get_context
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from time import monotonic
from types import TracebackType
from typing import Self

from crawler.types import Gathered, Job, Network, SourceStatus

_GRACE = timedelta(seconds=15)  # past the cycle's limit, for the child to end by itself


class CrawlWorker:
    """Context manager around one child process, started at the first crawl and kept for the next ones.

    The child owns the Twisted reactor, which cannot be started twice in a process. ``allowed`` names networks
    (CIDR) that are open although they are not public; ``network.allow_private`` opens all.
    """

    def __init__(self, network: Network, allowed: Sequence[str] = ()) -> None:
        self.network = network
        self.allowed = tuple(allowed)
        self._child: BaseProcess | None = None
        self._pipe: Connection | None = None
        self._halted = False

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def crawl(self, jobs: Sequence[Job], now: datetime) -> list[Gathered]:
        """Gather all ``jobs`` at the (possibly simulated) moment ``now``; one answer a job, in their order.

        Never raises for a source. When the child dies or hangs it is killed, and the jobs it had not answered
        are DOWN; after ``halt`` they have no answer, for they are not. Raises ``ValueError`` when ``now`` is naive.
        """
        if now.tzinfo is None:
            raise ValueError("now must be an aware datetime")
        answers: dict[str, Gathered] = {}
        reason = self._order(list(jobs), now, answers) if jobs else ""
        if reason:
            self.close(kill=True)
        told = [job for job in jobs if job.source.name in answers or not self._halted]
        return [answers.get(job.source.name) or _unanswered(job, reason) for job in told]

    def halt(self) -> None:
        """From another thread or a signal: end the crawl under way at once; later ones give nothing."""
        self._halted = True
        if self._child is not None:
            self._child.kill()

    def close(self, kill: bool = False) -> None:
        """End the child; the next crawl starts another."""
        child, pipe, self._child, self._pipe = self._child, self._pipe, None, None
        atexit.unregister(self.close)
        if child is None or pipe is None:
            return
        pipe.close()
        child.join(0 if kill else 5)
        if child.is_alive():
            child.kill()
            child.join()

    def _order(self, jobs: list[Job], now: datetime, answers: dict[str, Gathered]) -> str:
        """Have ``jobs`` crawled; fills ``answers``; returns why it ended early, "" when all is told."""
        deadline = monotonic() + (self.network.cycle_limit + _GRACE).total_seconds()
        try:
            pipe = self._started()
            pipe.send((jobs, now))
            while pipe.poll(0.0 if self._halted else max(0.0, deadline - monotonic())):
                answer = pipe.recv()
                if answer is None:
                    return ""
                answers[answer.source] = answer
        except (EOFError, OSError):
            return "the crawl process died"
        return "hard time limit of the cycle reached"

    def _started(self) -> Connection:
        if self._child is None or self._pipe is None or not self._child.is_alive():
            self.close(kill=True)
            self._child, self._pipe = _spawn(self.network, self.allowed)
            atexit.register(self.close)
        return self._pipe


def _spawn(network: Network, allowed: tuple[str, ...]) -> tuple[BaseProcess, Connection]:
    from crawler.fetching.child import serve  # light: scrapy is imported in the child

    context = get_context("spawn")
    ours, theirs = context.Pipe()
    child = context.Process(target=serve, args=(theirs, network, allowed), name="veilleur-crawl")
    child.start()
    theirs.close()
    return child, ours


def _unanswered(job: Job, reason: str) -> Gathered:
    return Gathered(job.source.name, SourceStatus.DOWN, (), error=reason or "not answered")
