"""One BOAMP record (Opendatasoft Explore v2.1, dataset ``boamp``) → its ``Notice``."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from crawler.errors import ParseError
from crawler.notices import eforms, legacy, national
from crawler.notices.values import LARGEST, day, local, plausible, zoned
from crawler.notices.walk import Node, each, text, texts, under
from crawler.text import clean, line
from crawler.types import Notice, Party

# nature → OCDS release tag
TAGS: Mapping[str, str] = {
    "APPEL_OFFRE": "tender",
    "ATTRIBUTION": "award",
    "RECTIFICATIF": "tenderAmendment",
    "ANNULATION": "tenderCancellation",
    "PRE-INFORMATION": "planning",
    "PERIODIQUE": "planning",
    "INTENTION_CONCLURE": "planning",
    "EX_ANTE_VOLONTAIRE": "planning",
    "MODIFICATION": "contractAmendment",
    "QUALIFICATION": "tender",
    "AUTRE": "tender",
}
FORMS = frozenset({"EFORMS", "FNSimple", "MAPA"})  # roots of ``donnees`` since 2018; see ``legacy`` for those before
KNOWN = frozenset(
    """
    idweb id contractfolderid objet filename famille code_departement code_departement_prestation famille_libelle
    dateparution datefindiffusion datelimitereponse nomacheteur titulaire perimetre type_procedure soustype_procedure
    procedure_libelle procedure_categorise nature sousnature nature_libelle sousnature_libelle nature_categorise
    nature_categorise_libelle criteres marche_public_simplifie marche_public_simplifie_label etat descripteur_code dc
    descripteur_libelle type_marche type_marche_facette type_avis annonce_lie annonces_anterieures source_schema gestion
    donnees url_avis annonce_reference_schema_v110 annonces_anterieures_schema_v110
    """.split()  # noqa: SIM905
)


def notice(record: Mapping[str, Any], url: str) -> Notice:
    """Read one record; what is odd in it is flagged. Raises ``ParseError`` when it is no notice at all."""
    if not isinstance(record, Mapping) or not _id(record):
        raise ParseError(url, "a record without idweb: not a BOAMP notice")
    management, body = (_nested(record, name) for name in ("gestion", "donnees"))
    found = _fields(body)
    published = day(text(record, "dateparution"))
    made = Notice(
        id=_id(record),
        tag=_tag(record, str(found.pop("tag", ""))),
        title=_title(record, str(found.pop("title", ""))),
        published=published,
        nature=text(record, "nature"),
        form=str(found.pop("form", "")),
        buyers=found.pop("buyers", ()) or _named(record, "nomacheteur"),
        holders=found.pop("holders", ()) or _named(record, "titulaire"),
        procedure=str(found.pop("procedure", "")) or text(record, "contractfolderid"),
        related=tuple(dict.fromkeys((*_related(record, management, body), *found.pop("related", ())))),
        deadline=found.pop("deadline", None) or _deadline(record),
        description=clean(str(found.pop("description", ""))),
        flags=tuple(_oddities(record, body)),
        **found,
    )
    return distrusted(made)


def distrusted(found: Notice) -> Notice:
    """Without the dates and amounts that cannot be meant; each is flagged with what was printed."""
    flags = list(found.flags)
    kept: dict[str, Any] = {}
    if found.published and not plausible(found.published, None):
        flags.append(f"published.implausible: {found.published}")
        found = replace(found, published=None)
    for name in ("deadline", "awarded", "signed"):
        value = getattr(found, name)
        if value and not plausible(value.date() if isinstance(value, datetime) else value, found.published):
            flags.append(f"{name}.implausible: {_day(value)}")
            kept[name] = None
    for name in ("amount", "ceiling"):
        value = getattr(found, name)
        if value is not None and value >= LARGEST:
            flags.append(f"{name}.implausible: {value}")
            kept[name] = None
    return replace(found, flags=tuple(dict.fromkeys(flags)), **kept)


def unknown(record: Mapping[str, Any]) -> Iterator[str]:
    """Fields this reader has never heard of."""
    return (name for name in record if name not in KNOWN)


def _day(value: date | datetime) -> str:
    return (value.date() if isinstance(value, datetime) else value).isoformat()


def _id(record: Mapping[str, Any]) -> str:
    return text(record, "idweb") or text(record, "id").replace("_", "-")


def _nested(record: Mapping[str, Any], name: str) -> Node:
    """``gestion`` and ``donnees`` come as JSON in a string, or as the object itself; {} when broken."""
    value = record.get(name)
    try:
        found = json.loads(value, strict=False) if isinstance(value, str) else value
    except (ValueError, RecursionError):
        return {}
    return next((node for node in each(found) if isinstance(node, dict)), {})


def _fields(body: Node) -> dict[str, Any]:
    """By the body's root: the one place where forms are told apart."""
    european = next((form for form in each(body, "EFORMS") if isinstance(form, dict) and form), None)
    if european:
        root, inner = next(iter(european.items()))
        return eforms.fields(root, next(each(inner), {}))
    for form, label in (("FNSimple", "fns"), ("MAPA", "mapa")):
        if form in body:
            return national.fields(body[form], label)
    return legacy.fields(body) if legacy.KNOWN & body.keys() else {}


def _tag(record: Mapping[str, Any], told: str) -> str:
    nature, state = text(record, "nature"), text(record, "etat")
    if "ANNULATION" in (nature, state) or told == "tenderCancellation":
        return "tenderCancellation"
    if nature == "APPEL_OFFRE" and state == "RECTIFICATIF":
        return "tenderAmendment"  # eForms: the whole notice again
    return TAGS.get(nature) or told or "tender"


def _title(record: Mapping[str, Any], told: str) -> str:
    return line(text(record, "objet")) or line(told) or _id(record)


def _named(record: Mapping[str, Any], name: str) -> tuple[Party, ...]:
    return tuple(Party(name) for found in texts(record, name) if (name := line(found)))


def _related(record: Mapping[str, Any], management: Node, body: Node) -> Iterator[str]:
    """The earlier notices, said in up to four places."""
    yield from texts(record, "annonce_lie")
    for previous in (*under(management, "ANNONCE_ANTERIEUR"), *under(body, "ANNONCE_ANTERIEUR")):
        yield from texts(previous, "IDWEB")
        yield from texts(previous, "REFERENCE", "IDWEB")


def _deadline(record: Mapping[str, Any]) -> datetime | None:
    """National notices label Paris time +00:00; European ones are right."""
    printed = text(record, "datelimitereponse")
    return zoned(printed) if text(record, "famille") == "JOUE" else local(printed)


def _oddities(record: Mapping[str, Any], body: Node) -> Iterator[str]:
    yield from (f"field.unknown: {name}" for name in unknown(record))
    if (nature := text(record, "nature")) and nature not in TAGS:
        yield f"nature.unknown: {nature}"
    if isinstance(record.get("donnees"), str) and record["donnees"].strip() and not body:
        yield "donnees.unreadable"
    if body and not (FORMS & body.keys() or legacy.KNOWN & body.keys()):
        yield f"form.unknown: {', '.join(body)}"[:200]
