"""The page of one document → the document, with its lead for what the page does not say."""

import re
from dataclasses import replace
from datetime import datetime

from lxml.html import HtmlElement

from crawler import urls
from crawler.kinds.leads import Lead
from crawler.moments import believed, moment
from crawler.structured import Metadata, metadata
from crawler.text import clean, decode, line, plain, text_of, tree
from crawler.types import Document, Fetched, Parsed, Selectors, Source

_SUMMARY = 600  # characters of a summary kept
_TITLE = 400
_BINARY = ("image/", "audio/", "video/", "font/", "application/pdf", "application/zip", "application/vnd.",
           "application/msword", "application/octet-stream", "application/gzip")  # fmt: skip
_CONTROLS = re.compile(rb"[\x01-\x08\x0e-\x1a\x1c-\x1f].{0,50}[\x01-\x08\x0e-\x1a\x1c-\x1f]", re.S)  # two close by
_WIDE = (b"\xff\xfe", b"\xfe\xff", b"<\x00", b"\x00<")  # UTF-16: its letters hold such bytes
_TOP = 4000  # characters of a page in which "Publié le" speaks of the page itself
_PUBLISHED = re.compile(r"(?:publiée?|mise? en ligne|diffusée?|posté) le :? ?(.{8,40})", re.IGNORECASE)


def document(source: Source, fetched: Fetched, lead: Lead) -> Document:
    """The document that ``lead`` makes by itself."""
    published, flags = believed(lead.published, fetched.fetched_at)
    return Document(
        source=source.name,
        key=lead.key,
        kind=source.documents,
        url=lead.url,
        title=lead.title or lead.url,
        published=published,
        text=lead.text if len(lead.text) > len(lead.summary) else lead.summary,
        language=_language(lead.language, source),
        raw=fetched.sha256,
        summary=lead.summary[:_SUMMARY],
        flags=flags,
    )


def from_page(source: Source, fetched: Fetched) -> Parsed:
    """The document of an item page; none when neither page nor lead say anything."""
    lead = Lead.of(fetched.context)
    if kind := binary(fetched):
        return _from_lead(source, fetched, lead, f"not a page but {kind}")
    page = _page(fetched)
    root = tree(page)
    if root is None:
        return _from_lead(source, fetched, lead, "empty page")
    if fetched.requested and urls.is_root(fetched.url):
        return _from_lead(source, fetched, lead, "leads to the front page")
    said = metadata(root)
    whole, chosen = _lead(root, said, source.selectors, lead, fetched, page), _chosen(root, source.selectors.text)
    del root  # a tree takes ten times its page, and trafilatura builds its own
    text = chosen or _extracted(page, fetched.url) or plain(said.body) or clean(_main(page))
    if (said.paid and len(text) < len(lead.text)) or not text:
        text = lead.text or lead.summary or text
    if not text:
        return _from_lead(source, fetched, lead, "no text found")
    text = text.removeprefix(f"{whole.title}\n")
    return Parsed(
        (replace(document(source, fetched, replace(whole, text=text)), text=text, urls=_urls(whole, fetched)),)
    )


def published(fetched: Fetched) -> datetime | None:
    """The date an item page gives for machines, without guessing."""
    root = tree(_page(fetched)) if not binary(fetched) else None
    return moment(metadata(root).published) if root is not None else None


def binary(fetched: Fetched) -> str:
    """What the body is when it is no text (a PDF, an image, an archive); "" for a page."""
    told = dict(fetched.headers).get("content-type", "").partition(";")[0].strip().lower()
    if fetched.body.lstrip()[:5] == b"%PDF-":
        return "application/pdf"
    if told.startswith(_BINARY):
        return told
    wide = fetched.body.startswith(_WIDE)
    return "binary data" if not wide and _CONTROLS.search(fetched.body[:1000]) else ""


def _page(fetched: Fetched) -> str:
    return decode(fetched.body, dict(fetched.headers).get("content-type", ""))


def _from_lead(source: Source, fetched: Fetched, lead: Lead, problem: str) -> Parsed:
    problems = (f"{urls.shown(fetched.url)}: {problem}",)
    return Parsed((document(source, fetched, lead),) if lead.title else (), problems)


def _lead(root: HtmlElement, said: Metadata, selectors: Selectors, lead: Lead, fetched: Fetched, page: str) -> Lead:
    """The page's own words first, so that a later visit without the index gives the same document."""
    return Lead(
        key=lead.key or _canonical(said, fetched),
        url=_canonical(said, fetched),
        title=_title(root, said, selectors) or lead.title,
        published=_date(root, said, selectors, lead, page),
        summary=plain(said.description) or lead.summary,
        language=said.language or lead.language,
    )


def _canonical(said: Metadata, fetched: Fetched) -> str:
    """The page's canonical link when it stays on the site, else where the page was found."""
    told = urls.canonical(said.canonical, fetched.url) if said.canonical else ""
    elsewhere = not urls.same_site(told, fetched.url) or urls.is_root(told)
    return urls.canonical(fetched.url) if elsewhere else told


def _urls(lead: Lead, fetched: Fetched) -> tuple[str, ...]:
    known = (fetched.context.get("url", ""), fetched.requested, fetched.url)
    return tuple(dict.fromkeys(url for raw in known if (url := urls.canonical(raw)) and url != lead.url))


def _title(root: HtmlElement, said: Metadata, selectors: Selectors) -> str:
    found = (
        line(_selected(root, selectors.title))
        or line(said.title)
        or line(_selected(root, "h1"))
        or line(str(root.findtext(".//title") or ""))
    )
    return found[:_TITLE]


def _date(root: HtmlElement, said: Metadata, selectors: Selectors, lead: Lead, page: str) -> datetime | None:
    return (
        moment(_selected(root, selectors.date))
        or moment(said.published)
        or lead.published
        or moment(_printed(root))
        or _guess(page)
    )


def _printed(root: HtmlElement) -> str:
    """What stands after "Publié le" near the top of the page."""
    found = _PUBLISHED.search(" ".join(text_of(root).split())[:_TOP])
    return found[1] if found else ""


def _guess(page: str) -> datetime | None:
    from htmldate import find_date  # slow to import, rarely needed

    return moment(find_date(page, original_date=True, extensive_search=False) or "")


def _chosen(root: HtmlElement, selector: str) -> str:
    """The text of the elements that the source names, when it names any."""
    return clean("\n".join(map(text_of, _outermost(root.cssselect(selector))))) if selector else ""


def _outermost(elements: list[HtmlElement]) -> list[HtmlElement]:
    """Without those inside another one: a selector with alternatives may match both."""
    chosen = set(elements)
    return [element for element in elements if chosen.isdisjoint(element.iterancestors())]


def _extracted(page: str, url: str) -> str:
    from trafilatura import extract  # slow to import

    found = extract(page, url=url, favor_precision=True, include_comments=False, include_formatting=False)
    return plain(found or "")


def _main(page: str) -> str:
    root = tree(page)
    return next((text_of(element) for element in root.xpath("//main | //article")), "") if root is not None else ""


def _selected(root: HtmlElement, selector: str) -> str:
    if not selector:
        return ""
    found = root.cssselect(selector)
    return (found[0].get("datetime") or found[0].get("content") or text_of(found[0])) if found else ""


def _language(told: str, source: Source) -> str:
    code = told[:2].lower()
    return code if len(code) == 2 and code.isalpha() else source.language
