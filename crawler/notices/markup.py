"""XML from anyone → the objects that JSON would give: one element is an object, several are a list."""

import re
from collections.abc import Callable

from lxml import etree

from crawler.errors import ParseError
from crawler.notices.walk import Node

_HTML = re.compile(rb"<!doctype html|<html[\s>]", re.I)

Named = Callable[[etree._Element], str]


def is_xml(body: bytes) -> bool:
    """Whether ``body`` begins as XML or HTML does, in any encoding."""
    return body.lstrip(b"\xef\xbb\xbf\xfe\xff\x00 \r\n\t")[:1] == b"<"


def root(body: bytes, url: str, what: str) -> etree._Element:
    """The root element. Entities are not resolved, nothing is fetched, depth and size are lxml's limits.

    Raises ``ParseError`` when ``body`` is no XML: a firewall's page, as a rule.
    """
    if _HTML.search(body[:2000]):
        raise ParseError(url, f"HTML in place of a {what}")
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        return etree.fromstring(body.lstrip(b" \r\n\t"), parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise ParseError(url, f"not a {what} but broken XML: {error}"[:200]) from error


def local(element: etree._Element) -> str:
    """The element's name without its namespace."""
    return str(etree.QName(element).localname)


def node(element: etree._Element, named: Named = local) -> Node:
    """Element → object; repeated children → list; attributes as ``@name``; an element with text alone → its text."""
    children = [child for child in element if isinstance(child.tag, str)]
    words = ("".join(map(str, element.itertext())) if not children else element.text or "").strip()
    found: dict[str, list[Node]] = {f"@{name}": [value] for name, value in element.attrib.items()}
    for child in children:
        found.setdefault(named(child), []).append(node(child, named))
    if not found:
        return words
    one = {name: inner[0] if len(inner) == 1 else inner for name, inner in found.items()}
    return one | ({"#text": words} if words else {})
