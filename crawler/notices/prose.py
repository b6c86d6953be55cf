"""A notice as text for readers and for evidence: one line a field, in French, always in the same words."""

from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal

from crawler.moments import PARIS
from crawler.types import Notice, Party

_MONTHS = (
    "janvier février mars avril mai juin juillet août septembre octobre novembre décembre".split()  # noqa: SIM905
)
NATURES = {
    "planning": "Avis de préinformation",
    "tender": "Avis de marché",
    "tenderAmendment": "Avis rectificatif",
    "tenderCancellation": "Avis d'annulation ou de classement sans suite",
    "award": "Avis d'attribution",
    "contract": "Marché notifié",
    "contractAmendment": "Avis de modification de marché",
    "contractTermination": "Avis de résiliation",
}


def lines(notice: Notice) -> Iterator[tuple[str, str]]:
    """(field, its line) of all that the notice says, most important first."""
    yield "tag", f"{NATURES.get(notice.tag, notice.nature)} n° {notice.id}."
    yield from _each("buyers", "Acheteur", notice.buyers)
    yield from _one("procedure", "Procédure", notice.procedure)
    yield from _one("related", "Avis lié", ", ".join(notice.related))
    yield from _one("deadline", "Date limite de réception des offres", _moment(notice.deadline))
    yield from _one("awarded", "Date d'attribution", _day(notice.awarded))
    yield from _one("signed", "Date de signature du contrat", _day(notice.signed))
    yield from _each("holders", "Attributaire", notice.holders)
    yield from _one("amount", "Montant", _euros(notice.amount, notice.currency))
    yield from _one("ceiling", "Montant maximum", _euros(notice.ceiling, notice.currency))
    yield from _one("reason", "Motif", notice.reason)
    for name, before, after in notice.changes:
        yield "changes", f"Correction ({name}) : {_arrow(before, after)}"
    for lot in notice.lots:
        yield "lots", _lot(lot.id, lot.title, lot.result, lot.holders, _euros(lot.amount, notice.currency))
    yield from _one("description", "Objet", notice.description)


def text(notice: Notice) -> str:
    """All lines."""
    return "\n".join(line for _, line in lines(notice))


def _one(field: str, label: str, value: str) -> Iterator[tuple[str, str]]:
    if value:
        yield field, f"{label} : {value}"


def _each(field: str, label: str, parties: tuple[Party, ...]) -> Iterator[tuple[str, str]]:
    for party in parties:
        yield field, f"{label} : {party.name}{f' ({party.id})' if party.id else ''}"


def _lot(number: str, title: str, result: str, holders: tuple[Party, ...], paid: str) -> str:
    outcome = {"selec-w": "attribué", "clos-nw": "sans attributaire", "open-nw": "pas encore attribué"}.get(result, "")
    names = ", ".join(party.name for party in holders)
    return " · ".join(filter(None, [f"Lot {number}", title, outcome, names, paid]))


def _arrow(before: str, after: str) -> str:
    return f"{before} → {after}" if before else after


def _day(value: date | None) -> str:
    if value is None:
        return ""
    return f"{'1er' if value.day == 1 else value.day} {_MONTHS[value.month - 1]} {value.year}"


def _moment(value: datetime | None) -> str:
    if value is None:
        return ""
    local = value.astimezone(PARIS)
    return f"{_day(local.date())} à {local:%H}h{local:%M} (heure de Paris)"


def _euros(value: Decimal | None, currency: str) -> str:
    return f"{value:,.2f} {currency}".replace(",", "\u202f").replace(".", ",") if value is not None else ""
