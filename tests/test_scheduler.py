"""The cycle and the clock, over a real web on loopback and a real archive."""

import asyncio
import logging
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path
from threading import Event
from time import sleep
from zoneinfo import ZoneInfo

import pytest

from crawler.types import Authority, Gathered, Job, Network, Source, SourceStatus
from crawler.worker import CrawlWorker
from digests.changes import changes
from digests.post import Office
from digests.timeline import Rules
from digests.types import ChangeKind, MailSettings, Subscriber
from scheduler import Clock, CycleReport, Monitor, Parts
from store.queries import Queries
from tests.web.server import NETWORK, Asked, Web, Wire
from veilleur.parts import words
from veilleur.topic import loads, preset

NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)
FAST = Network(user_agent="veilleur/test (+mailto:t@example.org)", delay=0.0, timeout=3.0, retries=0)
ABOUT = "La Plateforme des données de santé (Health Data Hub) attribuera son marché d'hébergement fin mars 2026."
ELSEWHERE = "La recette de la tarte aux pommes, par un chef de village."


class Feed:
    """A feed that can be changed, broken and mended; it counts its visits."""

    def __init__(self, *items: tuple[str, str]) -> None:
        self.items, self.status, self.visits, self.asked = dict(items), 200, 0, Event()

    async def __call__(self, asked: Asked, wire: Wire) -> None:
        self.visits += 1
        self.asked.set()
        entries = "".join(
            f"<item><guid>{key}</guid><link>https://paper.example/{key}</link><title>{key}</title>"
            f"<description>{text}</description><pubDate>{format_datetime(NOW - HOUR)}</pubDate></item>"
            for key, text in self.items.items()
        )
        channel = f'<rss version="2.0"><channel><title>t</title>{entries}</channel></rss>'
        await wire.reply(channel, self.status, Content_Type="application/rss+xml")


class Slow(Feed):
    """A feed that does not answer."""

    async def __call__(self, asked: Asked, wire: Wire) -> None:
        self.asked.set()
        await asyncio.sleep(600)


async def not_a_feed(asked: Asked, wire: Wire) -> None:
    await wire.reply("<!doctype html><title>Portail captif</title>", Content_Type="text/html")


@pytest.fixture(scope="module")
def web() -> Iterator[Web]:
    with Web() as started:
        yield started


@pytest.fixture(scope="module")
def worker() -> Iterator[CrawlWorker]:
    with CrawlWorker(FAST, allowed=(NETWORK,)) as started:
        yield started


def parts(folder: Path, *sources: Source, starts: date | None = None) -> Parts:
    mail = MailSettings("veille@example.org", folder=str(folder / "outbox"))
    rules = Rules((), ZoneInfo("Europe/Paris"))
    office = Office(f"sqlite:///{folder / 'veilleur.db'}", (), mail, rules, {}, "PDS", "fr")
    return Parts(sources, loads(preset(), None).affair, office, starts)


def source(web: Web, name: str, site: Feed | None = None) -> Source:
    return Source(name, "feed", web.site(name, site or not_a_feed), name.title(), Authority.PRESS)


def counts(report: CycleReport) -> tuple[int, int, int]:
    return report.documents_new, report.revisions, report.relevant


def test_a_day_of_a_source_from_first_visit_to_last(web: Web, worker: CrawlWorker, tmp_path: Path) -> None:
    feed = Feed(("hdh", ABOUT), ("tarte", ELSEWHERE))
    watched = parts(tmp_path, source(web, "gazette", feed))
    with Monitor(watched, worker.crawl) as monitor:
        first = monitor.cycle(NOW)
        assert (*counts(first), first.claims > 0) == (2, 0, 1, True)
        again = monitor.cycle(NOW + HOUR)
        assert (counts(again), again.sources[0].status) == ((0, 0, 0), SourceStatus.UNCHANGED)
        feed.items["hdh"] = ABOUT.replace("fin mars", "fin avril")
        assert counts(monitor.cycle(NOW + 2 * HOUR)) == (0, 1, 1)
        feed.status = 503
        down = monitor.cycle(NOW + 3 * HOUR)
        assert (down.sources[0].status, counts(down)) == (SourceStatus.DOWN, (0, 0, 0))
        feed.status = 200
        assert monitor.cycle(NOW + 4 * HOUR).sources[0].status in (SourceStatus.OK, SourceStatus.UNCHANGED)
    told = _changes(watched, NOW + 5 * HOUR)
    assert {ChangeKind.SOURCE_DOWN, ChangeKind.SOURCE_UP, ChangeKind.DOCUMENT_REVISED} <= set(told)


def _changes(watched: Parts, until: datetime) -> list[ChangeKind]:
    """Kinds of what changed in each hour from the first visit on."""
    queries, rules = Queries(watched.office.archive), watched.office.rules
    hours = [NOW + n * HOUR for n in range(int((until - NOW) / HOUR))]
    speech = words(loads(preset(), None))
    pairs = [(queries.known(hour), queries.known(hour + HOUR)) for hour in hours]
    queries.close()
    return [change.kind for before, after in pairs for change in changes(before, after, rules, speech)]


def test_a_source_that_fails_is_a_value_and_costs_the_others_nothing(
    web: Web, worker: CrawlWorker, tmp_path: Path
) -> None:
    good, captive = source(web, "good", Feed(("hdh", ABOUT))), source(web, "captive")
    gone = Source("gone", "feed", "http://127.1.0.1:9/feed")
    with Monitor(parts(tmp_path, gone, captive, good), worker.crawl) as monitor:
        report = monitor.cycle(NOW)
    found = {row.name: row for row in report.sources}
    assert {name: row.status for name, row in found.items()} == {
        "gone": SourceStatus.DOWN,
        "captive": SourceStatus.INVALID,
        "good": SourceStatus.OK,
    }
    assert found["gone"].error and found["captive"].error and not found["good"].error
    assert counts(report) == (1, 0, 1)


def test_the_raw_body_of_what_could_not_be_read_is_kept(web: Web, worker: CrawlWorker, tmp_path: Path) -> None:
    watched = parts(tmp_path, source(web, "feed", Feed(("hdh", ABOUT))))
    with Monitor(watched, worker.crawl) as monitor:
        monitor.cycle(NOW)
    queries = Queries(watched.office.archive)
    [row] = queries.known(NOW).documents.values()
    assert ABOUT.encode() in queries.raw(row.sha256)
    queries.close()


def test_reading_a_source_has_its_time_limit_too_and_what_is_left_can_be_read_later(
    web: Web, worker: CrawlWorker, tmp_path: Path
) -> None:
    watched = source(web, "endless", Feed(("hdh", ABOUT)))

    def crawl(jobs: Sequence[Job], now: datetime) -> list[Gathered]:
        return worker.crawl([replace(job, source=watched) for job in jobs], now)

    no_time = replace(watched, time_limit=timedelta(0))
    with Monitor(parts(tmp_path, no_time), crawl) as monitor:
        report = monitor.cycle(NOW)
        assert report.documents_new == 0 and "1 bodies kept unread" in (report.sources[0].error or "")
    with Monitor(parts(tmp_path, watched), worker.crawl) as monitor:
        assert monitor.reprocess(NOW + HOUR).documents_new == 1


def test_what_is_older_than_the_topic_is_archived_in_silence(web: Web, worker: CrawlWorker, tmp_path: Path) -> None:
    watched = parts(tmp_path, source(web, "old", Feed(("hdh", ABOUT))), starts=date(2026, 3, 3))
    with Monitor(watched, worker.crawl) as monitor:
        assert monitor.cycle(NOW).documents_new == 1
    queries = Queries(watched.office.archive)
    assert [row.silent for row in queries.known(NOW).documents.values()] == [True]
    queries.close()


def test_what_a_crash_left_unread_is_read_by_the_next_cycle(
    web: Web, worker: CrawlWorker, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    watched = parts(tmp_path, source(web, "crash", Feed(("hdh", ABOUT))))
    with Monitor(watched, worker.crawl) as monitor:
        with monkeypatch.context() as patch, pytest.raises(MemoryError):
            patch.setattr(monitor, "_readings", _no_memory)
            monitor.cycle(NOW)
        assert counts(monitor.cycle(NOW + timedelta(minutes=1))) == (0, 0, 1)
    queries = Queries(watched.office.archive)
    assert [row.known_at for row in queries.known(NOW).documents.values()] == [NOW]
    queries.close()


def _no_memory(_: object) -> None:
    raise MemoryError


# ── the clock ──────────────────────────────────────────────────────────────────────────────────────


def test_the_clock_visits_when_due_and_not_before(web: Web, worker: CrawlWorker, tmp_path: Path) -> None:
    feed = Feed(("tarte", ELSEWHERE))
    minutes = iter((0, 1, 30, 59, 60, 61, 119, 121))
    with Monitor(parts(tmp_path, source(web, "clock", feed)), worker.crawl) as monitor:
        clock = Clock(monitor, lambda: NOW + timedelta(minutes=next(minutes)))
        visits = []
        for _ in range(8):
            clock.tick()
            visits.append(feed.visits)
    assert visits == [1, 1, 1, 1, 2, 2, 2, 3]


def test_a_clock_that_was_stopped_finds_the_same_work(web: Web, worker: CrawlWorker, tmp_path: Path) -> None:
    feed = Feed(("tarte", ELSEWHERE))
    watched = parts(tmp_path, source(web, "stopped", feed))
    for days in (0, 7, 7):
        with Monitor(watched, worker.crawl) as monitor:
            Clock(monitor, lambda: NOW + timedelta(days=days)).tick()  # noqa: B023 (called in this turn)
    assert feed.visits == 2


def test_a_tick_that_fails_is_logged_and_the_next_one_works(
    web: Web, worker: CrawlWorker, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    feed = Feed(("tarte", ELSEWHERE))
    watched = parts(tmp_path, source(web, "mended", feed))
    mail = tmp_path / "veilleur.mail.db"
    mail.write_bytes(b"not a mailbox " * 100)
    with Monitor(watched, worker.crawl) as monitor, caplog.at_level(logging.INFO, "veilleur.scheduler"):
        Clock(monitor, lambda: NOW).tick()
        assert "cycle failed" in caplog.text and "veilleur.mail.db" in caplog.text
        caplog.clear()
        mail.unlink()
        Clock(monitor, lambda: NOW + HOUR).tick()
        assert "cycle failed" not in caplog.text and "mended unchanged" in caplog.text


def test_what_comes_in_after_a_digest_is_news_though_the_clock_went_back(
    web: Web, worker: CrawlWorker, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    feed = Feed(("tarte", ELSEWHERE))
    watched = parts(tmp_path, source(web, "set-back", feed))
    reader = Subscriber("equipe", "equipe@example.org", days=frozenset(range(7)))
    watched = replace(watched, office=replace(watched.office, subscribers=(reader,)))
    with Monitor(watched, worker.crawl) as monitor:
        monitor.cycle(NOW)
        monitor.digest_due(NOW + 24 * HOUR)
        feed.items["hdh"] = ABOUT
        assert monitor.cycle(NOW + 23 * HOUR, everything=True).documents_new == 1
        assert "is it right?" in caplog.text
        monitor.digest_due(NOW + 48 * HOUR)
    newest = max((tmp_path / "outbox").glob("*.txt"))
    assert "hdh" in newest.read_text("utf-8")


def test_a_cycle_that_is_halted_keeps_what_came_and_the_next_one_goes_on(web: Web, tmp_path: Path) -> None:
    feed, slow = Feed(("hdh", ABOUT)), Slow()
    watched = parts(tmp_path, source(web, "quick", feed), source(web, "slow", slow))
    patient = replace(FAST, timeout=500.0)
    with CrawlWorker(patient, allowed=(NETWORK,)) as halted, ThreadPoolExecutor(1) as pool:
        monitor = Monitor(watched, halted.crawl, halt=halted.halt)
        cycle = pool.submit(monitor.cycle, NOW)
        assert feed.asked.wait(60) and slow.asked.wait(60)
        sleep(5)  # the quick one's answer is read, in another process, and handed over
        monitor.halt()
        report = cycle.result(60)
        monitor.close()
    assert [(row.name, row.status, row.new) for row in report.sources] == [("quick", SourceStatus.OK, 1)]
    assert (report.relevant, report.deliveries) == (0, 0)  # it waits to be read
    slow.asked.clear()
    with CrawlWorker(FAST, allowed=(NETWORK,)) as worker, Monitor(watched, worker.crawl) as monitor:
        report = monitor.cycle(NOW + timedelta(minutes=1))
    assert slow.asked.is_set() and [row.name for row in report.sources] == ["slow"]
    assert report.relevant == 1


def test_two_cycles_take_turns_and_no_mail_leaves_twice(tmp_path: Path) -> None:
    """The second starts when the first has sent, and then finds nothing left to send."""
    reader = Subscriber("equipe", "equipe@example.org", days=frozenset(range(7)))
    watched = parts(tmp_path)
    watched = replace(watched, office=replace(watched.office, subscribers=(reader,)))
    first_is_in, first_may_go = Event(), Event()

    def cycle(inside: Event, go_on: Event) -> int:
        with Monitor(watched, lambda jobs, now: []) as monitor, monitor.turn():
            inside.set()
            assert go_on.wait(30)
            return monitor.cycle(NOW).deliveries

    with ThreadPoolExecutor(2) as pool:
        first = pool.submit(cycle, first_is_in, first_may_go)
        assert first_is_in.wait(30)
        second_is_in = Event()
        second = pool.submit(cycle, second_is_in, first_may_go)
        assert not second_is_in.wait(0.5)
        first_may_go.set()
        assert (first.result(), second.result()) == (1, 0)
