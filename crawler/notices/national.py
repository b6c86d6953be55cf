"""National forms of BOAMP since 2018: FNSimple (90 k€ to the European thresholds) and MAPA. Awards are free text."""

import re
from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal

from crawler.moments import moment
from crawler.notices.values import amount, day, local
from crawler.notices.walk import Node, each, first, text, texts, under
from crawler.types import Lot, Party

_AWARDED_ON = re.compile(r"date\s+d['’]attribution\s*:\s*(\d{1,2})/(\d{1,2})/(\d{4}|\d\d)", re.I)
_AMOUNT = re.compile(
    r"montant\s*(?:total\s*)?(?:\(?h\.?t\.?\)?|t\.?t\.?c\.?)?\s*(?:\([^)]*\))?\s*:\s*([\d \u00a0\u202f.,]+)", re.I
)
_CEILING = re.compile(r"montant\s+indiqu[ée][^.\n]{0,60}maximum|montant\s+maximum|maximum\s+annuel", re.I)
_NUMBERED = re.compile(r"^(?:march[ée]|contrat|lot)\s+n\s*[°o]\s*[:\s]\s*(?P<id>.+)$", re.I)
_HOLDER = re.compile(r"^(?P<name>[^,:]{2,90}),\s.*\b\d{5}\b", re.I)
_NAMED = re.compile(
    r"^(?:titulaire|attributaire|soci[ée]t[ée] retenue|entreprise)\s*(?:du march[ée])?\s*:\s*(?P<name>[^,\n]{2,90})",
    re.I,
)
_NO_WINNER = re.compile(r"\b(?:sans\s+suite|infructueu[xs]\w*|non\s+attribu[ée]|abandon\w*)\b", re.I)
_OPENING = re.compile(r"(?:date|heure)?\s*limite[^.\n]{0,80}?(?:au|:|le)\s+", re.I)
_INSTEAD = re.compile(r"au\s+lieu\s+d[eu]\s*:?\s*(?P<before>.+?)\s*,?\s*lire\s*:?\s*(?P<after>.+)", re.I | re.S)
_DEADLINES = frozenset({"ReceptionOffres", "receptionOffres", "dateReceptionOffres", "ReceptionCandidatures"})


def fields(body: Node, form: str) -> dict[str, object]:
    """The fields of ``Notice`` that an FNSimple or MAPA body gives."""
    awarded = "\n".join(texts(list(under(body, "attributionMarche"))))
    lots = tuple(_lots(awarded)) or tuple(_structured(body))
    changes, moved = _changes(body)
    return {
        "form": form,
        "title": first(body, "intitule") or first(body, "objet"),
        "description": text(list(under(body, "natureMarche")), "description"),
        "buyers": tuple(_buyers(body)),
        "related": tuple(texts(list(under(body, "avisInitial")), "idWeb")),
        "deadline": moved or local(first(body, "dateReceptionOffres", "receptionOffres", "receptionCandidatures")),
        "awarded": _award_day(awarded) or day(first(body, "dateAttribution")),
        "holders": tuple(dict.fromkeys(holder for lot in lots for holder in lot.holders)),
        "amount": sum((lot.amount for lot in lots if lot.amount), Decimal(0)) or None,
        "ceiling": sum((lot.ceiling for lot in lots if lot.ceiling), Decimal(0)) or None,
        "cpv": tuple(dict.fromkeys(filter(None, [first(body, "classPrincipale", "objetPrincipal")]))),
        "lots": lots if len(lots) > 1 else (),
        "reason": first(body, "motif", "MOTIF") or _refusal(awarded),
        "changes": changes,
        "tag": "tenderCancellation"
        if awarded and _NO_WINNER.search(awarded) and not any(x.holders for x in lots)
        else "",
    }


def _buyers(body: Node) -> Iterator[Party]:
    for organisation in each(body, "organisme"):
        name = text(organisation, "nomOfficiel") or text(organisation, "acheteurPublic")
        if name:
            yield Party(name, text(organisation, "codeIdentificationNational"))


def _award_day(awarded: str) -> date | None:
    match = _AWARDED_ON.search(awarded)
    if match is None:
        return None
    year = int(match[3]) + (2000 if len(match[3]) == 2 else 0)
    return day(f"{year:04d}-{int(match[2]):02d}-{int(match[1]):02d}")


def _lots(awarded: str) -> Iterator[Lot]:
    """One lot a "Marché n°" (or one without it): the holder stands on its line with an address, or is named."""
    blocks: list[list[str]] = [[]]
    for line in filter(None, map(str.strip, awarded.splitlines())):
        if _NUMBERED.match(line) and any(map(_holder, blocks[-1])):
            blocks.append([])
        blocks[-1].append(line)
    for number, block in enumerate(blocks, start=1):
        if any(map(_holder, block)) or any(map(_AMOUNT.search, block)):
            yield _lot(str(number), block)


def _lot(number: str, block: list[str]) -> Lot:
    whole = "\n".join(block)
    printed = _AMOUNT.search(whole)
    found = amount(printed[1]) if printed else None
    capped = _CEILING.search(whole) is not None
    named = next((match["id"].strip() for line in block if (match := _NUMBERED.match(line))), number)
    holders = tuple(dict.fromkeys(Party(name) for name in map(_holder, block) if name))
    return Lot(named, "", "selec-w" if holders else "", holders, None if capped else found, found if capped else None)


def _holder(line: str) -> str:
    match = _NAMED.match(line) or _HOLDER.match(line)
    return match["name"].strip() if match else ""


def _structured(body: Node) -> Iterator[Lot]:
    """MAPA: resultat.attribue, once or once a lot."""
    for number, won in enumerate(under(body, "attribue"), start=1):
        name = first(won, "denomination", "nomOfficiel", "raisonSociale", "titulaire", "nom")
        found = amount(text(list(under(won, "montant")), "valeur") or text(won, "montant"))
        if name or found:
            holders = (Party(name, first(won, "siret", "codeIdentificationNational")),) if name else ()
            yield Lot(first(won, "numLot") or str(number), "", "selec-w", holders, found)


def _refusal(awarded: str) -> str:
    return next((line.strip() for line in awarded.splitlines() if _NO_WINNER.search(line)), "")


def _changes(body: Node) -> tuple[tuple[tuple[str, str, str], ...], datetime | None]:
    """What a correction prints, and the deadline it sets: structured rubrics, or a sentence."""
    found: list[tuple[str, str, str]] = []
    moved: datetime | None = None
    for notes in under(body, "infosRectif"):
        if isinstance(notes, dict):
            for rubric in _rubrics(notes):
                found.append(rubric)
                moved = moved or (local(rubric[2]) if rubric[0] == "deadline" else None)
        else:
            sentence = str(notes)
            moved = moved or _opening(sentence)
            found.append(_said(sentence, moved))
    return tuple(found), moved


def _rubrics(notes: Node) -> Iterator[tuple[str, str, str]]:
    after, before = (
        text(notes, "lireDate") or text(notes, "lire"),
        text(notes, "auLieuDeDate") or text(notes, "auLieuDe"),
    )
    name = text(notes, "rubDelais") or text(notes, "rubrique") or text(notes, "rub")
    if after or before:
        yield "deadline" if name in _DEADLINES or text(notes, "lireDate") else name or "text", before, after
    for inner in notes.values():
        for node in each(inner):
            if isinstance(node, dict):
                yield from _rubrics(node)


def _opening(sentence: str) -> datetime | None:
    """The new deadline of "… date limite de remise des plis au vendredi 14 mars 2025 à 12:00:00"."""
    instead = _INSTEAD.search(sentence)
    if instead and "limite" in sentence.lower():
        return moment(instead["after"])
    match = _OPENING.search(sentence)
    return moment(sentence[match.end() :]) if match else None


def _said(sentence: str, moved: datetime | None) -> tuple[str, str, str]:
    instead = _INSTEAD.search(sentence)
    name = "deadline" if moved else "text"
    return (name, instead["before"], instead["after"]) if instead else (name, "", sentence.strip())
