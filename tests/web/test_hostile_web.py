"""One crawl over everything a server can send: each source ends as it should, the good ones give all."""

# ruff: noqa: E501  # one case a line

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import timedelta

import pytest

from crawler.errors import ParseError
from crawler.parse import parse
from crawler.types import Document, Gathered, Source, SourceStatus
from crawler.worker import CrawlWorker
from tests.web import misbehaviour as bad
from tests.web.conftest import FAST, NOW, jobs
from tests.web.memory import Peak
from tests.web.pages import entry, page, rss
from tests.web.server import NETWORK, Site, Web

GOOD = rss(*(entry(f"Article {number}", f"http://exemple.test/{number}") for number in range(5)))
OK, EMPTY, BLOCKED, DOWN, INVALID = (
    SourceStatus.OK, SourceStatus.EMPTY, SourceStatus.BLOCKED, SourceStatus.DOWN, SourceStatus.INVALID,
)  # fmt: skip


@dataclass(frozen=True)
class Case:
    """A misbehaving site and how its source must end."""

    site: Site
    status: SourceStatus
    error: str = ""  # part of the line for people
    documents: int | None = None
    kind: str = "feed"
    robots: Site | None = None


FAILURES = {
    "hang": Case(bad.hang, DOWN, "no complete answer in time"),
    "slow-loris": Case(bad.loris, DOWN, "no complete answer in time"),
    "cut mid-body": Case(bad.cut, DOWN, "cut before its end"),
    "cut mid-chunk": Case(bad.cut_chunk, DOWN, "cut before its end"),
    "500 MB declared": Case(bad.huge_declared, DOWN, "too big"),
    "500 MB undeclared": Case(bad.huge_silent, DOWN, "too big"),
    "endless headers": Case(bad.endless_headers, DOWN, "headers without end"),
    "endless trailers": Case(bad.endless_trailers, DOWN, "cut before its end"),
    "endless 100": Case(bad.endless_continue, DOWN, "headers without end"),
    "gzip bomb": Case(bad.bomb("gzip"), DOWN, "too big once decompressed"),
    "brotli bomb": Case(bad.bomb("br"), DOWN, "too big once decompressed"),
    "redirect loop": Case(bad.loop, DOWN, "max redirections"),
    "to file": Case(bad.redirect("file:///etc/passwd"), DOWN, "refused: redirect to file:"),
    "to ftp": Case(bad.redirect("ftp://exemple.test/"), DOWN, "refused: redirect to ftp:"),
    "to javascript": Case(bad.redirect("javascript:alert(1)"), DOWN, "refused: redirect to javascript:"),
    "to private": Case(bad.redirect("http://10.0.0.1/"), DOWN, "not a public address"),
    "to link-local": Case(bad.redirect("http://169.254.169.254/latest"), DOWN, "not a public address"),
    "to CGNAT": Case(bad.redirect("http://100.64.0.1/"), DOWN, "not a public address"),
    "to IPv6 loopback": Case(bad.redirect("http://[::1]/"), DOWN, "not a public address"),
    "to mapped IPv6": Case(bad.redirect("http://[::ffff:10.0.0.1]/"), DOWN, "not a public address"),
    "304 to nothing": Case(bad.status(304), INVALID, "304"),
    "401": Case(bad.status(401), BLOCKED, "401"),
    "403": Case(bad.status(403), BLOCKED, "403"),
    "404": Case(bad.status(404), DOWN, "404: not found"),
    "410": Case(bad.status(410), DOWN, "410: gone"),
    "429": Case(bad.status(429, Retry_After="7200"), DOWN, "429: too many requests"),
    "503": Case(bad.status(503, Retry_After="Tue, 03 Mar 2026 14:00:00 GMT", Date="Tue, 03 Mar 2026 12:00:00 GMT"), DOWN, "503"),
    "500": Case(bad.status(500), DOWN, "500"),
    "robots": Case(bad.body(GOOD), BLOCKED, "robots.txt", robots=bad.body("User-agent: *\nDisallow: /", "text/plain")),
    "robots 503": Case(bad.body(GOOD), DOWN, "robots.txt cannot be had", robots=bad.status(503)),
    "HTML for a feed": Case(bad.body(page(), "text/html"), INVALID, "HTML in place of a feed"),
    "HTML as XML": Case(bad.body(page(), "application/rss+xml"), INVALID, "HTML in place of a feed"),
    "firewall for a feed": Case(bad.body(bad.REJECTED, "text/html"), INVALID, "a firewall's page"),
    "firewall for a listing": Case(bad.body(bad.REJECTED, "text/html"), INVALID, "a firewall's page", kind="listing"),
    "to a password": Case(bad.redirect("http://bob:s3cret@exemple.test/"), INVALID, "refused: an address with a name or password"),
    "nothing": Case(bad.body(""), INVALID, "empty answer"),
    "JSON for a feed": Case(bad.body('{"items": []}', "application/json"), INVALID, "not a feed"),
    "no entries": Case(bad.body(rss()), EMPTY, "lists nothing"),
    "PDF for a listing": Case(bad.body(b"%PDF-1.7 \xff\xfe", "application/pdf"), INVALID, "not a page", kind="listing"),
    "drip": Case(bad.drip(), OK, "incomplete: time limit", kind="listing"),
}  # fmt: skip
SURVIVED = {
    "good feed": Case(bad.body(GOOD), OK, documents=5),
    "good listing": Case(bad.circular(), OK, documents=1, kind="listing"),
    "robots that allow": Case(bad.body(GOOD), OK, documents=5, robots=bad.body("User-agent: *\nDisallow: /x", "text/plain")),
    "robots gone": Case(bad.body(GOOD), OK, documents=5, robots=bad.status(404)),
    "endless pages": Case(bad.endless(), OK, documents=5, kind="listing"),
    "latin-1 said, UTF-8 sent": Case(bad.body(rss(entry("Été à Nîmes"), head='<?xml version="1.0" encoding="iso-8859-1"?>'), "text/xml; charset=iso-8859-1"), OK, documents=1),
    "UTF-8 said, latin-1 sent": Case(bad.body(rss(entry("Été à Nîmes")).encode("latin-1"), "text/xml; charset=utf-8"), OK, documents=1),
    "BOM": Case(bad.body(b"\xef\xbb\xbf" + rss(entry("Été à Nîmes")).encode()), OK, documents=1),
    "UTF-16": Case(bad.body(rss(entry("Été à Nîmes"), head='<?xml version="1.0" encoding="utf-16"?>').encode("utf-16"), "text/xml"), OK, documents=1),
    "NUL": Case(bad.body(rss(entry("Été \x00à Nîmes")).encode()), OK, documents=1),
    "truncated XML": Case(bad.body(GOOD[: int(len(GOOD) * 0.7)]), OK, documents=4),
    "active content": Case(bad.body(bad.ACTIVE), OK, documents=4),
    "dates": Case(bad.body(bad.DATES), OK, documents=7),
}  # fmt: skip
TORTURES = {
    "billion laughs": Case(bad.body(bad.LAUGHS), OK),
    "100 000 attributes": Case(bad.body(bad.ATTRIBUTES), OK),
    "200 000 comments": Case(bad.body(bad.COMMENTS), OK),
    "100 000 nested tags": Case(bad.body(bad.NESTED), OK),
    "100 000 nested elements": Case(bad.body(bad.NESTED_XML), OK),
    "deep page": Case(bad.body("<div>" * 100_000 + "<a href='/x'>Un lien assez long pour un titre</a>", "text/html"), OK, kind="listing"),
}  # fmt: skip


@dataclass(frozen=True)
class Outcome:
    """What the crawl over all of them gave."""

    web: Web
    sources: dict[str, Source]
    gathered: dict[str, Gathered]
    megabytes: float  # held at most by the crawl's processes

    def documents(self, name: str) -> list[Document]:
        """All documents of one source."""
        source = self.sources[name]
        return [document for fetched in self.gathered[name].fetched for document in parse(source, fetched).documents]


@pytest.fixture(scope="module")
def outcome() -> Iterator[Outcome]:
    """One crawl of all sites at once."""
    with Web() as web, CrawlWorker(FAST, allowed=(NETWORK,)) as worker:
        sources = dict(_sources(web))
        with Peak() as peak:
            gathered = worker.crawl(jobs(sources), NOW)
        yield Outcome(web, sources, {answer.source: answer for answer in gathered}, peak.megabytes)


def _sources(web: Web) -> Iterator[tuple[str, Source]]:
    limit = timedelta(seconds=90)
    for name, case in {**FAILURES, **SURVIVED, **TORTURES}.items():
        short = timedelta(seconds=30) if name == "drip" else limit
        url = web.site(name, case.site, case.robots)
        yield name, Source(name, case.kind, f"{url}/", time_limit=short, pages=50 if name == "drip" else 5)
    for name, target in _victims(web.port).items():
        url = web.site(name, bad.redirect(target))
        yield name, Source(name, "feed", f"{url}/", time_limit=limit)
    xxe = web.site("XXE", bad.body(bad.xxe(f"http://127.0.0.1:{web.port}/stolen")))
    yield "XXE", Source("XXE", "feed", f"{xxe}/", time_limit=limit)
    yield "name that leads home", Source("name that leads home", "feed", f"http://localhost:{web.port}/")
    yield "no such scheme", Source("no such scheme", "feed", "gopher://exemple.test/")


def _victims(port: int) -> dict[str, str]:
    return {
        "to loopback": f"http://127.0.0.1:{port}/victim",
        "to decimal": f"http://2130706433:{port}/victim",
        "to hexadecimal": f"http://0x7f000001:{port}/victim",
        "to zero": f"http://0:{port}/victim",
        "to a name": f"http://localhost:{port}/victim",
    }


@pytest.mark.parametrize("name", FAILURES)
def test_failure_is_a_value_with_one_clear_line(outcome: Outcome, name: str) -> None:
    case, gathered = FAILURES[name], outcome.gathered[name]
    assert (gathered.status, case.error in gathered.error) == (case.status, True), gathered.error
    assert "\n" not in gathered.error and len(gathered.error) < 300
    assert "s3cret" not in gathered.error


@pytest.mark.parametrize("name", SURVIVED)
def test_what_can_be_read_arrives(outcome: Outcome, name: str) -> None:
    case, gathered = SURVIVED[name], outcome.gathered[name]
    assert (gathered.status, gathered.error) == (case.status, "")
    assert len(outcome.documents(name)) == case.documents


@pytest.mark.parametrize(
    "name", ["to loopback", "to decimal", "to hexadecimal", "to zero", "to a name", "name that leads home"]
)
def test_no_way_leads_to_this_machine(outcome: Outcome, name: str) -> None:
    assert outcome.gathered[name].status is DOWN
    assert "not a public address" in outcome.gathered[name].error
    assert outcome.web.of("victim") == []


@pytest.mark.parametrize("name", TORTURES)
def test_torture_ends_in_documents_or_a_clear_refusal(outcome: Outcome, name: str) -> None:
    gathered = outcome.gathered[name]
    if gathered.status is INVALID:
        assert "to read" in gathered.error or "not a " in gathered.error
    else:
        assert gathered.status in (OK, EMPTY)
        for document in outcome.documents(name):
            assert len(document.text) < 2_000_000


def test_memory_of_the_crawl_is_bounded(outcome: Outcome) -> None:
    assert 100 < outcome.megabytes < 300  # beside the process that started it: 100 more


def test_entities_open_neither_files_nor_addresses(outcome: Outcome) -> None:
    texts = "".join(document.title + document.text for document in outcome.documents("XXE"))
    assert "root:" not in texts
    assert outcome.web.of("victim") == []


def test_unknown_scheme_is_said(outcome: Outcome) -> None:
    assert outcome.gathered["no such scheme"].status in (DOWN, INVALID)


@pytest.mark.parametrize("name", ["latin-1 said, UTF-8 sent", "UTF-8 said, latin-1 sent", "BOM", "UTF-16", "NUL"])
def test_characters_are_right_whatever_was_said_of_them(outcome: Outcome, name: str) -> None:
    (document,) = outcome.documents(name)
    assert document.title == "Été à Nîmes"


def test_titles_and_texts_carry_no_active_content(outcome: Outcome) -> None:
    documents = outcome.documents("active content")
    for document in documents:
        words = f"{document.title}\n{document.text}\n{document.summary}".lower()
        assert not [
            sign
            for sign in ("<script", "<svg", "<img", "onclick", "onerror", "javascript:", "alert(1)")
            if sign in words
        ]
        assert document.url.startswith(("http://", "https://"))
        assert "\u202e" not in document.title and "\n" not in document.title
    assert documents[0].title == "Titre sûr"
    assert documents[2].title == "Gabarit {{7*7}} ${7*7} <%= 7*7 %>"


def test_dates_are_right_or_absent(outcome: Outcome) -> None:
    found = {document.title: document for document in outcome.documents("dates")}
    shown = {
        title: document.published and f"{document.published:%Y-%m-%dT%H:%M%z}" for title, document in found.items()
    }
    assert shown == {
        "Époque": None,
        "Avenir": None,
        "Sans date": None,
        "Naïve": "2026-03-02T09:00+0000",
        "Drupal": None,  # right, but a month ahead of the cycle
        "Juste": "2026-03-02T09:00+0000",
        "Charabia": None,
    }
    assert found["Époque"].flags == ("published.implausible: 1970-01-01",)
    assert found["Avenir"].flags == ("published.implausible: 2099-01-01",)


def test_endless_pages_end(outcome: Outcome) -> None:
    asked = outcome.web.of("endless pages")
    assert len([one for one in asked if "doc" not in one.path]) == 5
    assert len([one for one in outcome.web.of("good listing") if "doc" not in one.path]) == 2


def test_a_source_asked_to_wait_says_until_when(outcome: Outcome) -> None:
    assert outcome.gathered["429"].retry_after == NOW + timedelta(hours=2)
    assert outcome.gathered["503"].retry_after == NOW + timedelta(hours=2)


def test_a_bad_body_is_never_handed_on(outcome: Outcome) -> None:
    for name, case in FAILURES.items():
        if case.status is not OK:
            for fetched in outcome.gathered[name].fetched:
                assert case.status is EMPTY, name
                assert parse(outcome.sources[name], fetched).documents == ()


def test_parse_of_archived_html_in_place_of_a_feed_is_a_clear_error(outcome: Outcome) -> None:
    fetched = outcome.gathered["good feed"].fetched[0]
    wrong = replace(fetched, body=page().encode())
    with pytest.raises(ParseError, match="HTML in place of a feed"):
        parse(outcome.sources["good feed"], wrong)
