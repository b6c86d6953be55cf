"""eForms (UBL as JSON): lots, winners, amounts, dates, corrections.

The award goes NoticeResult → LotResult → LotTender → TenderingParty → Tenderer → Organization (eForms SDK, field
groups of the notice result). Codes: winner-selection-status selec-w | clos-nw | open-nw; change reason ``cancel``.
"""

from collections.abc import Iterator
from decimal import Decimal

from crawler.notices.values import amount, compact, day, joined
from crawler.notices.walk import Node, each, text, texts, under
from crawler.types import Lot, Party

CLOSED = "clos-nw"
WITHOUT_WINNER = frozenset({CLOSED, "open-nw"})
CANCELLED = frozenset({"cancel", "cancel-intent"})
# tenders, else requests to participate, else expressions of interest
_DEADLINES = (
    "cac:TenderSubmissionDeadlinePeriod",
    "cac:ParticipationRequestReceptionPeriod",
    "efac:InterestExpressionReceptionPeriod",
)
EXTENSION = ("ext:UBLExtensions", "ext:UBLExtension", "ext:ExtensionContent", "efext:EformsExtension")


def fields(root: str, body: Node) -> dict[str, object]:
    """The fields of ``Notice`` that an eForms body gives; ``root`` is its element: ContractAwardNotice…"""
    results = list(each(body, *EXTENSION, "efac:NoticeResult"))
    parties = dict(_organisations(body))
    lots = tuple(_lots(body, results, parties))
    project = list(each(body, "cac:ProcurementProject"))
    return {
        "form": "eforms",
        "title": text(project, "cbc:Name"),
        "description": text(project, "cbc:Description"),
        "procedure": text(body, "cbc:ContractFolderID"),
        "same_as": tuple(filter(None, [text(body, "cbc:ID")])),
        "related": tuple(dict.fromkeys(_related(body, results))),
        "buyers": tuple(_buyers(body, parties)),
        "deadline": _deadline(body),
        "awarded": next(filter(None, map(day, _award_days(body, results))), None),
        "signed": next(filter(None, map(day, texts(results, "efac:SettledContract", "cbc:IssueDate"))), None),
        "holders": tuple(dict.fromkeys(holder for lot in lots for holder in lot.holders)),
        "amount": _total(lots, results),
        "ceiling": _ceiling(body, results, lots),
        "currency": _currency(results),
        "cpv": tuple(dict.fromkeys(texts(project, "cac:MainCommodityClassification", "cbc:ItemClassificationCode"))),
        "lots": lots,
        "reason": _reason(body),
        "tag": _tag(root, body, lots),
    }


def _organisations(body: Node) -> Iterator[tuple[str, Party]]:
    """(number within the notice, party); a contact point stands for its company."""
    for organisation in each(body, *EXTENSION, "efac:Organizations", "efac:Organization"):
        company = list(each(organisation, "efac:Company"))
        number = text(company, "cac:PartyLegalEntity", "cbc:CompanyID")
        party = Party(text(company, "cac:PartyName", "cbc:Name"), compact(number))
        for node in (*company, *each(organisation, "efac:TouchPoint")):
            if party.name or party.id:
                yield text(node, "cac:PartyIdentification", "cbc:ID"), party


def _buyers(body: Node, parties: dict[str, Party]) -> Iterator[Party]:
    """By reference: the first organisation of a notice may be the platform that sent it."""
    numbers = texts(body, "cac:ContractingParty", "cac:Party", "cac:PartyIdentification", "cbc:ID")
    yield from dict.fromkeys(parties[number] for number in numbers if number in parties)


def _lots(body: Node, results: list[Node], parties: dict[str, Party]) -> Iterator[Lot]:
    called = {text(lot, "cbc:ID"): lot for lot in each(body, "cac:ProcurementProjectLot")}
    outcomes = {text(result, "efac:TenderLot", "cbc:ID"): result for result in each(results, "efac:LotResult")}
    for number in dict.fromkeys((*called, *outcomes)):
        if number:
            yield _lot(number, called.get(number), outcomes.get(number), results, parties)


def _lot(number: str, call: Node, outcome: Node | None, results: list[Node], parties: dict[str, Party]) -> Lot:
    title = text(call, "cac:ProcurementProject", "cbc:Name")
    capped = text(call, "cac:ProcurementProject", "cac:RequestedTenderTotal", *EXTENSION, "efbc:FrameworkMaximumAmount")
    called = amount(capped)
    if outcome is None:
        return Lot(number, title, ceiling=called)
    tenders = _won(outcome, results)
    ceiling = amount(text(outcome, "efac:FrameworkAgreementValues", "cbc:MaximumValueAmount")) or called
    return Lot(
        id=number,
        title=title,
        result=text(outcome, "cbc:TenderResultCode"),
        holders=tuple(dict.fromkeys(p for tender in tenders for p in _tenderers(tender, results, parties))),
        amount=_paid(outcome, tenders, ceiling),
        ceiling=ceiling,
    )


def _won(outcome: Node, results: list[Node]) -> list[Node]:
    """The tenders that won a lot: those a contract was settled for, when the notice says, else all named.

    A lot that is closed or open without a winner may name tenders too: they lost.
    """
    if text(outcome, "cbc:TenderResultCode") in WITHOUT_WINNER:
        return []
    named = set(texts(outcome, "efac:LotTender", "cbc:ID"))
    contracts = set(texts(outcome, "efac:SettledContract", "cbc:ID"))
    settled = {
        tender
        for contract in each(results, "efac:SettledContract")
        if text(contract, "cbc:ID") in contracts
        for tender in texts(contract, "efac:LotTender", "cbc:ID")
    }
    wanted = named & settled or named
    return [tender for tender in each(results, "efac:LotTender") if text(tender, "cbc:ID") in wanted]


def _tenderers(tender: Node, results: list[Node], parties: dict[str, Party]) -> Iterator[Party]:
    group = text(tender, "efac:TenderingParty", "cbc:ID")
    for party in each(results, "efac:TenderingParty"):
        if text(party, "cbc:ID") == group:
            members = [parties[n] for n in texts(party, "efac:Tenderer", "cbc:ID") if n in parties]
            yield from members or [Party(name) for name in texts(party, "cbc:Name")]


def _paid(outcome: Node, tenders: list[Node], ceiling: Decimal | None) -> Decimal | None:
    """The sum of the winning tenders; one that repeats the framework's ceiling gives way to the bid, if one came."""
    payable = [amount(text(tender, "cac:LegalMonetaryTotal", "cbc:PayableAmount")) for tender in tenders]
    paid = [found for found in payable if found and found != ceiling]
    if paid or ceiling is None or not tenders:
        return sum(paid, Decimal(0)) or None
    highest, lowest = (amount(text(outcome, f"cbc:{name}TenderAmount")) for name in ("Higher", "Lower"))
    return highest if lowest in (None, highest) else None


def _total(lots: tuple[Lot, ...], results: list[Node]) -> Decimal | None:
    """What the notice prints as the value of all its contracts, but for a framework's ceiling; else the lots' sum."""
    caps = sum((lot.ceiling for lot in lots if lot.ceiling), Decimal(0))
    total = amount(text(results, "cbc:TotalAmount"))
    if total is not None and total not in (_overall(results), caps):
        return total
    return sum((lot.amount for lot in lots if lot.amount), Decimal(0)) or None


def _overall(results: list[Node]) -> Decimal | None:
    return amount(text(results, "efbc:OverallMaximumFrameworkContractsAmount"))


def _ceiling(body: Node, results: list[Node], lots: tuple[Lot, ...]) -> Decimal | None:
    """Of all lots: as the award or the call prints it, else the sum of the lots' own."""
    called = text(body, "cac:ProcurementProject", "cac:RequestedTenderTotal", *EXTENSION, "efbc:FrameworkMaximumAmount")
    return _overall(results) or amount(called) or sum((lot.ceiling for lot in lots if lot.ceiling), Decimal(0)) or None


def _currency(results: list[Node]) -> str:
    printed = (
        node.get("@currencyID", "")
        for name in ("cbc:PayableAmount", "cbc:TotalAmount")
        for node in _dicts(results, name)
    )
    return next(filter(None, printed), "EUR")


def _dicts(results: list[Node], name: str) -> Iterator[dict[str, str]]:
    return (node for node in under(results, name) if isinstance(node, dict))


def _deadline(body: Node) -> object:
    for name in _DEADLINES:
        for period in under(body, name):
            found = joined(text(period, "cbc:EndDate"), text(period, "cbc:EndTime"))
            if found:
                return found
    return None


def _award_days(body: Node, results: list[Node]) -> Iterator[str]:
    yield from texts(results, "efac:SettledContract", "cbc:AwardDate")
    yield from texts(body, "cac:TenderResult", "cbc:AwardDate")


def _related(body: Node, results: list[Node]) -> Iterator[str]:
    """Numbers of earlier notices: on TED (of the call that was awarded), or the notice that is changed."""
    yield from texts(results, "efac:SettledContract", "cac:NoticeDocumentReference", "cbc:ID")
    previous = texts(body, "cac:TenderingProcess", "cac:NoticeDocumentReference", "cbc:ID")
    for number in (*_changed(body, "efbc:ChangedNoticeIdentifier"), *previous):
        yield number.rpartition("-")[0] if number.count("-") == 5 else number  # UUID-version


def _changed(body: Node, *path: str) -> Iterator[str]:
    yield from texts(body, *EXTENSION, "efac:Changes", *path)


def _reason(body: Node) -> str:
    said = _changed(body, "efac:ChangeReason", "efbc:ReasonDescription")
    closed = texts(list(under(body, "efac:DecisionReason")), "efbc:DecisionReasonCode")
    return next(said, "") or next(closed, "")


def _tag(root: str, body: Node, lots: tuple[Lot, ...]) -> str:
    """What the body itself says the notice is; "" when it leaves that to the record."""
    codes = set(_changed(body, "efac:ChangeReason", "cbc:ReasonCode"))
    outcomes = {lot.result for lot in lots if lot.result}
    if codes & CANCELLED or outcomes == {CLOSED}:
        return "tenderCancellation"
    if root == "ContractAwardNotice":
        return "award"
    if codes or list(each(body, *EXTENSION, "efac:Changes")):
        return "tenderAmendment"
    return {"ContractNotice": "tender", "PriorInformationNotice": "planning"}.get(root, "")
