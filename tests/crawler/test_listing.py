"""Links of listings, and the pages they lead to."""

from datetime import UTC, datetime, timedelta

import pytest

from crawler.errors import ParseError
from crawler.kinds import listing
from crawler.kinds.request import Found
from crawler.parse import parse
from crawler.types import Document, Fetched, Job, Network, Selectors, Source, Validators
from tests.web import pages

NOW = datetime(2026, 3, 3, 12, tzinfo=UTC)
URL = "https://ex.fr/actualites"
TITLE = "Un titre assez long pour en être un"


def source(**selectors: str) -> Source:
    """A listing with these selectors."""
    return Source("one", "listing", URL, selectors=Selectors(**selectors), pages=3)


def found(html: str, of: Source | None = None, known: dict[str, Validators] | None = None, **context: str) -> Found:
    """What the index ``html`` leads to."""
    index = Fetched("one", URL, 200, (("content-type", "text/html"),), html.encode(), NOW, "index", context)
    return listing.follow(Job(of or source(), known or {}), index, NOW)


def urls(html: str, of: Source | None = None) -> list[str]:
    """Addresses asked for."""
    return [request.url for request in found(html, of).requests]


def document(html: str, of: Source | None = None) -> Document:
    """The document of an item page."""
    context = {"key": "k", "url": "https://ex.fr/a", "title": "Titre de la liste"}
    item = Fetched("one", "https://ex.fr/a", 200, (), html.encode(), NOW, "item", context)
    (only,) = listing.parse(of or source(), item).documents
    return only


def test_links_by_selector() -> None:
    html = f"<div class=x><a href='/a'>{TITLE}</a></div><a href='/b'>{TITLE}</a>"
    assert urls(html, source(link="div.x a")) == ["https://ex.fr/a"]
    assert urls(html, source(link="div.x")) == ["https://ex.fr/a"]


def test_links_by_json_ld() -> None:
    data = '{"@type":"ItemList","itemListElement":[{"@type":"ListItem","url":"/a"},{"item":{"@id":"https://ex.fr/b"}}]}'
    assert urls(f"<script type='application/ld+json'>{data}</script><a href='/c'>{TITLE}</a>") == [
        "https://ex.fr/a",
        "https://ex.fr/b",
    ]


def test_links_by_titles_without_menus_and_other_sites() -> None:
    html = (
        f"<nav><a href='/menu'>{TITLE}</a></nav><main><h2><a href='/a?utm_source=x'>{TITLE}</a></h2>"
        f"<a href='https://ailleurs.test/'>{TITLE}</a><a href='/court'>Suite</a>"
        f"<a href='javascript:x()'>{TITLE}</a></main>"
        f"<footer><a href='/pied'>{TITLE}</a></footer>"
    )
    assert urls(html) == ["https://ex.fr/a"]


def test_a_link_met_twice_is_asked_for_once_with_its_longest_words() -> None:
    (request,) = found(
        f"<main><h3><a href='/a'>{TITLE}</a></h3><a href='/a#suite'>{TITLE} et davantage</a></main>"
    ).requests
    assert request.context["title"] == f"{TITLE} et davantage"


def test_next_pages_are_bounded_and_end_when_all_is_known() -> None:
    html = f"<main><a href='/a'>{TITLE}</a></main><a rel='next' href='?page=2'>suite</a>"
    assert [request.role for request in found(html).requests] == ["item", "index"]
    assert found(html, page="3").requests[-1].role == "item"
    known = {"https://ex.fr/a": Validators("https://ex.fr/a", fetched_at=NOW, key="k")}
    assert found(html, known=known).requests == ()


def test_nothing_listed_is_counted_as_nothing() -> None:
    assert found("<main><a href='/x'>Court</a></main>").entries == 0


@pytest.mark.parametrize("html", ["", "<p>rien</p>", "{}"])
def test_what_has_no_links_is_no_listing(html: str) -> None:
    with pytest.raises(ParseError, match="not a page with links"):
        found(html)


def test_title_date_and_text_by_selector() -> None:
    html = (
        "<h1>Site</h1><h2 class=t>Le titre</h2><p class=d>Publié le 2 mars 2026 à 9h</p>"
        "<div class=b><p>Un.</p><p>Deux.</p></div><p>Pied.</p>"
    )
    of = source(title="h2.t", date=".d", text="div.b")
    one = document(html, of)
    assert (one.title, one.text) == ("Le titre", "Un.\nDeux.")
    assert one.published == datetime(2026, 3, 2, 8, tzinfo=UTC)


def test_selectors_that_match_nothing_fall_back() -> None:
    one = document(pages.page("Le titre"), source(title="h2.absent", date=".absent", text=".absent"))
    assert one.title == "Le titre"
    assert one.text.startswith("Le comité a examiné")


def test_json_ld_before_open_graph_before_heading() -> None:
    data = '{"@type":"NewsArticle","headline":"Par JSON-LD","datePublished":"2026-03-01T10:00:00Z"}'
    open_graph = '<meta property="og:title" content="Par OpenGraph">'
    both = f"<script type='application/ld+json'>{data}</script>{open_graph}"
    assert document(pages.page("Par le titre", head=both)).title == "Par JSON-LD"
    assert document(pages.page("Par le titre", head=both)).published == datetime(2026, 3, 1, 10, tzinfo=UTC)
    assert document(pages.page("Par le titre", head=open_graph)).title == "Par OpenGraph"
    assert document(pages.page("Par le titre")).title == "Par le titre"


@pytest.mark.parametrize(
    "data", ["{", "[[[[", "null", '{"@graph": 3}', '{"@type": ["NewsArticle"], "headline": 5}', "1" * 5000]
)
def test_broken_json_ld_is_passed_over(data: str) -> None:
    assert (
        document(pages.page("Le titre", head=f"<script type='application/ld+json'>{data}</script>")).title == "Le titre"
    )


def test_a_guessed_date_is_the_last_resort_and_never_the_day_of_the_visit() -> None:
    assert document(pages.page("Le titre")).published is None
    dated = pages.page("Le titre", body=f"<p>Publié le 26 février 2026</p><p>{pages.SENTENCES}</p>" * 2)
    assert document(dated).published == datetime(2026, 2, 25, 23, tzinfo=UTC)


def test_a_selector_that_is_none_is_an_error_of_the_source() -> None:
    index = Fetched("one", "https://ex.fr/a", 200, (), pages.page().encode(), NOW, "item", {"key": "k", "title": "t"})
    with pytest.raises(ParseError, match="SelectorSyntaxError"):
        parse(source(text="[[["), index)


def test_start_asks_the_listing_and_young_pages() -> None:
    young = Validators(
        "https://ex.fr/a", fetched_at=NOW - timedelta(days=1), key="k", published=NOW - timedelta(days=2)
    )
    requests = listing.start(Job(source(), {young.url: young}), Network(), NOW)
    assert [(request.url, request.role) for request in requests] == [(URL, "index"), ("https://ex.fr/a", "item")]
