"""The web archive: live pages, the search, tables without texts, and nothing that writes or runs SQL."""

import asyncio
from collections.abc import Iterator
from hashlib import sha256
from typing import Any

import pytest
from lxml import html

from tests.shell.conftest import Small, veilleur
from veilleur.shell import Shell
from veilleur.web.app import application


@pytest.fixture(scope="module")
def web(small: Small) -> Iterator[Any]:
    here = Shell(topic_file=small.topic, now_text=small.at.isoformat())
    with application(here) as datasette:
        yield datasette


def get(web: Any, path: str) -> Any:
    return asyncio.run(web.client.get(path))


def test_the_home_is_the_timeline_of_this_moment(web: Any) -> None:
    home = get(web, "/")
    assert (home.status_code, home.headers["location"]) == (302, "/index.html")
    page = get(web, "/index.html")
    assert page.status_code == 200 and "Scaleway" in page.text
    assert html.fromstring(page.content).xpath("//a[@href='search.html']")


@pytest.mark.parametrize("path", ["/changes.html", "/documents.html", "/data/timeline.ics", "/data/timeline.csv"])
def test_every_page_and_file_of_the_site_is_there(web: Any, path: str) -> None:
    assert get(web, path).status_code == 200


def test_the_search_finds_french_words_and_marks_them(web: Any) -> None:
    page = html.fromstring(get(web, "/search.html?q=hébergeur").content)
    assert page.xpath("//input/@value") == ["hébergeur"]
    assert page.xpath("//article") and page.xpath("//mark")
    assert html.fromstring(get(web, "/search.html").content).xpath("//article") == []
    assert "Rien trouvé" in get(web, "/search.html?q=xylophone").text


def test_a_query_is_never_markup(web: Any) -> None:
    page = get(web, "/search.html?q=%22%3E%3Cscript%3Ealert(1)%3C/script%3E")
    assert page.status_code == 200 and not html.fromstring(page.content).xpath("//script")


@pytest.mark.parametrize("table", ["document", "claim", "check"])
def test_tables_without_texts_may_be_browsed(web: Any, table: str) -> None:
    assert get(web, f"/veilleur/{table}.json?_shape=array").json()


@pytest.mark.parametrize(
    "path",
    [
        *(f"/veilleur/{table}" for table in ("revision", "body", "fetch", "reading", "search", "search_text")),
        "/veilleur.db",
        "/veilleur?sql=select+text+from+revision",
        "/veilleur.json?sql=select+text+from+revision",
        "/data/timeline.exe",
        "/data/../topic.toml",
        "/nothing.html",
    ],
)
def test_texts_sql_files_and_what_is_not_there_are_refused(web: Any, path: str) -> None:
    assert get(web, path).status_code in (403, 404)


def test_subscribers_are_not_served(web: Any) -> None:
    assert set(web.databases) == {"_internal", "veilleur"}
    assert "equipe@" not in get(web, "/veilleur.json").text


def test_reading_leaves_the_archive_as_it_was(web: Any, small: Small) -> None:
    before = sha256(small.archive.read_bytes()).hexdigest()
    for path in ("/index.html", "/search.html?q=nuage", "/veilleur/claim.json"):
        assert get(web, path).status_code == 200
    assert sha256(small.archive.read_bytes()).hexdigest() == before


def test_without_an_archive_it_says_what_to_do(tmp_path: Any) -> None:
    veilleur("init", tmp_path)
    found = veilleur("--topic", tmp_path / "topic.toml", "serve")
    assert found.code == 3 and "veilleur run" in found.err
