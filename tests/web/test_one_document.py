"""One publication is one document, whatever its feed does with it: crawled for real, kept for real."""

from collections.abc import Iterator, Sequence
from datetime import timedelta
from pathlib import Path

import pytest

from crawler.parse import parse
from crawler.types import Source
from crawler.worker import CrawlWorker
from store.archive import Archive
from store.queries import Queries
from store.types import DocumentRow
from tests.web.conftest import NOW
from tests.web.pages import entry, page, rss
from tests.web.server import Asked, Web, Wire

DAY = timedelta(days=1)
LONG = "<p>{} Le marché de la plateforme sera attribué à la fin du mois, selon le communiqué publié ce jour.</p>"


class Paper:
    """A feed and its articles; both change as days go by."""

    def __init__(self) -> None:
        self.entries: Sequence[str] = ()
        self.articles: dict[str, str] = {}
        self.moved: dict[str, str] = {}  # path → where it leads

    async def __call__(self, asked: Asked, wire: Wire) -> None:
        path = asked.path.partition("?")[0]
        if path == "/feed":
            await wire.reply(rss(*self.entries), Content_Type="application/rss+xml")
        elif path in self.moved:
            await wire.reply("", 301, Location=self.moved[path])
        else:
            await wire.reply(
                self.articles.get(path, ""), 200 if path in self.articles else 404, Content_Type="text/html"
            )


class Desk:
    """Crawls one paper, day after day, and keeps what it gives."""

    def __init__(self, web: Web, worker: CrawlWorker, folder: Path, follow: bool) -> None:
        self.paper, self.worker = Paper(), worker
        self.base = web.site("paper", self.paper)
        self.source = Source("paper", "feed", f"{self.base}/feed", follow=follow)
        self.url = f"sqlite:///{folder / 'veilleur.db'}"
        self.archive = Archive(self.url)

    def day(self, number: int, *entries: str) -> list[str]:
        """One visit on that day; what each document came to."""
        self.paper.entries, now = entries, NOW + number * DAY
        [gathered] = self.worker.crawl(self.archive.jobs([self.source], now, everything=True), now)
        documents = [document for body in gathered.fetched for document in parse(self.source, body).documents]
        with self.archive.transaction() as tx:
            for body in gathered.fetched:
                tx.record_fetched(body)
            told = [str(tx.record_document(document, self.source, now).outcome) for document in documents]
            tx.record_gathered(gathered, told.count("new"), told.count("revised"), now)
        return told

    def row(self, number: int) -> DocumentRow:
        """A document as it stands."""
        queries = Queries(self.url)
        try:
            return queries.document(number, NOW + 99 * DAY)
        finally:
            queries.close()


@pytest.fixture
def desk(web: Web, worker: CrawlWorker, tmp_path: Path) -> Iterator[Desk]:
    """Entries are the documents."""
    desk = Desk(web, worker, tmp_path, follow=False)
    yield desk
    desk.archive.close()


@pytest.fixture
def follower(web: Web, worker: CrawlWorker, tmp_path: Path) -> Iterator[Desk]:
    """Pages are the documents."""
    desk = Desk(web, worker, tmp_path, follow=True)
    yield desk
    desk.archive.close()


def test_tracking_parameters_come_and_go(desk: Desk) -> None:
    assert desk.day(0, entry("Un", "http://ex.test/1?utm_source=rss&amp;id=4")) == ["new"]
    assert desk.day(1, entry("Un", "http://ex.test/1?id=4&amp;xtor=RSS-1")) == ["unchanged"]
    assert desk.row(1).url == "http://ex.test/1?id=4"


def test_an_entry_that_vanishes_and_returns(desk: Desk) -> None:
    one, two = entry("Un", "http://ex.test/1"), entry("Deux", "http://ex.test/2")
    assert [desk.day(0, one, two), desk.day(1, two), desk.day(2, one, two)] == [
        ["new", "new"], ["unchanged"], ["unchanged", "unchanged"],
    ]  # fmt: skip


@pytest.mark.parametrize(
    "guids",
    [("a", "b"), ("", "a"), ("a", ""), ("http://ex.test/1", "")],
    ids=["changes", "appears", "is dropped", "was the link"],
)
def test_a_guid_that_is_not_to_be_relied_on(desk: Desk, guids: tuple[str, str]) -> None:
    before, after = (entry("Un", "http://ex.test/1", guid) for guid in guids)
    assert [desk.day(0, before), desk.day(1, after)] == [["new"], ["unchanged"]]


def test_a_permalink_guid_that_moves_with_the_same_link_is_one_document(desk: Desk) -> None:
    before, after = (entry("Un", "http://ex.test/1", f"http://ex.test/?p={number}") for number in (1, 2))
    assert [desk.day(0, before), desk.day(1, after)] == [["new"], ["unchanged"]]


def test_one_guid_for_all_entries(desk: Desk) -> None:
    entries = [entry(f"Titre {number}", f"http://ex.test/{number}", "http://ex.test/") for number in range(3)]
    assert [desk.day(0, *entries[:2]), desk.day(1, *entries)] == [["new"] * 2, ["unchanged", "unchanged", "new"]]


def test_an_edit_that_is_taken_back_is_two_revisions(desk: Desk) -> None:
    told = [
        desk.day(number, entry("Un", "http://ex.test/1", description=text))
        for number, text in enumerate(("Fin mars.", "Fin avril.", "Fin mars."))
    ]
    assert told == [["new"], ["revised"], ["revised"]]
    assert (desk.row(1).revision, desk.row(1).text) == (3, "Fin mars.")


def test_a_redirect_and_a_canonical_link_lead_to_one_document(follower: Desk) -> None:
    base, paper = follower.base, follower.paper
    canonical = f'<link rel="canonical" href="{base}/vrai">'
    paper.articles["/vrai"] = page("Un titre", LONG.format("Un.") * 3, canonical)
    paper.moved["/court"] = "/vrai?utm_medium=x"
    assert follower.day(0, entry("Un titre", f"{base}/court")) == ["new"]
    assert follower.day(1, entry("Un titre", f"{base}/vrai")) == ["unchanged"]
    assert follower.row(1).url == f"{base}/vrai" and f"{base}/court" in follower.row(1).urls


def test_a_page_that_goes_and_comes_back_is_one_document(follower: Desk) -> None:
    base, paper = follower.base, follower.paper
    listed = entry("Un titre", f"{base}/un", pubDate="Mon, 02 Mar 2026 10:00:00 GMT")
    paper.articles["/un"] = page("Un titre", LONG.format("Un.") * 3)
    assert follower.day(0, listed) == ["new"]
    gone = paper.articles.pop("/un")
    assert follower.day(1, listed) == []  # which takes nothing back
    paper.articles["/un"] = gone
    assert set(follower.day(2, listed)) <= {"unchanged"}
    assert follower.row(1).revision == 1 and "communiqué publié" in follower.row(1).text
