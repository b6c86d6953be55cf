"""Big answers from several sources at once: what is held of them is bounded, and small ones always get through."""

from crawler.fetching.handler import UNDER_WAY
from crawler.types import Source, SourceStatus
from crawler.worker import CrawlWorker
from tests.web import misbehaviour as bad
from tests.web.conftest import NOW, jobs
from tests.web.pages import entry, rss
from tests.web.server import Web

SIZE = 9 << 20
NUMBER = 8  # half of each is more than all may hold


def test_the_largest_of_too_many_big_answers_gives_way(web: Web, worker: CrawlWorker) -> None:
    assert NUMBER * SIZE // 2 > UNDER_WAY
    sites = {f"big-{n}": site for n, site in enumerate(bad.together(NUMBER, SIZE))}
    sites["small"] = bad.body(rss(entry("Petit")))
    sources = {name: Source(name, "feed", f"{web.site(name, site)}/") for name, site in sites.items()}
    gathered = {answer.source: answer for answer in worker.crawl(jobs(sources), NOW)}
    assert gathered.pop("small").status is SourceStatus.OK
    given_way = [answer for answer in gathered.values() if answer.status is SourceStatus.DOWN]
    assert {answer.error for answer in given_way} == {
        "gave way as the largest of too many big answers at once; it is asked for again at the next visit"
    }
    assert 2 <= len(gathered) - len(given_way) <= UNDER_WAY // (SIZE // 2)
