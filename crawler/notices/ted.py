"""One record of the TED search API (v3) → its ``Notice``.

A value is a scalar, a list, or a map by ISO 639-2 language of either; which one differs from notice to notice.
Field names: the eForms search fields, https://docs.ted.europa.eu/reuse/search-api.html
"""

import re
from collections.abc import Iterator, Mapping
from datetime import datetime
from decimal import Decimal
from itertools import zip_longest
from typing import Any

from crawler.errors import ParseError
from crawler.notices.boamp import distrusted
from crawler.notices.eforms import CANCELLED, CLOSED
from crawler.notices.values import amount, day, joined
from crawler.text import clean, line, printed
from crawler.types import Notice, Party

# What is asked for. An unknown name makes the API refuse the whole question: add only what the API documents.
FIELDS = tuple(
    """
    publication-number publication-date notice-identifier procedure-identifier notice-type form-type notice-title
    title-proc description-proc buyer-name buyer-identifier buyer-country classification-cpv
    deadline-receipt-tender-date-lot deadline-receipt-tender-time-lot deadline-receipt-request-date-lot
    deadline-receipt-request-time-lot winner-name winner-identifier winner-decision-date winner-selection-status
    contract-conclusion-date result-value-notice result-value-cur-notice total-value total-value-cur
    framework-agreement-lot result-framework-maximum-value-notice non-award-justification previous-notice-id-proc
    change-notice-version-identifier change-reason-code change-reason-description
    modification-previous-notice-identifier
    """.split()  # noqa: SIM905
)
KNOWN = frozenset({*FIELDS, "links"})  # links come unasked

# form-type (codelist form-type.gc) → OCDS release tag
FORMS: Mapping[str, str] = {
    "planning": "planning",
    "competition": "tender",
    "change": "tenderAmendment",
    "result": "award",
    "dir-awa-pre": "planning",  # a direct award is announced, not made
    "cont-modif": "contractAmendment",
    "compl": "contractTermination",
    "bri": "planning",
}
# The start of notice-type (codelist notice-type.gc), for records without a form-type; the first that fits counts
TYPES: Mapping[str, str] = {
    "pin-cfc": "tender", "pin": "planning", "pmc": "planning", "qu-sy": "tender", "subco": "tender", "cn": "tender",
    "can-modif": "contractAmendment", "can": "award", "veat": "planning", "corr": "tenderAmendment",
    "compl": "contractTermination", "brin": "planning",
}  # fmt: skip
_LANGUAGES = ("fra", "eng")
_VERSIONED = re.compile(r"([0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12})-\d+")
_FRAMEWORKS = frozenset({"fa-mix", "fa-w-rc", "fa-wo-rc"})


def notice(record: Any, url: str) -> Notice:
    """Read one record; what is odd in it is flagged. Raises ``ParseError`` when it is no notice at all."""
    number = first(record, "publication-number") if isinstance(record, Mapping) else ""
    if not number:
        raise ParseError(url, "a record without publication-number: not a TED notice")
    paid, ceiling = _values(record)
    return distrusted(
        Notice(
            id=number,
            tag=tag(record),
            title=line(first(record, "title-proc", "notice-title")) or number,
            description=clean(first(record, "description-proc")),
            buyers=_parties(record, "buyer"),
            holders=_parties(record, "winner"),
            procedure=first(record, "procedure-identifier"),
            related=tuple(dict.fromkeys(_related(record))),
            same_as=tuple(filter(None, [first(record, "notice-identifier")])),  # BOAMP prints it too
            nature=first(record, "notice-type"),
            form="ted",
            published=day(first(record, "publication-date")),
            deadline=_deadline(record),
            awarded=day(first(record, "winner-decision-date")),
            signed=day(first(record, "contract-conclusion-date")),
            amount=paid,
            ceiling=ceiling,
            currency=first(record, "result-value-cur-notice", "total-value-cur") or "EUR",
            cpv=tuple(dict.fromkeys(said(record.get("classification-cpv")))),
            reason=line(first(record, "change-reason-description", "non-award-justification")),
            flags=tuple(_oddities(record)),
        )
    )


def said(value: Any) -> tuple[str, ...]:
    """The texts of one value, in French where it is given, else in English, else in the first language."""
    if isinstance(value, Mapping):
        named = {str(key).lower(): inner for key, inner in value.items()}
        return next(filter(None, (said(named[key]) for key in (*_LANGUAGES, *named) if key in named)), ())
    if isinstance(value, list):
        return tuple(text for inner in value for text in said(inner))
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return ()
    return tuple(filter(None, [printed(str(value))]))


def first(record: Mapping[str, Any], *names: str) -> str:
    """The first text of the first of these fields that has one."""
    return next((text for name in names for text in said(record.get(name))), "")


def tag(record: Mapping[str, Any]) -> str:
    """The OCDS release tag; a call that no lot survived is cancelled."""
    codes, outcomes = set(said(record.get("change-reason-code"))), set(said(record.get("winner-selection-status")))
    kind = _told(record)
    if codes & CANCELLED or (kind == "award" and outcomes == {CLOSED}):
        return "tenderCancellation"
    changes = bool(codes or said(record.get("change-notice-version-identifier")))
    return "tenderAmendment" if changes and kind == "tender" else kind or "tender"


def _told(record: Mapping[str, Any]) -> str:
    return told(first(record, "form-type"), first(record, "notice-type"))


def told(form: str, kind: str) -> str:
    """The OCDS release tag of a form type, else of a notice type; "" when neither is known."""
    return FORMS.get(form, "") or next((found for start, found in TYPES.items() if kind.startswith(start)), "")


def _parties(record: Mapping[str, Any], role: str) -> tuple[Party, ...]:
    """Names with their numbers; where the two lists differ in length, nobody knows whose number is whose."""
    names, numbers = said(record.get(f"{role}-name")), said(record.get(f"{role}-identifier"))
    matched = numbers if len(numbers) == len(names) else ("",) * len(names)
    return tuple(dict.fromkeys(Party(line(name), number) for name, number in zip(names, matched, strict=True)))


def _related(record: Mapping[str, Any]) -> Iterator[str]:
    """Earlier notices: a publication number, or the notice's own UUID without its version."""
    for name in (
        "change-notice-version-identifier",
        "modification-previous-notice-identifier",
        "previous-notice-id-proc",
    ):
        for number in said(record.get(name)):
            match = _VERSIONED.fullmatch(number)
            yield match[1] if match else number


def _deadline(record: Mapping[str, Any]) -> datetime | None:
    """Of the lot that closes first; for requests to participate when none is printed for tenders."""
    for what in ("tender", "request"):
        days, times = (said(record.get(f"deadline-receipt-{what}-{part}-lot")) for part in ("date", "time"))
        matched = times if len(times) == len(days) else ()
        found = [joined(day_, time_) for day_, time_ in zip_longest(days, matched, fillvalue="")]
        if any(found):
            return min(moment for moment in found if moment)
    return None


def _values(record: Mapping[str, Any]) -> tuple[Decimal | None, Decimal | None]:
    """(paid, ceiling). Results of a framework give its ceiling where others give a price."""
    value = amount(first(record, "result-value-notice", "total-value")) if _told(record) != "tender" else None
    ceiling = amount(first(record, "result-framework-maximum-value-notice"))
    if ceiling is None and _FRAMEWORKS & set(said(record.get("framework-agreement-lot"))):
        return None, value
    return (None if value == ceiling else value), ceiling


def _oddities(record: Mapping[str, Any]) -> Iterator[str]:
    yield from (f"field.unknown: {name}" for name in record if name not in KNOWN)
    if not _told(record):
        yield f"nature.unknown: {first(record, 'form-type', 'notice-type') or 'none'}"
    for role in ("buyer", "winner"):
        names, numbers = said(record.get(f"{role}-name")), said(record.get(f"{role}-identifier"))
        if numbers and len(numbers) != len(names):
            yield f"{role}.identifiers.unmatched: {', '.join(numbers)}"[:200]
