"""Rows of the flat DECP table (``decp-2022-marches-valides``) → contracts in the regulatory shape.

Lower-case columns, up to three holders in numbered ones, a row for each modification and each act of subcontracting.
"""

from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from typing import Any

NOTHING = frozenset({"", "CDL", "INX", "NC", "NAN", "NULL", "NONE"})  # how the producers say "no value"
ODD = "_odd"  # key under which a contract carries what was odd in its rows
HOLDERS = 3

# column → field, of the contract
_FIELDS: Mapping[str, str] = {
    "id": "id", "nature": "nature", "objet": "objet", "codecpv": "codeCPV", "procedure": "procedure",
    "dureemois": "dureeMois", "datenotification": "dateNotification",
    "datepublicationdonnees": "datePublicationDonnees", "montant": "montant", "idaccordcadre": "idAccordCadre",
    "source": "source",
}  # fmt: skip
# column → field, of a modification
_MODIFICATION: Mapping[str, str] = {
    "idmodification": "id", "montantmodification": "montant", "dureemoismodification": "dureeMois",
    "datenotificationmodificationmodification": "dateNotificationModification",
    "datepublicationdonneesmodificationmodification": "datePublicationDonneesModification",
}  # fmt: skip
_OTHER = frozenset(
    """
    acheteur_id acheteur_nom idtitulairemodification typeidentifianttitulairemodification techniques modalitesexecution
    formeprix attributionavance tauxavance offresrecues ccag soustraitancedeclaree typegroupementoperateurs
    lieuexecution_code lieuexecution_typecode lieuexecution_nom considerationssociales considerationsenvironnementales
    typesprix typeprix origineue originefrance marcheinnovant idactesoustraitance dureemoisactesoustraitance
    datenotificationactesoustraitance datepublicationdonneesactesoustraitance montantactesoustraitance
    variationprixactesoustraitance idsoustraitant typeidentifiantsoustraitant idmodificationactesoustraitance
    dureemoismodificationactesoustraitance montantmodificationactesoustraitance
    datenotificationmodificationsoustraitancemodificationactesoustraitance
    datepublicationdonneesmodificationactesoustraitance
    """.split()  # noqa: SIM905
)
_HOLDER = {"id": "id", "typeidentifiant": "typeIdentifiant", "denominationsociale": "denominationSociale"}
_NUMBERED = frozenset(f"titulaire_{name}_{n}" for name in _HOLDER for n in range(1, HOLDERS + 1))
KNOWN = frozenset({*_FIELDS, *_MODIFICATION, *_OTHER, *_NUMBERED})


def identity(row: Any) -> tuple[str, str]:
    """Which contract a row belongs to: (buyer, contract)."""
    known = row if isinstance(row, Mapping) else {}
    return str(known.get("acheteur_id") or ""), str(known.get("id") or "")


def contracts(rows: Iterable[Any]) -> Iterator[Any]:
    """One contract for all its rows, which stand together; what is no row comes out as it is."""
    for _, group in groupby(rows, identity):
        found = list(group)
        if all(isinstance(row, Mapping) and row.get("id") for row in found):
            yield _contract(found)
        else:
            yield from found


def _contract(rows: list[Mapping[str, Any]]) -> dict[str, Any]:
    first = rows[0]
    contract: dict[str, Any] = {field: first.get(column) for column, field in _FIELDS.items()}
    contract["acheteur"] = {"id": first.get("acheteur_id"), "nom": first.get("acheteur_nom")}
    contract["titulaires"] = [{"titulaire": holder} for row in rows for holder in _holders(row)]
    contract["techniques"] = {"technique": _split(first.get("techniques"))}
    contract["modalitesExecution"] = {"modaliteExecution": _split(first.get("modalitesexecution"))}
    contract["modifications"] = [{"modification": found} for found in _modifications(rows).values()]
    contract[ODD] = tuple(dict.fromkeys(_odd(rows)))
    return contract


def _given(value: Any) -> bool:
    return str(value if value is not None else "").strip().upper() not in NOTHING


def _holders(row: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    for n in range(1, HOLDERS + 1):
        if _given(row.get(f"titulaire_id_{n}")):
            yield {field: row.get(f"titulaire_{name}_{n}") for name, field in _HOLDER.items()}


def _modifications(rows: Iterable[Mapping[str, Any]]) -> dict[str, dict[str, Any]]:
    """By their number; the holders of one modification are spread over its rows."""
    found: dict[str, dict[str, Any]] = {}
    for row in rows:
        if any(_given(row.get(column)) for column in _MODIFICATION):
            said = {field: row.get(column) for column, field in _MODIFICATION.items()}
            one = found.setdefault(str(row.get("idmodification")), {**said, "titulaires": []})
            one["titulaires"] += _new_holder(row)
    return found


def _new_holder(row: Mapping[str, Any]) -> list[dict[str, Any]]:
    number = row.get("idtitulairemodification")
    kind = row.get("typeidentifianttitulairemodification")
    return [{"titulaire": {"id": number, "typeIdentifiant": kind}}] if _given(number) else []


def _split(value: Any) -> list[str]:
    """Several values stand in one cell, or are a list."""
    parts = value if isinstance(value, list) else str(value or "").replace("|", ";").split(";")
    return [str(part).strip() for part in parts if _given(part)]


def _odd(rows: list[Mapping[str, Any]]) -> Iterator[str]:
    yield from (f"field.unknown: {name}" for row in rows for name in row if name.lower() not in KNOWN)
    for column in ("montant", "datenotification", "objet"):
        said = list(dict.fromkeys(str(row[column]) for row in rows if _given(row.get(column))))
        if len(said) > 1:
            yield f"{column}.contradictory: {' / '.join(said)}"[:200]
