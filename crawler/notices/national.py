"""National forms of BOAMP since 2018: FNSimple (90 k€ to the European thresholds) and MAPA. Awards are free text."""

from collections.abc import Iterator
from datetime import datetime
from decimal import Decimal

from crawler.notices import award_text, correction_text
from crawler.notices.values import amount, day, local, zoned
from crawler.notices.walk import Node, each, first, text, texts, under
from crawler.text import line
from crawler.types import Lot, Party

# of the holder in a MAPA
_NAMES = (
    "PersonneMorale", "personneMorale", "denomination", "nomOfficiel", "raisonSociale", "titulaire", "PersonnePhysique",
    "personnePhysique", "nom",
)  # fmt: skip
_DEADLINES = frozenset({"ReceptionOffres", "receptionOffres", "dateReceptionOffres", "ReceptionCandidatures"})


def fields(body: Node, form: str) -> dict[str, object]:
    """The fields of ``Notice`` that an FNSimple or MAPA body gives."""
    told = "\n".join(texts(list(under(body, "attributionMarche"))))
    lots = award_text.lots(told) or tuple(_structured(body))
    refused = award_text.refusal(told)
    changes, moved = _changes(body)
    return {
        "form": form,
        "title": first(body, "intitule") or first(body, "objet"),
        "description": text(list(under(body, "natureMarche")), "description"),
        "buyers": tuple(_buyers(body)),
        "related": tuple(texts(list(under(body, "avisInitial")), "idWeb")),
        "deadline": moved or local(first(body, "dateReceptionOffres", "receptionOffres", "receptionCandidatures")),
        "awarded": award_text.awarded(told) or day(first(body, "dateAttribution")),
        "signed": award_text.signed(told),
        "holders": tuple(dict.fromkeys(holder for lot in lots for holder in lot.holders)),
        "amount": sum((lot.amount for lot in lots if lot.amount), Decimal(0)) or None,
        "ceiling": sum((lot.ceiling for lot in lots if lot.ceiling), Decimal(0)) or None,
        "cpv": tuple(dict.fromkeys(filter(None, [first(body, "classPrincipale", "objetPrincipal")]))),
        "lots": lots if len(lots) > 1 else (),
        "reason": first(body, "motif", "MOTIF") or refused,
        "changes": changes,
        "tag": "tenderCancellation" if refused and not any(lot.holders for lot in lots) else "",
    }


def _buyers(body: Node) -> Iterator[Party]:
    for organisation in each(body, "organisme"):
        name = text(organisation, "nomOfficiel") or text(organisation, "acheteurPublic")
        if name:
            yield Party(name, text(organisation, "codeIdentificationNational"))


def _structured(body: Node) -> Iterator[Lot]:
    """MAPA: resultat.attribue, once or once a lot."""
    for number, won in enumerate(under(body, "attribue"), start=1):
        name = line(first(won, *_NAMES))
        found = amount(text(list(under(won, "montant")), "valeur") or text(won, "montant"))
        if name or found:
            holders = (Party(name, first(won, "siret", "codeIdentificationNational")),) if name else ()
            yield Lot(first(won, "numLot") or str(number), "", "selec-w", holders, found)


def _changes(body: Node) -> tuple[tuple[tuple[str, str, str], ...], datetime | None]:
    """What a correction prints, and the deadline it sets: structured rubrics, or a sentence."""
    found: list[tuple[str, str, str]] = []
    moved: datetime | None = None
    for notes in under(body, "infosRectif"):
        for rubric in _rubrics(notes) if isinstance(notes, dict) else ():
            found.append(rubric)
            moved = moved or (_printed(rubric[2]) if rubric[0] == "deadline" else None)
        for sentence in texts(notes):
            told = correction_text.deadline(sentence)
            moved = moved or told
            found.append(("deadline" if told else "text", *(correction_text.instead(sentence) or ("", sentence))))
    return tuple(found), moved


def _rubrics(notes: Node) -> Iterator[tuple[str, str, str]]:
    after, before = (
        text(notes, "lireDate") or text(notes, "lire"),
        text(notes, "auLieuDeDate") or text(notes, "auLieuDe"),
    )
    name = text(notes, "rubDelais") or text(notes, "rubrique") or text(notes, "rub")
    if after or before:
        dated = name in _DEADLINES or (not name and text(notes, "lireDate"))
        yield "deadline" if dated else name or "text", before, after
    for inner in notes.values():
        for node in each(inner):
            if isinstance(node, dict):
                yield from _rubrics(node)


def _printed(moment: str) -> datetime | None:
    """A rubric's moment is of Paris, but for one that ends in Z."""
    return zoned(moment) if moment.endswith("Z") else local(moment)
