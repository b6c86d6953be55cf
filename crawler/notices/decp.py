"""Essential data of public contracts (DECP, format 2022) → ``Notice``.

One contract is one notice, whatever the number of its modifications: its newest state, and what each changed.
Two shapes: the regulatory JSON (https://github.com/139bercy/format-commande-publique, v2.0.3), contracts and
concessions, and the flat table of the national data set, where a contract has a row for each modification.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal, InvalidOperation
from math import isfinite
from typing import Any

from crawler.errors import ParseError
from crawler.notices import decp_rows
from crawler.notices.boamp import distrusted
from crawler.notices.values import LARGEST, amount, day, plausible
from crawler.notices.walk import each, texts
from crawler.text import line
from crawler.text import printed as meant
from crawler.types import Notice, Party

AHEAD = timedelta(days=2)  # what is published has happened; clocks differ
TOKEN = Decimal(1)  # euros: amounts up to one stand for "not said"

KNOWN = frozenset(
    """
    id acheteur autoriteConcedante nature objet codeCPV techniques modalitesExecution idAccordCadre marcheInnovant ccag
    offresRecues attributionAvance tauxAvance typeGroupementOperateurs sousTraitanceDeclaree actesSousTraitance
    procedure lieuExecution dureeMois dateNotification datePublicationDonnees montant typesPrix formePrix origineUE
    origineFrance titulaires considerationsSociales considerationsEnvironnementales modificationsActesSousTraitance
    modifications dateSignature dateDebutExecution valeurGlobale montantSubventionPublique donneesExecution
    concessionnaires source
    """.split()  # noqa: SIM905
)


@dataclass(frozen=True, slots=True)
class Modification:
    """One amendment: what it says anew; None or () where it leaves things as they were."""

    notified: date | None
    published: date | None
    amount: Decimal | None
    holders: tuple[Party, ...]


def notice(contract: Any, url: str, today: date) -> Notice:
    """Read one contract in the regulatory shape; ``today`` is when it was fetched.

    The id is buyer-contract: the contract's own is unique only with its buyer.
    Raises ``ParseError`` when it is no contract at all.
    """
    if not isinstance(contract, Mapping) or not _said(contract, "id"):
        raise ParseError(url, "a record without id: not a DECP contract")
    flags = list(_oddities(contract))
    buyers = tuple(_parties(contract, "acheteur", "autoriteConcedante", flags))
    published = _past("published", _day(contract, "datePublicationDonnees"), today, flags)
    signed = _past("signed", _day(contract, "dateNotification", "dateSignature"), today, flags)
    holders = tuple(dict.fromkeys(_holders(contract, flags)))
    paid = _believed("amount", _number(contract, "montant", "valeurGlobale"), flags)
    amended = tuple(_modifications(contract, today, flags))
    return distrusted(
        Notice(
            id="-".join([*(party.id for party in buyers[:1]), _said(contract, "id")]),
            tag="contractAmendment" if amended else "contract",
            title=line(_said(contract, "objet")) or _said(contract, "id"),
            buyers=buyers,
            description=_description(contract),
            related=tuple(
                f"{party.id}-{_said(contract, 'idAccordCadre')}" for party in buyers[:1] if _framed(contract)
            ),
            nature=_said(contract, "nature"),
            form="decp",
            published=max(filter(None, (published, *(one.published for one in amended))), default=None),
            signed=signed,
            holders=next((one.holders for one in reversed(amended) if one.holders), holders),
            amount=next((one.amount for one in reversed(amended) if one.amount), paid),
            cpv=tuple(filter(None, [_said(contract, "codeCPV").partition("-")[0]])),
            changes=tuple(_changes(paid, holders, amended)),
            flags=tuple(flags),
        )
    )


def value(printed: Any) -> str:
    """The text of one value; "" for the many ways of saying nothing."""
    if isinstance(printed, float):
        return format(Decimal(repr(printed)), "f") if isfinite(printed) else ""
    text = meant(str(printed)) if isinstance(printed, str | int) and not isinstance(printed, bool) else ""
    return "" if text.upper() in decp_rows.NOTHING else text


def _said(node: Any, *names: str) -> str:
    return next((text for name in names for found in each(node, name) if (text := value(found))), "")


def _day(node: Any, *names: str) -> date | None:
    return day(_said(node, *names))


def _number(node: Any, *names: str) -> Decimal | None:
    """The first amount that is not zero: empty columns of the other kind of contract hold 0."""
    for name in names:
        printed = _said(node, name)
        try:
            found = Decimal(printed) if printed else Decimal(0)
        except InvalidOperation:
            found = amount(printed) or Decimal(0)
        if found:
            return found
    return None


def _past(name: str, found: date | None, today: date, flags: list[str]) -> date | None:
    """``found`` if it can be meant: after the first contracts of the format, and not to come."""
    if found is None or (plausible(found, None) and found <= today + AHEAD):
        return found
    flags.append(f"{name}.implausible: {found}")
    return None


def _believed(name: str, found: Decimal | None, flags: list[str]) -> Decimal | None:
    if found is not None and not TOKEN < found < LARGEST:
        flags.append(f"{name}.implausible: {found}")
        return None
    return found


def _parties(node: Any, name: str, otherwise: str, flags: list[str]) -> Iterator[Party]:
    """Parties have a number and no name here; a name printed beside it (consolidated files) is taken."""
    kind = "holder" if name == "titulaire" else "buyer"
    for found in (*each(node, name), *each(node, otherwise)):
        number = _said(found, "id")
        if number:
            yield Party(_name(found, number), number)
        elif value(found):
            flags.append(f"{kind}.unreadable: {value(found)}")


def _name(party: Any, number: str) -> str:
    kind = _said(party, "typeIdentifiant") or "SIRET"
    return line(_said(party, "nom", "denominationSociale")) or f"{kind} {number}"


def _holders(node: Any, flags: list[str]) -> Iterator[Party]:
    """``titulaires[].titulaire{id}``; some writers leave the inner name out."""
    for name, inner in (("titulaires", "titulaire"), ("concessionnaires", "concessionnaire")):
        for found in each(node, name):
            wrapped = found if isinstance(found, Mapping) and inner in found else {inner: found}
            yield from _parties({"titulaire": wrapped[inner]}, "titulaire", "", flags)


def _modifications(contract: Any, today: date, flags: list[str]) -> Iterator[Modification]:
    """In the order of their dates; undated ones first."""
    found = [_modification(node, today, flags) for node in _unwrapped(contract)]
    return iter(sorted(found, key=lambda one: one.notified or date.min))


def _modification(node: Any, today: date, flags: list[str]) -> Modification:
    notified = _day(node, "dateNotificationModification", "dateSignatureModification")
    published = _day(node, "datePublicationDonneesModification")
    return Modification(
        notified=_past("modification", notified, today, flags),
        published=_past("published", published, today, flags),
        amount=_believed("modification.amount", _number(node, "montant", "valeurGlobale"), flags),
        holders=tuple(dict.fromkeys(_holders(node, flags))),
    )


def _unwrapped(contract: Any) -> Iterator[Mapping[str, Any]]:
    for found in each(contract, "modifications"):
        inner = found.get("modification", found) if isinstance(found, Mapping) else found
        yield from (node for node in each(inner) if isinstance(node, Mapping) and any(map(value, node.values())))


def _changes(
    paid: Decimal | None, holders: tuple[Party, ...], amended: Iterable[Modification]
) -> Iterator[tuple[str, str, str]]:
    """(field, before, after) of every modification that changed the amount or the holders."""
    for one in amended:
        if one.amount and one.amount != paid:
            yield "amount", _euros(paid), _euros(one.amount)
            paid = one.amount
        if one.holders and one.holders != holders:
            yield "holders", _names(holders), _names(one.holders)
            holders = one.holders


def _euros(found: Decimal | None) -> str:
    return f"{found:.2f} EUR".replace(".", ",") if found else ""


def _names(parties: tuple[Party, ...]) -> str:
    return ", ".join(party.name for party in parties)


def _framed(contract: Any) -> bool:
    return bool(_said(contract, "idAccordCadre")) and _said(contract, "idAccordCadre") != _said(contract, "id")


def _description(contract: Any) -> str:
    """What has no field of its own, in one line."""
    months = _said(contract, "dureeMois")
    said = (
        _said(contract, "nature"),
        _said(contract, "procedure"),
        *(text for text in texts(contract, "techniques", "technique") if text != "Sans objet"),
        *(text for text in texts(contract, "modalitesExecution", "modaliteExecution") if text != "Sans objet"),
        f"{months} mois" if months else "",
        f"accord-cadre {_said(contract, 'idAccordCadre')}" if _framed(contract) else "",
    )
    return ", ".join(dict.fromkeys(filter(None, said)))


def _oddities(contract: Mapping[str, Any]) -> Iterator[str]:
    yield from contract.get(decp_rows.ODD, ())
    marks = (decp_rows.ODD, "_type")  # left by those who wrote the file
    yield from (f"field.unknown: {name}" for name in contract if name not in KNOWN and name not in marks)
