"""BOAMP's forms before eForms and FNSimple (XML v230 and its JSON): IDENTITE, OBJET, ATTRIBUTION/DECISION, DSP."""

import re
from collections.abc import Iterator
from decimal import Decimal

from crawler.errors import ParseError
from crawler.notices import markup
from crawler.notices.values import amount, day, local
from crawler.notices.walk import Node, each, first, text, texts, under
from crawler.types import Lot, Party

# what a legacy body begins with, one or more of them; a body has no root of its own
KNOWN = frozenset(
    {"IDENTITE", "OBJET", "PROCEDURE", "ATTRIBUTION", "DECISION", "ANNULATION", "MARCHE", "DSP", "ANNONCE"}
)
_ROLE = re.compile(r"\s*\((?:mandataire|co-?traitant|rang \d+)[^)]*\)", re.I)  # printed after a holder's name
_REFUSED = ("INFRUCTUEUX", "SANS_SUITE", "NON_ATTRIBUE", "ANNULE")


def record(body: bytes, url: str) -> dict[str, Node]:
    """A legacy ``<ANNONCE>`` as a record of today: ``gestion``, ``donnees`` and what names it."""
    root = markup.root(body, url, "BOAMP notice")
    if markup.local(root) != "ANNONCE":
        raise ParseError(url, f"not a BOAMP notice but <{markup.local(root)}>")
    return from_tree(markup.node(root))


def from_tree(annonce: Node) -> dict[str, Node]:
    """The same from its JSON form."""
    management = list(each(annonce, "GESTION"))
    kind = list(each(management, "REFERENCE", "TYPE_AVIS"))
    return {
        "idweb": text(management, "REFERENCE", "IDWEB"),
        "objet": text(management, "INDEXATION", "RESUME_OBJET"),
        "dateparution": text(management, "INDEXATION", "DATE_PUBLICATION"),
        "datelimitereponse": text(management, "INDEXATION", "DATE_LIMITE_REPONSE"),
        "nature": _choice(kind, "NATURE"),
        "etat": _choice(kind, "STATUT"),
        "gestion": next(iter(management), {}),
        "donnees": next(each(annonce, "DONNEES"), {}),
    }


def _choice(kind: Node, name: str) -> str:
    """An enumeration: the name of the one (empty) element inside."""
    chosen = (key for node in each(kind, name) if isinstance(node, dict) for key in node if key[:1] not in "@#")
    return next(chosen, "") or text(kind, name)


def fields(body: Node) -> dict[str, object]:
    """The fields of ``Notice`` that a legacy body gives."""
    awards = [award for award in under(body, "ATTRIBUTION") if isinstance(award, dict)]
    decisions = [decision for decision in each(awards, "DECISION") if isinstance(decision, dict)]
    refused = any(_refused(award) for award in awards)
    lots = tuple(_lot(decision, number, refused) for number, decision in enumerate(decisions, start=1))
    subject = list(under(body, "OBJET"))
    paid = [lot.amount for lot in lots if lot.amount]
    return {
        "form": "legacy",
        "title": text(subject, "TITRE_MARCHE") or text(subject, "INTITULE"),
        "description": text(subject, "OBJET_COMPLET"),
        "buyers": tuple(_buyers(body)),
        "related": tuple(dict.fromkeys(_earlier(body))),
        "deadline": local(first(body, "RECEPT_OFFRES", "RECEPT_CANDIDATURES", "RECEPT_CANDIDAT")),
        "awarded": next(filter(None, map(day, _days(awards, decisions))), None),
        "holders": tuple(dict.fromkeys(holder for lot in lots for holder in lot.holders)),
        "amount": sum(paid, Decimal(0)) or (None if refused or not lots else _total(awards)),
        "ceiling": sum((lot.ceiling for lot in lots if lot.ceiling), Decimal(0)) or None,
        "cpv": tuple(dict.fromkeys(texts(subject, "CPV", "PRINCIPAL"))),
        "lots": lots if len(lots) > 1 else (),
        "reason": first(body, "MOTIF") or ("sans suite" if refused else ""),
        "tag": _tag(body, lots, refused),
    }


def _refused(node: Node) -> bool:
    return any(name in node for name in _REFUSED)


def _buyers(body: Node) -> Iterator[Party]:
    """The identification number is the buyer's own when there is one buyer."""
    for buyer in under(body, "IDENTITE"):
        names, number = list(texts(buyer, "DENOMINATION")), text(buyer, "CODE_IDENT_NATIONAL")
        yield from (Party(name, number if len(names) == 1 else "") for name in names)


def _total(awards: list[Node]) -> Decimal | None:
    return amount(text(list(under(awards, "VALEUR_TOTALE"))))


def _earlier(body: Node) -> Iterator[str]:
    for previous in under(body, "ANNONCE_ANTERIEUR"):
        yield first(previous, "IDWEB")


def _days(awards: list[Node], decisions: list[Node]) -> Iterator[str]:
    yield from texts(decisions, "RENSEIGNEMENT", "DATE_ATTRIBUTION")
    yield from texts(awards, "DATE_DECISION")


def _lot(decision: Node, number: int, refused: bool) -> Lot:
    """Holders and their RENSEIGNEMENT alternate; the amount is printed at the leader's, or again at each of them."""
    holders = tuple(dict.fromkeys(Party(_ROLE.sub("", name)) for name in texts(decision, "TITULAIRE", "DENOMINATION")))
    paid = dict.fromkeys(filter(None, map(amount, texts(decision, "RENSEIGNEMENT", "MONTANT"))))
    ceilings = filter(None, map(amount, texts(decision, "RENSEIGNEMENT", "MONTANT_MAXI")))
    closed = _refused(decision) or (refused and not holders)
    return Lot(
        id=text(decision, "NUM_LOT") or str(number),
        title=text(decision, "INTITULE") or text(decision, "DESCRIPTION")[:200],
        result="clos-nw" if closed else "selec-w" if holders else "",
        holders=holders,
        amount=sum(paid, Decimal(0)) or None,
        ceiling=max(ceilings, default=None),
    )


def _tag(body: Node, lots: tuple[Lot, ...], refused: bool) -> str:
    cancelled = isinstance(body, dict) and "ANNULATION" in body
    closed = bool(lots) and all(lot.result == "clos-nw" for lot in lots)
    if cancelled or closed or (refused and not any(lot.holders for lot in lots)):
        return "tenderCancellation"
    return "award" if lots else ""
