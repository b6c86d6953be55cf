"""HTML listings: links by CSS selector, else by what the page says for machines, else by its headings."""

from collections.abc import Iterator
from datetime import datetime
from hashlib import sha256

from lxml.html import HtmlElement

from crawler import urls
from crawler.article import binary, document, from_page
from crawler.errors import ParseError
from crawler.kinds.leads import Lead, due, revisits
from crawler.kinds.request import Found, Request
from crawler.structured import metadata
from crawler.text import decode, line, text_of, tree
from crawler.types import Fetched, Job, Network, Parsed, Selectors, Source

MAX_LINKS = 200  # of one page
_SHORTEST_TITLE = 20  # characters: shorter anchors are buttons and menus
_NEXT = (
    "//link[@rel='next']/@href | //a[contains(concat(' ', @rel, ' '), ' next ')]/@href"
    " | //*[contains(concat(' ', @class, ' '), ' next ')]//a/@href"
)


def start(job: Job, network: Network, now: datetime) -> tuple[Request, ...]:
    """The listing, and the young pages that may have been edited since."""
    return (Request(job.source.url), *revisits(job, now)[:MAX_LINKS])


def follow(job: Job, fetched: Fetched, now: datetime) -> Found:
    """The pages due, and the next page of the listing while it brings something unknown."""
    root = _root(fetched)
    leads = tuple(_leads(root, job.source.selectors, fetched.url))
    unknown = any(lead.url not in job.validators for lead in leads)
    return Found((*due(job, leads, now), *(_next(job.source, fetched, root, leads) if unknown else ())), len(leads))


def parse(source: Source, fetched: Fetched) -> Parsed:
    """The document of an item page, or of the link to one that could not be had. A listing gives none."""
    if fetched.role == "item":
        return from_page(source, fetched)
    if fetched.role == "entry":
        return Parsed((document(source, fetched, Lead.of(fetched.context)),))
    _root(fetched)
    return Parsed(())


def _root(fetched: Fetched) -> HtmlElement:
    content_type = dict(fetched.headers).get("content-type", "")
    unreadable = binary(fetched) or not fetched.body.strip()
    root = None if unreadable else tree(decode(fetched.body, content_type))
    if root is None or not root.xpath("boolean(//a)"):
        raise ParseError(fetched.url, "not a page with links")
    return root


def _leads(root: HtmlElement, selectors: Selectors, base: str) -> Iterator[Lead]:
    """One lead an address, in the page's order; the longest anchor text is its title."""
    titles: dict[str, str] = {}
    for href, text in _anchors(root, selectors, base):
        url = urls.canonical(href, base)
        if url and url != urls.canonical(base):
            titles[url] = max(titles.get(url, ""), text, key=len)
    for url, title in list(titles.items())[:MAX_LINKS]:
        yield Lead(key=url, url=url, title=title)


def _anchors(root: HtmlElement, selectors: Selectors, base: str) -> Iterator[tuple[str, str]]:
    if selectors.link:
        yield from ((_href(node), _caption(node)) for node in root.cssselect(selectors.link))
        return
    yield from [(url, "") for url in metadata(root).links] or _guessed(root, base)


def _guessed(root: HtmlElement, base: str) -> Iterator[tuple[str, str]]:
    """Links of the main part, on the same site, whose words are long enough for a title."""
    part = next(iter(root.xpath("//main | //*[@role='main'] | //*[@id='content']")), root)
    for node in part.xpath(
        ".//a[@href][not(ancestor::nav or ancestor::footer or ancestor::header[not(ancestor::article)])]"
    ):
        caption = _caption(node)
        if len(caption) >= _SHORTEST_TITLE and urls.same_site(urls.canonical(_href(node), base), base):
            yield _href(node), caption


def _href(node: HtmlElement) -> str:
    inner = node if node.get("href") else next(iter(node.xpath(".//a[@href]")), node)
    return str(inner.get("href") or "")


def _caption(node: HtmlElement) -> str:
    heading = next(iter(node.xpath(".//h1 | .//h2 | .//h3 | .//h4")), node)
    return line(text_of(heading))[:300] or line(str(node.get("title") or ""))


def _next(source: Source, fetched: Fetched, root: HtmlElement, leads: tuple[Lead, ...]) -> tuple[Request, ...]:
    """At most ``source.pages`` pages; a page that lists what the one before listed is an endless one."""
    page = int(fetched.context.get("page", "1"))
    listed = sha256("\n".join(lead.url for lead in leads).encode()).hexdigest()
    href = _next_link(root, source.selectors)
    url = urls.absolute(href, fetched.url) if href else ""
    if (
        not url
        or page >= source.pages
        or listed == fetched.context.get("links")
        or not urls.same_site(url, fetched.url)
    ):
        return ()
    return (Request(url, context={"page": str(page + 1), "links": listed}),)


def _next_link(root: HtmlElement, selectors: Selectors) -> str:
    if selectors.next:
        return next((_href(node) for node in root.cssselect(selectors.next)), "")
    return str(next(iter(root.xpath(_NEXT)), ""))
