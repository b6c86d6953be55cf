"""Static pages: read back as HTML; what comes from the web stays text."""

import json
from dataclasses import replace

import pytest
from lxml import html

from digests.exports import FORMATS
from digests.site import pages
from tests.digests.builders import document
from tests.digests.test_exports import APRIL, MARCH, RESULT, STORY, WON, what

EVIL = "<script>alert(1)</script>{{ 7*7 }}"


def page(name, *told, moment="2026-05-01") -> html.HtmlElement:
    return html.fromstring(pages(what(moment, *told))[f"{name}.html"])


def text(tree: html.HtmlElement) -> str:
    return " ".join(tree.text_content().split())


def test_the_first_page_tells_what_was_promised_and_what_became_of_it():
    told = text(page("index", *STORY))
    assert "Attribution VU 23 avril 2026 (+23 j)" in told
    assert "la ministre" in told and "« une attribution fin mars 2026 »" in told
    assert "« le marché est attribué à Scaleway »" in told


def test_before_it_is_seen_it_is_awaited_then_late():
    assert "ATTENDU" in text(page("index", *STORY[:2], moment="2026-03-25"))
    assert "EN RETARD" in text(page("index", *STORY[:2], moment="2026-05-02"))


@pytest.mark.parametrize("name", ["index", "changes", "documents"])
def test_pages_stand_without_any_news_and_name_their_day_and_each_other(name):
    tree = page(name)
    assert "1er mai 2026" in text(tree)
    links = {link.get("href") for link in tree.iter("a")}
    assert {"index.html", "changes.html", "documents.html", "data/timeline.ics"} <= links
    assert tree.xpath("//*[@aria-current='page']/@href") == [f"{name}.html"]


def test_every_link_leads_to_the_web_or_to_a_file_that_is_written():
    files = pages(what("2026-05-01", *STORY))
    for name in ("index", "changes", "documents"):
        for link in html.fromstring(files[f"{name}.html"]).xpath("//@href"):
            assert link.startswith("https://journal.example/") or link in files, link
    assert json.loads(files["data/timeline.json"])["milestones"]
    assert len([name for name in files if name.startswith("data/")]) == len(FORMATS) + 1


def test_nothing_from_the_web_becomes_markup():
    row = RESULT._replace(title=EVIL, publisher=EVIL, url="javascript:alert(1)")
    files = pages(what("2026-05-01", (row, [replace(WON, quote=EVIL)])))
    for name in ("index", "changes", "documents"):
        tree = html.fromstring(files[f"{name}.html"])
        assert not tree.xpath("//script") and not tree.xpath("//*[starts-with(@href, 'javascript')]")
        assert "49" not in text(tree)
    assert EVIL in text(html.fromstring(files["documents.html"]))


def test_a_document_is_shown_by_title_and_link_its_text_is_not():
    row = document(4, "2026-04-24T09:00")._replace(text="Un long article que le journal vend.", summary="Un résumé.")
    for data in pages(what("2026-05-01", (row, [MARCH, APRIL]))).values():
        assert b"que le journal vend" not in data


def test_the_same_archive_gives_the_same_pages():
    assert pages(what("2026-05-01", *STORY)) == pages(what("2026-05-01", *STORY))
