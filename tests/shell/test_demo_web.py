"""The demo web, asked by plain HTTP."""

import io
import json
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from http.client import HTTPResponse

import feedparser
import pytest

from veilleur.demo.odsql import OdsqlError, matches
from veilleur.demo.server import DemoWeb
from veilleur.demo.topic import written
from veilleur.topic import loads

START = datetime(2025, 7, 1, 22, tzinfo=UTC)
END = datetime(2026, 5, 15, 20, tzinfo=UTC)


@pytest.fixture(scope="module")
def web() -> Iterator[DemoWeb]:
    with DemoWeb(END) as web:
        yield web


@pytest.fixture(autouse=True)
def _at_the_end(web: DemoWeb) -> None:
    web.now = END


def get(url: str, **headers: str) -> HTTPResponse:
    names = {name.replace("_", "-"): value for name, value in headers.items()}
    return urllib.request.urlopen(urllib.request.Request(url, headers=names))


def status(url: str, **headers: str) -> int:
    try:
        return get(url, **headers).status
    except urllib.error.HTTPError as error:
        return error.code


def records(web: DemoWeb, **query: str) -> dict:
    return json.load(get(f"{web.base}/boamp/records?{urllib.parse.urlencode(query)}"))


def test_enough_documents_each_a_text_of_its_own(web: DemoWeb) -> None:
    assert len(web.pages) + len(web.notices) >= 85
    assert sum(page.unrelated for page in web.pages) >= 10
    assert all(80 <= len(page.body.split()) <= 250 for page in web.pages if not page.unrelated)
    addresses = [web.address(page) for page in web.pages]
    assert len(set(addresses)) == len(addresses)


def test_every_page_can_be_had_and_names_itself(web: DemoWeb) -> None:
    for page in web.pages:
        body = get(web.address(page)).read().decode()
        assert f'rel="canonical" href="{web.address(page)}"' in body
        assert "ne reproduit aucun communiqué réel" in body.partition("<footer")[2]


@pytest.mark.parametrize("day", [START, END])
def test_every_index_has_something_to_list(web: DemoWeb, day: datetime) -> None:
    web.now = day
    for site in web.sites.values():
        body = get(web.base + site.index).read()
        if site.kind == "feed":
            feed = feedparser.parse(io.BytesIO(body))
            assert not feed.bozo and feed.version in ("rss20", "atom10") and feed.entries
        else:
            shown = [p for p in web.pages if p.site == site.name and p.published <= day]
            newest = max(shown, key=lambda page: page.published)
            assert site.address(newest).encode() in body


def test_a_page_appears_when_its_moment_comes(web: DemoWeb) -> None:
    page = next(page for page in web.pages if page.slug == "communique-conjoint" and page.site == "gouv")
    listing = web.base + web.sites["gouv"].index
    web.now = page.published - timedelta(seconds=1)
    assert status(web.address(page)) == 404
    assert page.slug not in get(listing).read().decode()
    web.now = page.published
    assert status(web.address(page)) == 200
    assert page.slug in get(listing).read().decode()


def test_an_edited_page_changes_without_a_word(web: DemoWeb) -> None:
    page = next(page for page in web.pages if page.edits)
    edit = page.edits[0]
    web.now = edit.at - timedelta(seconds=1)
    first = get(web.address(page))
    assert edit.swaps[0][0] in first.read().decode()
    web.now = edit.at
    assert status(web.address(page), If_None_Match=first.headers["ETag"]) == 200
    assert status(web.address(page), If_Modified_Since=first.headers["Last-Modified"]) == 200
    assert edit.swaps[0][1] in get(web.address(page)).read().decode()


def test_what_the_client_holds_is_not_sent_again(web: DemoWeb) -> None:
    url = web.base + web.sites["gazette"].index
    headers = get(url).headers
    assert status(url, If_None_Match=headers["ETag"]) == 304
    assert status(url, If_Modified_Since=headers["Last-Modified"]) == 304
    assert status(url, If_None_Match='"other"', If_Modified_Since=headers["Last-Modified"]) == 200
    assert status(url, If_Modified_Since="not a date") == 200


def test_a_long_listing_has_pages(web: DemoWeb) -> None:
    first = get(web.base + web.sites["gouv"].index).read().decode()
    second = get(web.base + web.sites["gouv"].index + "?page=1").read().decode()
    slugs = [page.slug for page in web.pages if page.site == "gouv"]
    assert "?page=1" in first
    assert sorted(slugs) == sorted(slug for slug in slugs if (slug in first) ^ (slug in second))


def test_robots_are_welcome(web: DemoWeb) -> None:
    assert b"Allow: /" in get(f"{web.base}/robots.txt").read()


def test_notices_come_in_pages_newest_first(web: DemoWeb) -> None:
    answer = records(web, order_by="dateparution desc, idweb desc", limit="2", offset="1")
    assert answer["total_count"] == len(web.notices)
    days = [record["dateparution"] for record in answer["results"]]
    assert len(days) == 2 and days == sorted(days, reverse=True)
    record = answer["results"][0]
    assert {"gestion", "donnees"} <= {name for name in record if isinstance(record[name], str)}
    assert json.loads(record["gestion"])["REFERENCE"]["IDWEB"] == record["idweb"]


def test_notices_are_chosen_by_day_and_words(web: DemoWeb) -> None:
    where = "dateparution>=date'2026-02-01' and search(\"plateforme des donnees de sante\")"
    found = records(web, where=where)
    assert {r["idweb"] for r in found["results"]} >= {"26-13021"}
    assert all(r["dateparution"] >= "2026-02-01" for r in found["results"])
    web.now = datetime(2025, 7, 1, 3, tzinfo=UTC)
    assert records(web)["total_count"] == 0
    web.now = START
    assert [r["idweb"] for r in records(web)["results"]] == ["25-90101"]


def test_notices_can_be_exported_whole(web: DemoWeb) -> None:
    assert len(json.load(get(f"{web.base}/boamp/exports/json"))) == len(web.notices)


@pytest.mark.parametrize("query", ["where=search(", "where=objet+is", "limit=101", "limit=x", "offset=9999"])
def test_a_wrong_question_is_refused_as_the_api_does(web: DemoWeb, query: str) -> None:
    with pytest.raises(urllib.error.HTTPError) as caught:
        get(f"{web.base}/boamp/records?{query}")
    assert caught.value.code == 400
    assert json.load(caught.value)["error_code"] in ("ODSQLSyntaxError", "InvalidRESTParameterError")


def test_no_notice_of_the_2026_consultation(web: DemoWeb) -> None:
    later = records(web, where="dateparution > date'2026-02-10'")["results"]
    assert not [r for r in later if "Plateforme des données de santé" in (r["objet"] + r["nomacheteur"])]


@pytest.mark.parametrize(
    ("where", "expected"),
    [
        ("", True),
        ("nature in ('ATTRIBUTION', 'RECTIFICATIF')", True),
        ("nature='APPEL_OFFRE' or annonce=\"26-1\"", True),
        ("not (nature = 'ATTRIBUTION') and search(\"santé\")", False),
        ("'SERVICES' in type_marche", True),
        ("objet like 'Hébergement%'", True),
        ('search(objet, "hebergement sante")', True),
        ('search(nature, "hebergement")', False),
        ("dateparution < date'2026-01-01'", False),
    ],
)
def test_odsql(where: str, expected: bool) -> None:
    record = {
        "nature": "ATTRIBUTION",
        "annonce": "26-1",
        "objet": "Hébergement de santé",
        "type_marche": ["SERVICES"],
        "dateparution": "2026-03-01",
    }
    assert matches(where, record) is expected


@pytest.mark.parametrize("where", ["search(", "a = 'b' c", "a ? 'b'", "a plus 'b'", "(a = 'b'"])
def test_odsql_refuses(where: str) -> None:
    with pytest.raises(OdsqlError):
        matches(where, {"a": "b"})


def test_the_topic_of_the_demo_is_the_bundled_one_on_this_web(web: DemoWeb) -> None:
    topic = loads(written(web), None)
    assert {source.name for source in topic.sources} == {"boamp", *web.sites}
    assert all(source.url.startswith(web.base) for source in topic.sources)
    assert topic.network.allow_private and topic.network.delay == 0
    assert [milestone.id for milestone in topic.milestones if milestone.closes] == ["award"]
    assert next(s for s in topic.sources if s.name == "cnil").selectors.next == "li.pager-next a"
    assert [s.name for s in topic.subscribers] == ["equipe"]
