"""BOAMP's forms before eForms and FNSimple (XML v230 and its JSON): IDENTITE, OBJET, ATTRIBUTION/DECISION, DSP."""

import re
from collections.abc import Iterator
from decimal import Decimal

from lxml import etree

from crawler.errors import ParseError
from crawler.notices.values import amount, day, zoned
from crawler.notices.walk import Node, each, first, text, texts, under
from crawler.types import Lot, Party

_ROLE = re.compile(r"\s*\((?:mandataire|co-?traitant|rang \d+)[^)]*\)", re.I)  # printed after a holder's name
_REFUSED = ("INFRUCTUEUX", "SANS_SUITE", "NON_ATTRIBUE", "ANNULE")


def record(body: bytes, url: str) -> dict[str, Node]:
    """A legacy ``<ANNONCE>`` as a record of today: ``gestion``, ``donnees`` and what names it."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
    try:
        root = etree.fromstring(body, parser)
    except etree.XMLSyntaxError as error:
        raise ParseError(url, f"not a BOAMP notice: {error}") from error
    if root.tag != "ANNONCE":
        raise ParseError(url, f"not a BOAMP notice but <{root.tag}>")
    return from_tree(_node(root))


def from_tree(annonce: Node) -> dict[str, Node]:
    """The same from its JSON form."""
    management = annonce.get("GESTION", {})
    kind: Node = next(each(management, "REFERENCE", "TYPE_AVIS"), {})
    return {
        "idweb": text(management, "REFERENCE", "IDWEB"),
        "objet": text(management, "INDEXATION", "RESUME_OBJET"),
        "dateparution": text(management, "INDEXATION", "DATE_PUBLICATION"),
        "nature": next(iter(next(each(kind, "NATURE"), {})), ""),
        "etat": next(iter(next(each(kind, "STATUT"), {})), ""),
        "gestion": management,
        "donnees": annonce.get("DONNEES", {}),
    }


def _node(element: etree._Element) -> Node:
    """Element → object; repeated children → list; an element with text alone → its text."""
    children = [child for child in element if isinstance(child.tag, str)]
    words = "".join(element.itertext()).strip() if not children else (element.text or "").strip()
    found: dict[str, Node] = {f"@{name}": value for name, value in element.attrib.items()}
    for child in children:
        inner = _node(child)
        if child.tag in found:
            held = found[child.tag]
            found[child.tag] = [*held, inner] if isinstance(held, list) else [held, inner]
        else:
            found[child.tag] = inner
    if not found:
        return words
    return found | ({"#text": words} if words else {})


def fields(body: Node) -> dict[str, object]:
    """The fields of ``Notice`` that a legacy body gives."""
    decisions = [decision for award in under(body, "ATTRIBUTION") for decision in each(award, "DECISION")]
    lots = tuple(_lot(decision, number) for number, decision in enumerate(decisions, start=1))
    subject = list(each(body, "OBJET"))
    return {
        "form": "legacy",
        "title": text(subject, "TITRE_MARCHE") or text(subject, "INTITULE"),
        "description": text(subject, "OBJET_COMPLET"),
        "buyers": tuple(Party(name) for name in texts(body, "IDENTITE", "DENOMINATION")),
        "related": tuple(dict.fromkeys(_earlier(body))),
        "deadline": zoned(first(body, "RECEPT_OFFRES", "RECEPT_CANDIDATURES", "RECEPT_CANDIDAT")),
        "awarded": next(filter(None, map(day, _days(decisions))), None),
        "holders": tuple(dict.fromkeys(holder for lot in lots for holder in lot.holders)),
        "amount": (sum((lot.amount for lot in lots if lot.amount), Decimal(0)) or _total(body)) if lots else None,
        "cpv": tuple(dict.fromkeys(texts(subject, "CPV", "PRINCIPAL"))),
        "lots": lots if len(lots) > 1 else (),
        "reason": first(body, "MOTIF"),
        "tag": _tag(body, lots),
    }


def _total(body: Node) -> Decimal | None:
    return amount(text(list(under(body, "VALEUR_TOTALE"))))


def _earlier(body: Node) -> Iterator[str]:
    for previous in under(body, "ANNONCE_ANTERIEUR"):
        yield first(previous, "IDWEB")


def _days(decisions: list[Node]) -> Iterator[str]:
    for decision in decisions:
        yield from texts(decision, "RENSEIGNEMENT", "DATE_ATTRIBUTION")


def _lot(decision: Node, number: int) -> Lot:
    """Holders and their RENSEIGNEMENT alternate; the amount is printed once, at the leader's."""
    refused = any(name in decision for name in _REFUSED)
    holders = tuple(dict.fromkeys(Party(_ROLE.sub("", name)) for name in texts(decision, "TITULAIRE", "DENOMINATION")))
    paid = [found for found in map(amount, texts(decision, "RENSEIGNEMENT", "MONTANT")) if found]
    return Lot(
        id=text(decision, "NUM_LOT") or str(number),
        title=text(decision, "INTITULE") or text(decision, "DESCRIPTION")[:200],
        result="clos-nw" if refused else "selec-w" if holders else "",
        holders=holders,
        amount=sum(paid, Decimal(0)) or None,
    )


def _tag(body: Node, lots: tuple[Lot, ...]) -> str:
    if "ANNULATION" in body or (lots and all(lot.result == "clos-nw" for lot in lots)):
        return "tenderCancellation"
    return "award" if lots else ""
