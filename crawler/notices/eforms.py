"""eForms (UBL as JSON): lots, winners, amounts, dates, corrections.

The award goes NoticeResult → LotResult → LotTender → TenderingParty → Tenderer → Organization (eForms SDK, field
groups of the notice result). Codes: winner-selection-status selec-w | clos-nw | open-nw; change reason ``cancel``.
"""

from collections.abc import Iterator
from decimal import Decimal

from crawler.notices.values import amount, day, joined
from crawler.notices.walk import Node, each, text, texts, under
from crawler.types import Lot, Party

CLOSED = "clos-nw"
CANCELLED = frozenset({"cancel", "cancel-intent"})
_EXTENSION = ("ext:UBLExtensions", "ext:UBLExtension", "ext:ExtensionContent", "efext:EformsExtension")


def fields(root: str, body: Node) -> dict[str, object]:
    """The fields of ``Notice`` that an eForms body gives; ``root`` is its element: ContractAwardNotice…"""
    results = list(each(body, *_EXTENSION, "efac:NoticeResult"))
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
        "ceiling": _ceiling(results),
        "currency": _currency(results),
        "cpv": tuple(dict.fromkeys(texts(project, "cac:MainCommodityClassification", "cbc:ItemClassificationCode"))),
        "lots": lots,
        "reason": _reason(body),
        "tag": _tag(root, body, lots),
    }


def _organisations(body: Node) -> Iterator[tuple[str, Party]]:
    companies = each(body, *_EXTENSION, "efac:Organizations", "efac:Organization", "efac:Company")
    for company in companies:
        name = text(company, "cac:PartyName", "cbc:Name")
        number = text(company, "cac:PartyLegalEntity", "cbc:CompanyID")
        yield text(company, "cac:PartyIdentification", "cbc:ID"), Party(name, number)


def _buyers(body: Node, parties: dict[str, Party]) -> Iterator[Party]:
    """By reference: the first organisation of a notice may be the platform that sent it."""
    for number in texts(body, "cac:ContractingParty", "cac:Party", "cac:PartyIdentification", "cbc:ID"):
        if number in parties:
            yield parties[number]


def _lots(body: Node, results: list[Node], parties: dict[str, Party]) -> Iterator[Lot]:
    titles = {
        text(lot, "cbc:ID"): text(lot, "cac:ProcurementProject", "cbc:Name")
        for lot in each(body, "cac:ProcurementProjectLot")
    }
    outcomes = {text(result, "efac:TenderLot", "cbc:ID"): result for result in each(results, "efac:LotResult")}
    for number in dict.fromkeys((*titles, *outcomes)):
        yield _lot(number, titles.get(number, ""), outcomes.get(number), results, parties)


def _lot(number: str, title: str, outcome: Node | None, results: list[Node], parties: dict[str, Party]) -> Lot:
    if outcome is None:
        return Lot(number, title)
    tenders = _won(outcome, results)
    ceiling = amount(text(outcome, "efac:FrameworkAgreementValues", "cbc:MaximumValueAmount"))
    return Lot(
        id=number,
        title=title,
        result=text(outcome, "cbc:TenderResultCode"),
        holders=tuple(dict.fromkeys(p for tender in tenders for p in _tenderers(tender, results, parties))),
        amount=_paid(outcome, tenders, ceiling),
        ceiling=ceiling,
    )


def _won(outcome: Node, results: list[Node]) -> list[Node]:
    """The tenders that won a lot: those a contract was settled for, when the notice says, else all named."""
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
    """The sum of the winning tenders; a sum that repeats the framework's ceiling gives way to the bid itself."""
    payable = [amount(text(tender, "cac:LegalMonetaryTotal", "cbc:PayableAmount")) for tender in tenders]
    total = sum((found for found in payable if found), Decimal(0)) or None
    bid = amount(text(outcome, "cbc:HigherTenderAmount"))
    return bid if ceiling is not None and total in (ceiling, None) else total


def _total(lots: tuple[Lot, ...], results: list[Node]) -> Decimal | None:
    paid = [lot.amount for lot in lots if lot.amount is not None]
    if paid:
        return sum(paid, Decimal(0))
    total = amount(text(results, "cbc:TotalAmount"))
    return None if total == _ceiling(results) else total


def _ceiling(results: list[Node]) -> Decimal | None:
    return amount(text(results, "efbc:OverallMaximumFrameworkContractsAmount"))


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
    for name in ("cac:TenderSubmissionDeadlinePeriod", "cac:ParticipationRequestReceptionPeriod"):
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
    for number in _changed(body, "efbc:ChangedNoticeIdentifier"):
        yield number.rpartition("-")[0] if number.count("-") == 5 else number  # UUID-version


def _changed(body: Node, *path: str) -> Iterator[str]:
    yield from texts(body, *_EXTENSION, "efac:Changes", *path)


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
    if codes or list(each(body, *_EXTENSION, "efac:Changes")):
        return "tenderAmendment"
    return {"ContractNotice": "tender", "PriorInformationNotice": "planning"}.get(root, "")
