"""Keys, titles and dates of feed entries, over the bytes of small feeds."""

from datetime import UTC, datetime, timedelta

import pytest

from crawler.errors import ParseError
from crawler.kinds import feed
from crawler.types import Document, Fetched, Job, Network, Parsed, Source, Validators
from tests.web.pages import entry, page, rss

NOW = datetime(2026, 3, 3, 12, tzinfo=UTC)
URL = "https://ex.fr/rss"
SOURCE = Source("one", "feed", URL)
FOLLOWED = Source("one", "feed", URL, follow=True)


def fetched(body: str, role: str = "index", **context: str) -> Fetched:
    """A body as it came."""
    return Fetched("one", URL, 200, (("content-type", "text/xml"),), body.encode(), NOW, role, context)


def parsed(*entries: str) -> Parsed:
    """What a feed of ``entries`` gives."""
    return feed.parse(SOURCE, fetched(rss(*entries)))


def keys(*entries: str) -> list[str]:
    """The keys of its documents."""
    return [document.key for document in parsed(*entries).documents]


def test_a_guid_that_is_a_url_and_unique_is_the_key() -> None:
    assert keys(entry(link="https://ex.fr/new-slug", guid="https://ex.fr/?p=1")) == ["https://ex.fr/?p=1"]


def test_a_guid_that_repeats_is_no_key() -> None:
    first, second = entry("Un", "https://ex.fr/1", "https://ex.fr/"), entry("Deux", "https://ex.fr/2", "https://ex.fr/")
    assert keys(first, second) == ["https://ex.fr/1", "https://ex.fr/2"]


def test_without_guid_the_link_is_the_key_and_tracking_does_not_count() -> None:
    plain, tracked = entry(link="https://ex.fr/1"), entry(link="https://ex.fr/1?utm_source=x&amp;utm_medium=y")
    assert keys(plain) == keys(tracked) == ["https://ex.fr/1"]


def test_a_guid_that_is_no_url_and_changes_does_not_matter() -> None:
    assert keys(entry(link="https://ex.fr/1", guid="a1")) == keys(entry(link="https://ex.fr/1", guid="b2"))


def test_one_link_for_all_leaves_the_guids() -> None:
    assert keys(entry("Un", "https://ex.fr/", "n1"), entry("Deux", "https://ex.fr/", "n2")) == ["n1", "n2"]


def test_two_documents_never_share_an_address() -> None:
    without = ["<item><title>Un</title></item>", "<item><title>Deux</title></item>"]
    shared = [entry("Un", "https://ex.fr/", "n1"), entry("Deux", "https://ex.fr/", "n2")]
    for entries in (without, shared):
        addresses = [document.url for document in parsed(*entries).documents]
        assert len(set(addresses)) == 2
        assert all(address.startswith("https://ex.fr/") for address in addresses)


def test_an_entry_that_is_repeated_is_one_document_with_the_key_it_has_alone() -> None:
    once = entry("Un", "https://ex.fr/1")
    assert keys(once, once, once) == keys(once) == ["https://ex.fr/1"]


def test_entries_in_another_order_have_the_same_keys() -> None:
    entries = [entry(f"Titre {number}", f"https://ex.fr/{number}", "same") for number in range(4)]
    assert sorted(keys(*entries)) == sorted(keys(*reversed(entries)))


def test_an_entry_without_anything_is_a_problem_not_a_document() -> None:
    found = parsed("<item><category>x</category></item>", entry())
    assert len(found.documents) == 1
    assert found.problems == ("entry 1: no title, no text, no link",)


def test_broken_xml_keeps_the_good_entries_and_says_so() -> None:
    found = feed.parse(SOURCE, fetched(rss(entry("Un", "https://ex.fr/1"), entry("Deux", "https://ex.fr/2"))[:-60]))
    assert [document.title for document in found.documents][:1] == ["Un"]
    assert found.problems[0].startswith("broken XML, good entries kept")


def test_content_is_the_text_and_the_summary_stays_a_summary() -> None:
    whole = "&lt;p&gt;Un.&lt;/p&gt;&lt;p&gt;Deux, qui est plus long que le résumé.&lt;/p&gt;"
    atom = (
        '<feed xmlns="http://www.w3.org/2005/Atom"><title>f</title><entry><title>t</title><id>urn:1</id>'
        f'<link href="https://ex.fr/1"/><summary>Court.</summary><content type="html">{whole}</content></entry></feed>'
    )
    (document,) = feed.parse(SOURCE, fetched(atom)).documents
    assert (document.text, document.summary) == ("Un.\nDeux, qui est plus long que le résumé.", "Court.")


def test_updated_is_the_date_only_when_the_entry_has_it() -> None:
    (without,) = parsed(entry()).documents
    (dated,) = parsed(entry(pubDate="Mon, 02 Mar 2026 10:00:00 GMT")).documents
    assert (without.published, dated.published) == (None, datetime(2026, 3, 2, 10, tzinfo=UTC))


def test_followed_feeds_give_documents_only_by_their_articles() -> None:
    body = fetched(rss(entry("Titre du fil", "https://ex.fr/1", pubDate="Mon, 02 Mar 2026 10:00:00 GMT")))
    assert feed.parse(FOLLOWED, body).documents == ()
    (request,) = feed.follow(Job(FOLLOWED, {}), body, NOW).requests
    item, gone = (_item(page("Titre de la page"), dict(request.context)), _entry(dict(request.context)))
    assert (item.title, item.key, item.published) == ("Titre de la page", gone.key, gone.published)
    assert gone.title == "Titre du fil" and gone.text.startswith("Le comité a examiné")


def _item(body: str, context: dict[str, str]) -> Document:
    (document,) = feed.parse(
        FOLLOWED, Fetched("one", context["url"], 200, (), body.encode(), NOW, "item", context)
    ).documents
    return document


def _entry(context: dict[str, str]) -> Document:
    (document,) = feed.parse(FOLLOWED, Fetched("one", context["url"], 403, (), b"", NOW, "entry", context)).documents
    return document


def test_redirects_and_canonical_links_are_addresses_of_one_document() -> None:
    canonical = '<link rel="canonical" href="https://ex.fr/vrai"><meta property="og:url" content="https://ex.fr/autre">'
    context = {"key": "https://ex.fr/1", "url": "https://ex.fr/1", "title": "t"}
    body = page("Titre", head=canonical).encode()
    came = Fetched("one", "https://ex.fr/2?utm_source=x", 200, (), body, NOW, "item", context, "https://ex.fr/1")
    (document,) = feed.parse(FOLLOWED, came).documents
    assert document.key == "https://ex.fr/1"
    assert document.url == "https://ex.fr/vrai"
    assert document.urls == ("https://ex.fr/1", "https://ex.fr/2")


@pytest.mark.parametrize("href", ["https://ailleurs.test/x", "https://ex.fr/", "javascript:alert(1)", ""])
def test_a_canonical_link_that_cannot_be_right_is_not_believed(href: str) -> None:
    context = {"key": "k", "url": "https://ex.fr/1", "title": "t"}
    body = page("Titre", head=f'<link rel="canonical" href="{href}">').encode()
    (document,) = feed.parse(FOLLOWED, Fetched("one", "https://ex.fr/1", 200, (), body, NOW, "item", context)).documents
    assert document.url == "https://ex.fr/1"


def test_a_page_that_leads_to_the_front_page_is_gone() -> None:
    context = {"key": "k", "url": "https://ex.fr/1", "title": "Titre du fil", "summary": "Résumé."}
    came = Fetched("one", "https://ex.fr/", 200, (), page("Accueil").encode(), NOW, "item", context, "https://ex.fr/1")
    found = feed.parse(FOLLOWED, came)
    assert [(document.title, document.url) for document in found.documents] == [("Titre du fil", "https://ex.fr/1")]
    assert found.problems == ("https://ex.fr/: leads to the front page",)


@pytest.mark.parametrize(
    ("body", "kind", "said"),
    [
        (b"%PDF-1.7\n\xe2\xe3\xcf\xd3 1 0 obj << /Title (x) >>", "text/html", "application/pdf"),
        (b"PK\x03\x04\x14\x00\x06\x00\x08\x00", "text/html; charset=utf-8", "binary data"),
        (b"GIF89a", "image/gif", "image/gif"),
        (b"<html>x", "application/octet-stream", "application/octet-stream"),
    ],
)
def test_what_is_no_page_leaves_its_entry(body: bytes, kind: str, said: str) -> None:
    context = {"key": "k", "url": "https://ex.fr/1.pdf", "title": "Un communiqué", "summary": "L'essentiel."}
    came = Fetched("one", "https://ex.fr/1.pdf", 200, (("content-type", kind),), body, NOW, "item", context)
    found = feed.parse(FOLLOWED, came)
    assert [(document.title, document.text) for document in found.documents] == [("Un communiqué", "L'essentiel.")]
    assert found.problems == (f"https://ex.fr/1.pdf: not a page but {said}",)


def _known(published: datetime | None, visited: timedelta) -> dict[str, Validators]:
    value = Validators(
        "https://ex.fr/1", sha256="x", fetched_at=NOW - visited, key="https://ex.fr/1", published=published
    )
    return {value.url: value}


@pytest.mark.parametrize(
    ("age", "visited", "again"),
    [
        (timedelta(days=1), timedelta(hours=21), True),
        (timedelta(days=1), timedelta(hours=3), False),
        (timedelta(days=8), timedelta(hours=21), False),
        (None, timedelta(days=3), False),
    ],
)
def test_young_articles_are_seen_again_once_a_day(age: timedelta | None, visited: timedelta, again: bool) -> None:
    job = Job(FOLLOWED, _known(NOW - age if age else None, visited))
    assert len(feed.start(job, Network(), NOW)) == 1 + again
    body = fetched(rss(entry("Un", "https://ex.fr/1")))
    assert len(feed.follow(job, body, NOW).requests) == again


def test_a_visit_without_its_lead_gives_the_same_document() -> None:
    published = NOW - timedelta(days=1)
    body = page("Titre", head='<meta name="description" content="Résumé.">')
    lead = {
        "key": "k",
        "url": "https://ex.fr/1",
        "title": "Titre du fil",
        "summary": "s",
        "published": published.isoformat(),
    }
    (again,) = feed.start(Job(FOLLOWED, _known(published, timedelta(hours=21))), Network(), NOW)[1:]
    assert _item(body, lead) == _item(body, {**again.context, "key": "k"})


@pytest.mark.parametrize("body", [page(), "", "{}", "<opml/>", "Bonjour"])
def test_what_is_no_feed_is_said(body: str) -> None:
    with pytest.raises(ParseError):
        feed.parse(SOURCE, fetched(body))
