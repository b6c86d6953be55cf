"""OCDS 1.1 release package: one release a notice, one contracting process a chain of notices. Only what they say."""

import json
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, time, tzinfo
from decimal import Decimal
from hashlib import sha256
from typing import Any

from crawler.types import Lot, Notice, Party
from digests.exports import Export
from digests.exports.chains import chains
from store.types import DocumentRow

PREFIX = "ocds-veille"  # not registered with the Open Contracting Partnership: a publisher registers its own
_STATUS = {"planning": "planned", "tender": "active", "tenderCancellation": "cancelled"}
_NOTICE = {"tender": "tenderNotice", "award": "awardNotice", "contract": "contractNotice"}
_OUTCOME = {"clos-nw": "unsuccessful", "open-nw": "pending"}  # eForms winner-selection-status
_HELD = frozenset({"award", "contract"})


def write(what: Export) -> bytes:
    """Releases by date. The package is dated by its newest notice."""
    rows = [row for row in what.known.documents.values() if row.notice]
    rows.sort(key=lambda row: (_released(row), row.id))
    processes = chains(row.notice for row in rows if row.notice)
    package = {
        "uri": f"urn:veilleur:ocds:{sha256(what.title.encode()).hexdigest()[:16]}",
        "version": "1.1",
        "publishedDate": _moment(max((row.known_at for row in rows), default=what.known.at)),
        "publisher": {"name": "veilleur"},
        "releases": [_release(row, row.notice, processes, what.rules.zone) for row in rows if row.notice],
    }
    return json.dumps(package, ensure_ascii=False, indent=1).encode()


def _released(row: DocumentRow) -> datetime:
    """When this state of the notice was released: its publication, and for a later revision when it was met."""
    return (row.published if row.revision == 1 else None) or row.known_at


def _release(row: DocumentRow, notice: Notice, processes: dict[str, str], zone: tzinfo) -> dict[str, Any]:
    awards = list(_awards(notice, zone)) if notice.tag in _HELD else []
    contracts = list(_contracts(notice, awards, zone))
    found = {
        "ocid": f"{PREFIX}-{processes[notice.id]}",
        "id": f"{notice.id}-{row.revision}",
        "date": _moment(_released(row)),
        "tag": [notice.tag, *(["contract"] if contracts and notice.tag != "contract" else [])],
        "initiationType": "tender",
        "language": row.language,
        "parties": _parties(notice),
        "buyer": _reference(notice.buyers[0]) if notice.buyers else None,
        "tender": _tender(row, notice, processes[notice.id]),
        "awards": awards,
        "contracts": contracts,
    }
    return _said(found)


def _tender(row: DocumentRow, notice: Notice, process: str) -> dict[str, Any]:
    found = {
        "id": process,
        "title": notice.title,
        "description": notice.description,
        "status": _STATUS.get(notice.tag),
        "tenderPeriod": {"endDate": _moment(notice.deadline)} if notice.deadline else None,
        "items": _items(notice.cpv),
        "documents": [_document(row, notice)],
        "amendments": _amendments(row, notice),
    }
    return _said(found)


def _items(cpv: tuple[str, ...]) -> list[dict[str, Any]]:
    """What is bought, as far as its CPV codes tell: the first is the main one."""
    codes = [{"scheme": "CPV", "id": code} for code in cpv]
    return [_said({"id": "1", "classification": codes[0], "additionalClassifications": codes[1:]})] if codes else []


def _document(row: DocumentRow, notice: Notice) -> dict[str, Any]:
    kind = _NOTICE.get(notice.tag)
    published = _moment(row.published) if row.published else None
    found = {"id": notice.id, "documentType": kind, "title": row.title, "url": row.url, "datePublished": published}
    return _said(found)


def _amendments(row: DocumentRow, notice: Notice) -> list[dict[str, Any]]:
    """Why a notice corrects or cancels an earlier one, and what it changes, when it prints it."""
    if not notice.reason and not notice.changes:
        return []
    changes = "; ".join(f"{name}: {before} → {after}" for name, before, after in notice.changes)
    found = {"id": notice.id, "date": _moment(_released(row)), "rationale": notice.reason, "description": changes}
    return [_said(found)]


def _awards(notice: Notice, zone: tzinfo) -> Iterator[dict[str, Any]]:
    """One award a lot when the lots tell theirs; else one for the whole."""
    told = [lot for lot in notice.lots if lot.result or lot.holders]
    apart = told and (notice.amount is None or any(lot.amount is not None for lot in told))
    lots = told if apart else [Lot("", notice.title, holders=_all_holders(notice), amount=notice.amount)]
    for lot in lots:
        found = {
            "id": f"{notice.id}-{lot.id}" if lot.id else notice.id,
            "title": lot.title,
            "status": "active" if lot.holders else _OUTCOME.get(lot.result),
            "date": _midnight(notice.awarded, zone),
            "value": _value(lot.amount, notice.currency),
            "suppliers": [_reference(party) for party in lot.holders],
        }
        yield _said(found)


def _all_holders(notice: Notice) -> tuple[Party, ...]:
    """Holders of the notice and of its lots, each once."""
    return tuple(dict.fromkeys((*notice.holders, *(party for lot in notice.lots for party in lot.holders))))


def _contracts(notice: Notice, awards: Iterable[dict[str, Any]], zone: tzinfo) -> Iterator[dict[str, Any]]:
    """A contract a successful award, once the notice says when it was signed."""
    for award in awards:
        if notice.signed and "suppliers" in award:
            yield {"id": award["id"], "awardID": award["id"], "dateSigned": _midnight(notice.signed, zone)}


def _parties(notice: Notice) -> list[dict[str, Any]]:
    roles: dict[str, list[str]] = {}
    parties = {_name(party): party for party in (*notice.buyers, *_all_holders(notice))}
    for role, group in (("buyer", notice.buyers), ("supplier", _all_holders(notice))):
        for party in group:
            roles.setdefault(_name(party), []).append(role)
    return [_party(party, list(dict.fromkeys(roles[name]))) for name, party in parties.items()]


def _party(party: Party, roles: list[str]) -> dict[str, Any]:
    identifier = {"id": party.id, "legalName": party.name} if party.id else None
    return _said({**_reference(party), "identifier": identifier, "roles": roles})


def _reference(party: Party) -> dict[str, str]:
    return {"id": _name(party), "name": party.name}


def _name(party: Party) -> str:
    """The number it prints, else its name: two spellings without a number are not taken for one."""
    return party.id or party.name


def _value(amount: Decimal | None, currency: str) -> dict[str, Any] | None:
    return {"amount": float(amount), "currency": currency} if amount is not None else None


def _midnight(day: date | None, zone: tzinfo) -> str | None:
    """OCDS wants a date-time: the day's first moment where the buyer is."""
    return datetime.combine(day, time(), zone).isoformat() if day else None


def _moment(at: datetime) -> str:
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _said(found: dict[str, Any]) -> dict[str, Any]:
    """Without what the notice does not say: OCDS leaves such fields out."""
    return {name: value for name, value in found.items() if value not in (None, "", [], {})}
