"""What a server may expect of us, seen from the server's side."""

import asyncio
import threading
from collections.abc import Callable
from datetime import timedelta
from itertools import pairwise

import pytest

from crawler.types import Job, Network, Source, SourceStatus
from crawler.worker import CrawlWorker
from tests.web.conftest import FAST, NOW, Watcher
from tests.web.misbehaviour import REJECTED, body, flaky, hang, status
from tests.web.pages import entry, listing, page, rss
from tests.web.server import NETWORK, Asked, Web, Wire

Watch = Callable[[Source], Watcher]
FEED = rss(entry("Un", "http://exemple.test/1"))
UNCHANGED, OK = SourceStatus.UNCHANGED, SourceStatus.OK


class Versioned:
    """A site with one body, an ETag and a Last-Modified, that honours conditions."""

    def __init__(self, content: str, etag: str = '"1"', content_type: str = "application/rss+xml") -> None:
        self.content, self.etag, self.content_type = content, etag, content_type

    async def __call__(self, asked: Asked, wire: Wire) -> None:
        if asked.headers.get("if-none-match") == self.etag:
            await wire.reply("", 304, ETag=self.etag)
            return
        stamp = "Mon, 02 Mar 2026 10:00:00 GMT"
        await wire.reply(self.content, Content_Type=self.content_type, ETag=self.etag, Last_Modified=stamp)


class TwoPages:
    """A feed and the article it points to; ``article`` may be replaced."""

    def __init__(self, published: str, article: str, code: int = 200) -> None:
        self.published, self.article, self.code = published, article, code
        self.feed_etag = '"f1"'

    async def __call__(self, asked: Asked, wire: Wire) -> None:
        if asked.path == "/article":
            await wire.reply(self.article, self.code, Content_Type="text/html")
        elif asked.headers.get("if-none-match") == self.feed_etag:
            await wire.reply("", 304)
        else:
            feed = rss(entry("Le titre", f"http://{asked.headers['host']}/article", pubDate=self.published))
            await wire.reply(feed, Content_Type="application/rss+xml", ETag=self.feed_etag)


def test_user_agent_says_who_we_are_and_no_cookie_comes_back(web: Web, watch: Watch) -> None:
    watch(Source("one", "feed", web.site("one", body(FEED, Set_Cookie="a=b"))))()
    headers = web.of("one")[0].headers
    assert headers["user-agent"] == FAST.user_agent
    assert "cookie" not in headers and "referer" not in headers


def test_conditional_requests_and_unchanged_answers(web: Web, watch: Watch) -> None:
    site = Versioned(FEED)
    cycle = watch(Source("one", "feed", web.site("one", site)))
    assert [cycle().status, cycle().status] == [OK, UNCHANGED]
    assert web.of("one")[1].headers["if-none-match"] == '"1"'
    assert web.of("one")[1].headers["if-modified-since"] == "Mon, 02 Mar 2026 10:00:00 GMT"
    site.content, site.etag = rss(entry("Deux", "http://exemple.test/2")), '"2"'
    changed = cycle()
    assert changed.status is OK and len(changed.fetched) == 1


def test_same_bytes_without_validators_are_not_returned_again(web: Web, watch: Watch) -> None:
    cycle = watch(Source("one", "feed", web.site("one", body(FEED))))
    assert len(cycle().fetched) == 1
    again = cycle(timedelta(hours=1))
    assert (again.status, list(again.fetched), again.error) == (UNCHANGED, [], "")


def test_an_etag_that_lies_costs_at_most_a_day(web: Web, watch: Watch) -> None:
    site = Versioned(FEED)
    cycle = watch(Source("one", "feed", web.site("one", site)))
    cycle()
    site.content = rss(entry("Changé", "http://exemple.test/2"))  # and the ETag stays
    assert cycle(timedelta(hours=6)).status is UNCHANGED
    assert len(cycle(timedelta(hours=25)).fetched) == 1


@pytest.mark.parametrize("etag", ["unquoted", 'W/"weak"', '"", "two"', "é"])
def test_odd_etags_are_given_back_as_they_came(web: Web, watch: Watch, etag: str) -> None:
    cycle = watch(Source("one", "feed", web.site("one", Versioned(FEED, etag))))
    assert [cycle().status, cycle().status] == [OK, UNCHANGED]


def test_robots_is_asked_first_and_its_delay_kept(web: Web, watch: Watch) -> None:
    links = [f"/page-{number}" for number in range(2)]

    async def site(asked: Asked, wire: Wire) -> None:
        await wire.reply(listing(links) if asked.path == "/" else page(asked.path), Content_Type="text/html")

    robots = body("User-agent: veilleur\nCrawl-delay: 1\nDisallow: /page-1\n", "text/plain")
    url = web.site("one", site, robots)
    gathered = watch(Source("one", "listing", f"{url}/"))()
    assert [asked.path for asked in web.asked] == ["/robots.txt", "/", "/page-0"]
    times = [asked.at for asked in web.asked]
    assert times[2] - times[1] >= timedelta(seconds=0.9)
    assert {fetched.role for fetched in gathered.fetched} == {"index", "item", "entry"}


def test_one_request_at_a_time_per_host_and_the_delay_between_them(web: Web) -> None:
    url = web.site("one", body(FEED))
    sources = [Source(f"s{number}", "feed", f"{url}/{number}") for number in range(3)]
    network = Network(delay=0.5, timeout=5, retries=0)
    with CrawlWorker(network, allowed=(NETWORK,)) as worker:
        worker.crawl([Job(source, {}) for source in sources], NOW)
    times = [asked.at for asked in web.asked]
    assert len(times) == 4
    assert all(later - earlier >= timedelta(seconds=0.45) for earlier, later in pairwise(times))


def test_short_retry_after_is_waited_for_and_long_ones_are_told(web: Web) -> None:
    patient = web.site("patient", flaky(FEED, 429, 503))
    away = web.site("away", status(503, Retry_After="86400000"))
    sources = [Source("patient", "feed", patient), Source("away", "feed", away)]
    with CrawlWorker(Network(delay=0, timeout=5, retries=2), allowed=(NETWORK,)) as worker:
        first, second = worker.crawl([Job(source, {}) for source in sources], NOW)
    assert (first.status, first.error) == (OK, "")
    times = [asked.at for asked in web.of("patient")]
    assert all(later - earlier >= timedelta(seconds=0.9) for earlier, later in pairwise(times))
    assert second.retry_after == NOW + timedelta(days=1)
    assert len(web.of("away")) == 1


def test_a_silent_edit_is_seen_although_the_feed_is_unchanged(web: Web, watch: Watch) -> None:
    site = TwoPages("Mon, 02 Mar 2026 10:00:00 GMT", page("Le titre"))
    cycle = watch(Source("one", "feed", f"{web.site('one', site)}/feed", follow=True))
    assert [fetched.role for fetched in cycle().fetched] == ["index", "item"]
    assert cycle(timedelta(hours=1)).status is UNCHANGED
    assert len([asked for asked in web.of("one") if asked.path == "/article"]) == 1
    site.article = page("Le titre", "<p>Un texte corrigé pendant la nuit, et bien assez long pour être lu.</p>" * 3)
    edited = cycle(timedelta(hours=21))
    assert [fetched.role for fetched in edited.fetched] == ["item"]
    assert edited.status is OK
    assert not cycle(timedelta(days=30)).fetched or "/article" not in [asked.path for asked in web.of("one")[-1:]]


def test_a_page_that_cannot_be_had_becomes_its_entry_and_is_tried_again_next_day(web: Web, watch: Watch) -> None:
    site = TwoPages("Mon, 02 Mar 2026 10:00:00 GMT", page("Le titre"), code=403)
    cycle = watch(Source("one", "feed", f"{web.site('one', site)}/feed", follow=True))
    refused = cycle()
    assert [fetched.role for fetched in refused.fetched] == ["index", "entry"]
    assert (refused.status, refused.error) == (OK, "")
    site.code = 200
    assert [fetched.role for fetched in cycle(timedelta(hours=21)).fetched] == ["item"]


@pytest.mark.parametrize("code", [404, 410])
def test_a_page_withdrawn_later_is_told_and_takes_nothing_back(web: Web, watch: Watch, code: int) -> None:
    site = TwoPages("Mon, 02 Mar 2026 10:00:00 GMT", page("Le titre"))
    cycle = watch(Source("one", "feed", f"{web.site('one', site)}/feed", follow=True))
    cycle()
    site.code = code
    gone = cycle(timedelta(hours=21))
    assert (gone.status, list(gone.fetched)) == (UNCHANGED, [])
    assert f"/article: withdrawn, HTTP {code}" in gone.error
    site.code = 200
    assert cycle(timedelta(hours=42)).error == ""  # and back again, as it was


def test_a_firewall_s_page_is_no_page(web: Web, watch: Watch) -> None:
    """Neither at the first visit, where the entry stands in, nor later, in place of what was read."""
    site = TwoPages("Mon, 02 Mar 2026 10:00:00 GMT", REJECTED)
    cycle = watch(Source("one", "feed", f"{web.site('one', site)}/feed", follow=True))
    assert [fetched.role for fetched in cycle().fetched] == ["index", "entry"]
    site.article = page("Le titre")
    assert [fetched.role for fetched in cycle(timedelta(hours=21)).fetched] == ["item"]
    site.article = REJECTED
    assert not cycle(timedelta(hours=42)).fetched


def test_an_empty_feed_stays_empty_whatever_its_etag(web: Web, watch: Watch) -> None:
    site = Versioned(rss())
    cycle = watch(Source("one", "feed", web.site("one", site)))
    assert [cycle().status, cycle(timedelta(hours=1)).status] == [SourceStatus.EMPTY] * 2
    site.content, site.etag = FEED, '"2"'
    assert cycle(timedelta(hours=2)).status is OK


def test_an_old_page_is_left_alone(web: Web, watch: Watch) -> None:
    site = TwoPages("Mon, 02 Feb 2026 10:00:00 GMT", page("Le titre"))
    cycle = watch(Source("one", "feed", f"{web.site('one', site)}/feed", follow=True))
    cycle()
    cycle(timedelta(hours=21))
    assert len([asked for asked in web.of("one") if asked.path == "/article"]) == 1


def test_an_incomplete_visit_is_made_again_whole(web: Web, watch: Watch) -> None:
    """When time ran out before the articles were had, a 304 must not hide them for ever."""
    pause = [30.0]

    async def site(asked: Asked, wire: Wire) -> None:
        if asked.path == "/article":
            await asyncio.sleep(pause[0])
            await wire.reply(page("Un"), Content_Type="text/html")
        else:
            await Versioned(rss(entry("Un", f"http://{asked.headers['host']}/article")))(asked, wire)

    limit = timedelta(seconds=2)
    cycle = watch(Source("one", "feed", f"{web.site('one', site)}/feed", follow=True, time_limit=limit))
    assert cycle().error == "incomplete: time limit of the source reached"
    assert cycle.validators == {}
    pause[0] = 0.0
    assert [fetched.role for fetched in cycle().fetched] == ["index", "item"]


def test_the_cycle_has_a_limit_of_its_own(web: Web) -> None:
    sources = [
        Source("hang", "feed", web.site("hang", hang)),
        Source("good", "feed", web.site("good", body(FEED))),
    ]
    network = Network(delay=0, timeout=60, retries=0, cycle_limit=timedelta(seconds=4))
    with CrawlWorker(network, allowed=(NETWORK,)) as worker:
        first, second = worker.crawl([Job(source, {}) for source in sources], NOW)
    assert (first.status, first.error) == (SourceStatus.DOWN, "time limit of the cycle reached")
    assert second.status is OK


def test_many_crawls_one_process(web: Web, worker: CrawlWorker) -> None:
    source = Source("one", "feed", web.site("one", body(FEED)))
    for number in range(10):
        (gathered,) = worker.crawl([Job(source, {})], NOW + timedelta(hours=number))
        assert gathered.status is OK
        assert gathered.fetched[0].fetched_at == NOW + timedelta(hours=number)


def test_a_child_that_dies_is_a_reason_and_the_next_crawl_works(web: Web) -> None:
    sources = [
        Source("hang", "feed", web.site("hang", hang)),
        Source("good", "feed", web.site("good", body(FEED))),
    ]
    with CrawlWorker(FAST, allowed=(NETWORK,)) as worker:
        assert worker.crawl([Job(sources[1], {})], NOW)[0].status is OK
        assert worker._child is not None
        threading.Timer(1.0, worker._child.kill).start()
        first, second = worker.crawl([Job(source, {}) for source in sources], NOW)
        assert (first.status, first.error) == (SourceStatus.DOWN, "the crawl process died")
        assert second.status is OK
        assert worker.crawl([Job(sources[1], {})], NOW)[0].status is OK


def test_naive_moments_are_refused(worker: CrawlWorker) -> None:
    with pytest.raises(ValueError, match="aware"):
        worker.crawl([], NOW.replace(tzinfo=None))


def test_one_request_at_a_time_even_without_delay(web: Web, worker: CrawlWorker) -> None:
    under_way, most = [0], [0]

    async def site(asked: Asked, wire: Wire) -> None:
        under_way[0] += 1
        most[0] = max(most[0], under_way[0])
        await asyncio.sleep(0.05)
        under_way[0] -= 1
        await wire.reply(FEED, Content_Type="application/rss+xml")

    url = web.site("one", site)
    answers = worker.crawl([Job(Source(f"s{number}", "feed", f"{url}/{number}"), {}) for number in range(6)], NOW)
    assert {gathered.status for gathered in answers} == {OK}
    assert most == [1]
