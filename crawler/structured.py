"""What a page says of itself for machines: JSON-LD, OpenGraph, ``meta`` and ``link``."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from lxml.html import HtmlElement

_ARTICLES = frozenset(
    """
    Article NewsArticle ReportageNewsArticle AnalysisNewsArticle OpinionNewsArticle BlogPosting
    TechArticle Report SpecialAnnouncement PressRelease GovernmentService LiveBlogPosting WebPage
    """.split()  # noqa: SIM905
)
_MAX_NODES = 2000  # of one JSON-LD block


@dataclass(frozen=True, slots=True)
class Metadata:
    """ "" = not said."""

    title: str = ""
    description: str = ""
    published: str = ""  # as printed
    canonical: str = ""
    language: str = ""
    body: str = ""  # JSON-LD articleBody
    paid: bool = False  # isAccessibleForFree is false, also as a string
    links: tuple[str, ...] = field(default=())  # JSON-LD ItemList


def metadata(root: HtmlElement) -> Metadata:
    """Gather it, JSON-LD first, then OpenGraph and its likes."""
    nodes = list(_nodes(root))
    article = next((node for node in nodes if _ARTICLES & _types(node) and _types(node) != {"WebPage"}), {})
    return Metadata(
        title=_text(article.get("headline")) or _meta(root, "og:title", "twitter:title", "dc.title"),
        description=_text(article.get("description")) or _meta(root, "og:description", "description"),
        published=_text(article.get("datePublished"))
        or _meta(root, "article:published_time", "dc.date.issued", "dcterms.created", "date", "pubdate")
        or _time(root),
        canonical=_first(root.xpath("//link[@rel='canonical']/@href")) or _meta(root, "og:url"),
        language=_first(root.xpath("/html/@lang")) or _meta(root, "og:locale"),
        body=_text(article.get("articleBody")),
        paid=str(article.get("isAccessibleForFree", "")).lower() == "false",
        links=tuple(_items(nodes)),
    )


def _nodes(root: HtmlElement) -> Iterator[dict[str, Any]]:
    for script in root.xpath("//script[contains(@type, 'ld+json')]")[:20]:
        try:
            waiting = [json.loads(script.text or "", strict=False)]
        except (ValueError, RecursionError):
            continue
        for _ in range(_MAX_NODES):
            if not waiting:
                break
            node = waiting.pop(0)
            waiting += node if isinstance(node, list) else []
            if isinstance(node, dict):
                waiting += [node[name] for name in ("@graph", "mainEntity") if isinstance(node.get(name), dict | list)]
                yield node


def _types(node: dict[str, Any]) -> set[str]:
    told = node.get("@type")
    return {str(name) for name in told} if isinstance(told, list) else {str(told)}


def _items(nodes: list[dict[str, Any]]) -> Iterator[str]:
    for node in nodes:
        elements = node.get("itemListElement") if "ItemList" in _types(node) else None
        for element in elements if isinstance(elements, list) else []:
            item = element.get("item", element) if isinstance(element, dict) else element
            url = item.get("url") or item.get("@id") if isinstance(item, dict) else item
            if isinstance(url, str):
                yield url


def _meta(root: HtmlElement, *names: str) -> str:
    for name in names:
        found = _first(root.xpath("//meta[@property=$name or @name=$name or @itemprop=$name]/@content", name=name))
        if found:
            return found
    return ""


def _time(root: HtmlElement) -> str:
    """The first ``time`` of the article; a bare page with several dates says nothing by it."""
    return _first(root.xpath("(//article//time/@datetime | //main//time/@datetime | //time[@pubdate]/@datetime)"))


def _first(values: list[Any]) -> str:
    return next((str(value).strip() for value in values if str(value).strip()), "")


def _text(value: Any) -> str:
    value = value[0] if isinstance(value, list) and value else value
    return value.strip() if isinstance(value, str) else ""
