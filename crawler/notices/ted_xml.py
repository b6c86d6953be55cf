"""One notice of TED as XML (eForms, UBL 2.3 with the EU's extensions) → its ``Notice``.

The XML has the elements that BOAMP prints as JSON: it is turned into the same objects, and read by the same reader.
"""

from typing import Any

from lxml import etree

from crawler.errors import ParseError
from crawler.notices import eforms, markup, ted
from crawler.notices.boamp import distrusted
from crawler.notices.values import day
from crawler.notices.walk import Node, each, text
from crawler.text import clean, line
from crawler.types import Notice

_UBL = "urn:oasis:names:specification:ubl:schema:xsd"
_EU = "http://data.europa.eu/p27/eforms"
PREFIXES = {
    f"{_UBL}:CommonAggregateComponents-2": "cac",
    f"{_UBL}:CommonBasicComponents-2": "cbc",
    f"{_UBL}:CommonExtensionComponents-2": "ext",
    f"{_EU}-ubl-extension-aggregate-components/1": "efac",
    f"{_EU}-ubl-extension-basic-components/1": "efbc",
    f"{_EU}-ubl-extensions/1": "efext",
}
_NUMBER = (*eforms.EXTENSION, "efac:Publication")
_LANGUAGES = ("FRA", "ENG")


def record(body: bytes, url: str) -> dict[str, Node]:
    """The notice as BOAMP would wrap it: ``{"EFORMS": {root: body}}``. Raises ``ParseError`` when it is none."""
    root = markup.root(body, url, "TED notice")
    name = markup.local(root)
    if not (etree.QName(root).namespace or "").startswith(_UBL):
        raise ParseError(url, f"not a procurement notice of eForms but <{name}>"[:200])
    _one_language(root)
    return {"EFORMS": {name: markup.node(root, _prefixed)}}


def is_record(found: Any) -> bool:
    """Whether ``found`` came from ``record``, not from the search API."""
    return isinstance(found, dict) and isinstance(found.get("EFORMS"), dict)


def notice(found: dict[str, Node], url: str) -> Notice:
    """Read what ``record`` gave. Raises ``ParseError`` when it has no number at all."""
    root, body = next(iter(found["EFORMS"].items()))
    number, uuid = text(body, *_NUMBER, "efbc:NoticePublicationID").lstrip("0"), text(body, "cbc:ID")
    if not (number or uuid):
        raise ParseError(url, "a notice without number: neither NoticePublicationID nor ID")
    fields: dict[str, Any] = eforms.fields(root, body)
    kind = _kind(body)
    told = ted.told(*kind)
    fields |= {
        "form": "ted",
        "title": line(fields["title"]) or number or uuid,
        "description": clean(fields["description"]),
        "tag": _tag(fields["tag"], told),
        "flags": () if told else (f"nature.unknown: {' '.join(filter(None, kind)) or 'none'}",),
    }
    published = day(text(body, *_NUMBER, "efbc:PublicationDate")) or day(text(body, "cbc:IssueDate"))
    return distrusted(Notice(id=number or uuid, nature=kind[1], published=published, **fields))


def _tag(read: str, told: str) -> str:
    """What is cancelled or changed is said in the body; a change of a result stays a result."""
    if read == "tenderCancellation" or (read == "tenderAmendment" and told in ("tender", "")):
        return read
    return told or read or "tender"


def _kind(body: Node) -> tuple[str, str]:
    """(form type, notice type): ``result``, ``can-standard``."""
    code = next((node for node in each(body, "cbc:NoticeTypeCode")), "")
    return (str(code.get("@listName") or ""), text(code)) if isinstance(code, dict) else ("", text(code))


def _prefixed(element: etree._Element) -> str:
    name = etree.QName(element)
    prefix = PREFIXES.get(name.namespace or "", "")
    return f"{prefix}:{name.localname}" if prefix else name.localname


def _one_language(root: etree._Element) -> None:
    """Where a text stands in several languages, keep the French one, else the English, else the first."""
    places: dict[tuple[etree._Element, str], list[tuple[str, etree._Element]]] = {}
    for spoken in root.iter():
        if spoken.get("languageID"):
            told = _whole(spoken)
            parent = told.getparent()
            if parent is not None:
                place = places.setdefault((parent, told.tag + spoken.tag), [])
                place.append((str(spoken.get("languageID")), told))
    for same in places.values():
        _keep_best(same)


def _whole(spoken: etree._Element) -> etree._Element:
    """The text, or the element that holds it alone: a party has a ``PartyName`` for each language."""
    parent = spoken.getparent()
    return parent if parent is not None and len(parent) == 1 and markup.local(parent) == "PartyName" else spoken


def _keep_best(same: list[tuple[str, etree._Element]]) -> None:
    languages = [language for language, _ in same]
    best = next((language for language in _LANGUAGES if language in languages), languages[0])
    for language, told in same:
        parent = told.getparent()
        if language != best and parent is not None:
            parent.remove(told)
