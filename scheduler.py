"""One cycle, as a pipe:

    due sources | fetch | parse | relevant? | read | record | timeline | digest | outbox | send

``Monitor`` runs it; ``Clock`` (APScheduler) starts it. What is due is read from our own rows, never from a job store:
a clock that was stopped for a week finds the same work as one that never stopped.
"""

import logging
import signal
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from functools import cached_property
from time import monotonic
from typing import TYPE_CHECKING, Self

from crawler.errors import ParseError, VeilleurError
from crawler.kinds.records import told
from crawler.parse import parse
from crawler.types import Document, Gathered, Job, Source, SourceStatus
from digests.post import Office, Post
from nlp.types import Affair, Reading
from store.archive import Archive
from store.lock import exclusive, in_turn, lock_of, turn_of
from store.types import Outcome, Unread

if TYPE_CHECKING:
    from nlp.notices import NoticeReader
    from nlp.reader import Reader

log = logging.getLogger("veilleur.scheduler")

Crawl = Callable[[Sequence[Job], datetime], list[Gathered]]
_TICK = timedelta(minutes=1)
_INSTANT = timedelta(microseconds=1)
_BATCH = 32  # revisions read before they are recorded


@dataclass(frozen=True, slots=True)
class Parts:
    """All that a cycle works with, from the topic."""

    sources: tuple[Source, ...]
    affair: Affair
    office: Office  # archive, subscribers, rules of the timeline
    starts: date | None  # older items are archived silently


@dataclass(frozen=True, slots=True)
class SourceReport:
    """What one source gave in a cycle; a failure is a value here."""

    name: str
    status: SourceStatus
    fetched: int
    new: int
    revised: int
    error: str | None


@dataclass(frozen=True, slots=True)
class CycleReport:
    """What one cycle did."""

    sources: tuple[SourceReport, ...]
    documents_new: int
    revisions: int
    relevant: int
    claims: int
    deliveries: int


@dataclass(frozen=True, slots=True)
class ReprocessReport:
    """What reading the archive again changed; none of it is news, but for documents that were missed before."""

    answers: int  # archived answers of servers parsed again
    corrected: int  # revisions whose text or fields were put right
    documents_new: int
    read: int  # revisions read again
    relevant: int
    claims: int
    problems: tuple[str, ...]


def _nothing() -> None:
    """For those who have nothing to rest or to halt."""


class Monitor:
    """Runs cycles over one archive. ``crawl`` gathers jobs: ``CrawlWorker.crawl``, as a rule.

    ``rest`` is called when a cycle has parsed its last body: what parsing held goes before the model comes.
    ``halt`` ends a crawl under way, which then answers for the sources that are whole.
    """

    def __init__(
        self, parts: Parts, crawl: Crawl, rest: Callable[[], None] = _nothing, halt: Callable[[], None] = _nothing
    ) -> None:
        self.parts = parts
        self._crawl, self._rest, self._halt = crawl, rest, halt
        self._halted = False
        self._archive = Archive(parts.office.archive)
        self._post = Post(parts.office)
        self._standing = frozenset(one.name for one in parts.sources if one.enabled and not one.fallback_of)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def halt(self) -> None:
        """From another thread or a signal: end the cycle under way soon. What came is kept, and the next start goes on.

        Sources that were not whole are due again, texts not read yet are unread, digests not made are due.
        """
        self._halted = True
        self._halt()

    def close(self) -> None:
        """Let go of the archive."""
        self._archive.close()

    def turn(self) -> AbstractContextManager[None]:
        """The right to work on the archive, after whoever works on it now: whoever shares it reads the clock inside."""
        return in_turn(turn_of(self.parts.office.archive))

    def cycle(self, now: datetime, send: bool = True, everything: bool = False) -> CycleReport:
        """Run one whole cycle at ``now``. ``everything``: visit every enabled source, due or not.

        A source, a body or a text that fails is told in the report; only a broken archive or model raises.
        """
        now = self._after_all_known(now)
        reports = self._gather(now, everything)
        self._rest()
        relevant, claims = self.read(now)
        deliveries = self._post.deliver(now, everything) if send and not self._halted else 0
        new, revised = (sum(getattr(report, name) for report in reports) for name in ("new", "revised"))
        return CycleReport(reports, new, revised, relevant, claims, deliveries)

    def _gather(self, now: datetime, everything: bool) -> tuple[SourceReport, ...]:
        """Crawl what is due and record it; the bodies are let go of at the end."""
        jobs = self._archive.jobs(self.parts.sources, now, everything)
        gathered = self._crawl(jobs, now) if jobs else []
        sources = {job.source.name: job.source for job in jobs}
        return tuple(self._record(sources[found.source], found, now) for found in gathered)

    def read(self, now: datetime) -> tuple[int, int]:
        """Read every revision that has no reading yet; how many are relevant, and how many claims they gave."""
        _, relevant, claims = self._read_all(self._archive.unread, now)
        return relevant, claims

    def digest_due(self, now: datetime) -> int:
        """Prepare and send what is due at ``now``; how many mails left."""
        return self._post.deliver(self._after_all_known(now))

    def _after_all_known(self, now: datetime) -> datetime:
        """``now``, else the first moment past all that is known and told: the archive's time never goes back.

        What came in at or before the moment at which a digest ended would be in no digest.
        """
        last = max(filter(None, (self._archive.last_moment(), self._post.last_moment())), default=None)
        if last is None or last < now:
            return now
        if last > now:
            log.warning("the clock says %s, but the archive knows of %s: is it right? Going on from there", now, last)
        return last + _INSTANT

    def reprocess(self, now: datetime) -> ReprocessReport:
        """Parse every archived answer and read every text again, with today's parsers and model; nothing is fetched.

        Answers of sources that the topic no longer has keep the text they gave.
        """
        with self._archive.transaction() as tx:
            answers = tx.answers()
        sources = {source.name: source for source in self.parts.sources}
        problems: list[str] = []
        outcomes: list[Outcome] = []
        for number in answers:
            try:
                outcomes += self._parse_again(number, sources, now)
            except ParseError as error:
                problems.append(str(error))
        read, relevant, claims = self._read_all(self._archive.texts_after, now)
        corrected, new = outcomes.count(Outcome.REVISED), outcomes.count(Outcome.NEW)
        return ReprocessReport(len(answers), corrected, new, read, relevant, claims, tuple(problems))

    def _parse_again(self, number: int, sources: dict[str, Source], now: datetime) -> list[Outcome]:
        with self._archive.transaction() as tx:
            fetched = tx.answer(number)
        source = sources.get(fetched.source)
        if source is None:
            return []
        found = parse(source, fetched).documents
        with self._archive.transaction() as tx:
            return [tx.correct_document(d, source, fetched, now, self._silent(d)) for d in found]

    def _read_all(self, texts: Callable[[int, int], Sequence[Unread]], now: datetime) -> tuple[int, int, int]:
        """Read ``texts(after, limit)`` to the end; how many, how many are relevant, and how many claims they gave."""
        read = relevant = claims = last = 0
        while not self._halted and (batch := texts(last, _BATCH)):
            found = self._read_batch(batch, now)
            read, relevant, claims = read + len(batch), relevant + found[0], claims + found[1]
            last = batch[-1].revision_id
        return read, relevant, claims

    def _read_batch(self, batch: Sequence[Unread], now: datetime) -> tuple[int, int]:
        """Read ``batch`` and keep its readings; how many are relevant, and how many claims they gave."""
        readings = list(self._readings(batch))
        with self._archive.transaction() as tx:
            for row, reading in zip(batch, readings, strict=True):
                tx.record_reading(row.revision_id, reading, now)
        return sum(r.relevance.relevant for r in readings), sum(len(r.claims) for r in readings)

    def _record(self, source: Source, gathered: Gathered, now: datetime) -> SourceReport:
        """Keep the raw bodies first, so that nothing is lost; then what can be read in them."""
        with self._archive.transaction() as tx:
            for fetched in gathered.fetched:
                tx.record_fetched(fetched)
        documents, gathered = _parsed(source, gathered)
        with self._archive.transaction() as tx:
            outcomes = [tx.record_document(d, source, now, self._silent(d), self._standing).outcome for d in documents]
            new, revised = outcomes.count(Outcome.NEW), outcomes.count(Outcome.REVISED)
            tx.record_gathered(gathered, new, revised, now)
        fetched_count, error = len(gathered.fetched), gathered.error or None
        return SourceReport(source.name, gathered.status, fetched_count, new, revised, error)

    def _silent(self, document: Document) -> bool:
        """Whether it is history: published before the topic starts."""
        starts, published = self.parts.starts, document.published
        return bool(starts and published and published.astimezone(self.parts.office.rules.zone).date() < starts)

    def _readings(self, batch: Sequence[Unread]) -> Iterable[Reading]:
        prose = iter(
            self._reader.read_many(
                (row.document.title, row.document.text, row.document.published)
                for row in batch
                if row.document.notice is None
            )
        )
        return [self._notice(row.document) if row.document.notice else next(prose) for row in batch]

    def _notice(self, document: Document) -> Reading:
        """A notice's facts come from its fields, never from its prose."""
        return self._notices.read(document)

    @cached_property
    def _notices(self) -> "NoticeReader":
        from nlp.notices import NoticeReader

        return NoticeReader(self.parts.affair, self._reader.scorer)

    @cached_property
    def _reader(self) -> "Reader":
        from nlp.reader import Reader

        return Reader(self.parts.affair)


def _parsed(source: Source, gathered: Gathered) -> tuple[list[Document], Gathered]:
    """Documents of all bodies; what could not be read is told in the error, and an index that is none is INVALID.

    Reading has the source's time limit too: hostile bodies take their 15 s each, and there may be hundreds.
    """
    documents: list[Document] = []
    problems = [gathered.error] if gathered.error else []
    status, deadline = gathered.status, monotonic() + source.time_limit.total_seconds()
    for number, fetched in enumerate(gathered.fetched):
        if monotonic() >= deadline:
            left = len(gathered.fetched) - number
            problems.append(f"time limit of the source reached: {left} bodies kept unread, for `veilleur reprocess`")
            break
        try:
            found = parse(source, fetched)
        except ParseError as error:
            problems.append(str(error))
            status = SourceStatus.INVALID if fetched.role == "index" else status
        else:
            documents += found.documents
            problems += found.problems
    return documents, replace(gathered, status=status, error="; ".join(told(problems)))


class Clock:
    """Ticks every minute until SIGTERM or SIGINT; at each tick, what is due is done. Never two ticks at once."""

    def __init__(self, monitor: Monitor, now: Callable[[], datetime] = lambda: datetime.now(UTC)) -> None:
        self._monitor, self._now = monitor, now
        self._stop = threading.Event()

    def run(self) -> None:
        """Block until asked to stop; the tick under way is cut short. Raises LockedError when another clock runs."""
        from apscheduler.schedulers.background import BackgroundScheduler

        with exclusive(lock_of(self._monitor.parts.office.archive)), self._signals():
            clock = BackgroundScheduler(
                timezone=UTC, job_defaults={"coalesce": True, "max_instances": 1, "misfire_grace_time": None}
            )
            clock.add_job(self.tick, "interval", seconds=_TICK.total_seconds(), next_run_time=datetime.now(UTC))
            clock.start()
            self._stop.wait()
            clock.shutdown(wait=True)

    def tick(self) -> None:
        """One look at what is due; an error is logged, and the next tick tries again."""
        try:
            with self._monitor.turn():
                report = self._monitor.cycle(self._now())
        except VeilleurError:
            log.exception("cycle failed")
        else:
            _log(report)

    @contextmanager
    def _signals(self) -> Iterator[None]:
        before = {number: signal.signal(number, self._stopped) for number in (signal.SIGTERM, signal.SIGINT)}
        try:
            yield
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)

    def _stopped(self, *_: object) -> None:
        self._monitor.halt()
        self._stop.set()


def _log(report: CycleReport) -> None:
    for source in report.sources:
        log.info(
            "%s %s new=%d revised=%d %s", source.name, source.status, source.new, source.revised, source.error or ""
        )
    if report.deliveries:
        log.info("%d mails sent", report.deliveries)
