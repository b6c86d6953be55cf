"""BOAMP: what is asked, how pages go on, and what real notices of every form say."""

import json
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from crawler.errors import ParseError
from crawler.kinds import boamp
from crawler.notices import boamp as boamp_notices
from crawler.notices import legacy
from crawler.types import Fetched, Job, Network, Notice, Source, Validators

NOW = datetime(2026, 9, 1, tzinfo=UTC)
SOURCE = Source(
    "boamp", "boamp", "https://api.example.org/boamp/", query='Health Data Hub\nun "mot"', since=date(2025, 7, 1)
)
REAL = Path(__file__).parents[2].parent / "shared" / "data" / "boamp"


def fetched(content: Any, context: dict[str, str] | None = None) -> Fetched:
    body = content if isinstance(content, bytes) else json.dumps(content).encode()
    return Fetched("boamp", "https://api.example.org/x", 200, (), body, NOW, context=context or {})


def records(count: int, total: int) -> dict[str, Any]:
    return {"total_count": total, "results": [{"idweb": f"26-{n}", "objet": "x"} for n in range(count)]}


def read(name: str) -> Notice:
    file = REAL / name
    if not file.exists():
        pytest.skip("real BOAMP samples are not beside this checkout (../shared/data/boamp)")
    body = file.read_bytes()
    document = boamp.parse(SOURCE, fetched(_record(body) if b'"root"' in body[:400] else body)).documents[0]
    assert document.notice is not None
    return document.notice


def _record(body: bytes) -> list[Any]:
    return [legacy.from_tree(json.loads(body)["value"])]


def test_the_question_is_asked_in_odsql_with_quotes_escaped() -> None:
    [request] = boamp.start(Job(SOURCE, {}), Network(), NOW)
    asked = parse_qs(urlsplit(request.url).query)
    assert urlsplit(request.url).path == "/boamp/records"
    assert asked["where"] == [
        '(search(objet, donnees, nomacheteur, "Health Data Hub")'
        ' or search(objet, donnees, nomacheteur, "un \\"mot\\""))'
        " and dateparution>=date'2025-07-01'"
    ]
    assert asked["order_by"] == ["dateparution desc, idweb desc"] and asked["limit"] == ["100"]


def test_pages_go_on_until_all_are_read() -> None:
    job = Job(SOURCE, {})
    [second] = boamp.follow(job, fetched(records(100, 150), {"offset": "0"}), NOW).requests
    assert parse_qs(urlsplit(second.url).query)["offset"] == ["100"]
    assert boamp.follow(job, fetched(records(50, 150), {"offset": "100"}), NOW).requests == ()


def test_more_than_the_pages_hold_comes_by_one_export_a_month() -> None:
    job = Job(replace(SOURCE, pages=2, since=date(2026, 5, 12)), {})
    exports = boamp.follow(job, fetched(records(100, 5_000), {"offset": "0"}), NOW).requests
    asked = [parse_qs(urlsplit(request.url).query)["where"][0].partition(") and ")[2] for request in exports]
    assert asked == [
        "dateparution>=date'2026-05-12' and dateparution<date'2026-06-01'",
        "dateparution>=date'2026-06-01' and dateparution<date'2026-07-01'",
        "dateparution>=date'2026-07-01' and dateparution<date'2026-08-01'",
        "dateparution>=date'2026-08-01' and dateparution<date'2026-09-01'",
        "dateparution>=date'2026-09-01' and dateparution<date'2026-10-01'",
    ]
    found = boamp.follow(job, fetched(records(3, 0)["results"], dict(exports[0].context)), NOW)
    assert found.requests == () and found.entries == 3
    had = {request.identity: Validators(request.identity, sha256="x") for request in exports}
    again = boamp.follow(replace(job, validators=had), fetched(records(100, 5_000), {"offset": "0"}), NOW).requests
    assert again == exports[2:]  # May and June are long past


def test_without_a_first_day_one_export_brings_all() -> None:
    job = Job(replace(SOURCE, since=None, query=""), {})
    [export] = boamp.follow(job, fetched(records(100, 5_000), {"offset": "0"}), NOW).requests
    assert urlsplit(export.url).path == "/boamp/exports/json" and "where" not in export.url


@pytest.mark.parametrize(
    "body", [b"<html>", b"[1", b'"x"', b'{"error_code": "ODSQLSyntaxError", "message": "no"}', b"\xff\xfe"]
)
def test_what_is_no_answer_is_said(body: bytes) -> None:
    with pytest.raises(ParseError, match=r"not a BOAMP answer|HTML in place of a BOAMP notice"):
        boamp.parse(SOURCE, fetched(body))


def test_a_broken_record_is_told_and_the_others_kept() -> None:
    found = boamp.parse(SOURCE, fetched({"results": [{"objet": "x"}, 7, {"idweb": "26-1", "donnees": "{", "neuf": 1}]}))
    assert [document.key for document in found.documents] == ["26-1"]
    assert len(found.problems) == 4
    assert "notice 26-1: field.unknown: neuf" in found.problems
    assert "notice 26-1: donnees.unreadable" in found.problems


def test_a_form_nobody_has_met_is_flagged_and_the_record_kept() -> None:
    record = {"idweb": "26-1", "objet": "x", "nomacheteur": "Ville", "donnees": json.dumps({"FNSPlus": {"a": 1}})}
    [document] = boamp.parse(SOURCE, fetched([record])).documents
    assert document.notice and document.notice.flags == ("form.unknown: FNSPlus",)
    assert [party.name for party in document.notice.buyers] == ["Ville"] and document.notice.form == ""


def test_a_deadline_nobody_can_mean_is_flagged() -> None:
    record = {"idweb": "26-1", "dateparution": "2026-01-02", "datelimitereponse": "7017-02-01T12:00:00+00:00"}
    [document] = boamp.parse(SOURCE, fetched([record])).documents
    assert document.notice and document.notice.deadline is None
    assert document.notice.flags == ("deadline.implausible: 7017-02-01",)


# ── Real notices ───────────────────────────────────────────────────────────────────────────────────


def test_a_national_deadline_labelled_utc_is_paris_time() -> None:
    notice = read("real_26-81510_APPEL_OFFRE_FNS.json")
    assert notice.tag == "tender" and notice.form == "fns"
    assert notice.deadline == datetime(2026, 9, 22, 14, tzinfo=UTC)  # printed 16:00:00+00:00


def test_a_european_deadline_is_right_as_printed() -> None:
    notice = read("real_26-81222_APPEL_OFFRE_JOUE_eforms.json")
    assert notice.deadline == datetime(2026, 9, 30, 9, tzinfo=UTC)
    assert notice.amount is None  # 0.00 is not a price, an estimate neither


def test_the_award_chain_of_an_eform() -> None:
    notice = read("real_26-81306_ATTRIBUTION_JOUE_eforms.json")
    assert [(party.name, party.id) for party in notice.buyers] == [("Ville de Trélazé (49)", "21490353600016")]
    assert [(party.name, party.id) for party in notice.holders] == [("ATMOS", "50180302700017")]
    assert notice.amount == Decimal(96055)
    assert (notice.awarded, notice.signed) == (date(2026, 7, 21), date(2026, 8, 17))  # not the placeholder of 2000
    assert notice.related == ("26-55241",) and notice.procedure.startswith("0db82227")


def test_the_ceiling_of_a_framework_is_not_its_price() -> None:
    notice = read("trimmed_26-79799_ATTRIBUTION_JOUE_eforms.json")
    assert (notice.amount, notice.ceiling) == (Decimal(157516), Decimal(250000))
    assert notice.related == ("26-8082", "55366-2026", "2e84bcb7-a4df-4680-86fa-c11749a889ef")


def test_a_correction_in_words_moves_the_deadline() -> None:
    notice = read("real_25-22678_RECTIFICATIF_FNS.json")
    assert notice.tag == "tenderAmendment" and notice.related == ("25-12214",)
    assert notice.deadline == datetime(2025, 3, 14, 11, tzinfo=UTC)
    assert [name for name, _, _ in notice.changes] == ["deadline"]


def test_an_award_in_free_text() -> None:
    notice = read("trimmed_25-36651_ATTRIBUTION_FNS_of_25-12213.json")
    assert [party.name for party in notice.holders] == ["Egis Structures Et Environnement"]
    assert notice.amount == Decimal("57000.00") and notice.awarded == date(2025, 3, 31)
    capped = read("real_25-31439_ATTRIBUTION_FNS_titulaire_null.json")
    assert [party.name for party in capped.holders] == ["Coroi"]
    assert (capped.amount, capped.ceiling) == (None, Decimal("55000.00"))


def test_a_cancellation_gives_its_reason_and_what_it_cancels() -> None:
    notice = read("SYNTHETIC_ANNULATION_FNS.json")
    assert notice.tag == "tenderCancellation" and notice.related == ("26-99001",)
    assert "sans suite" in notice.reason


def test_mapa_names_its_buyer_and_its_deadline() -> None:
    notice = read("real_response_2024_MAPA_total14615.json")
    assert notice.form == "mapa" and notice.buyers[0].name.startswith("Communauté de Communes Pays d'Orange")
    assert notice.deadline == datetime(2024, 7, 25, 10, tzinfo=UTC)


def test_lots_without_a_holder_are_told_from_the_others() -> None:
    notice = read("legacy_xml/test-attribution-12.xml")
    assert sum(lot.result == "clos-nw" for lot in notice.lots) == 3
    assert sum(bool(lot.holders) for lot in notice.lots) == 18


# ── Without a holder: the third form of "sans suite" ───────────────────────────────────────────────


def eform(codes: list[str]) -> dict[str, Any]:
    results = [
        {"cbc:TenderResultCode": {"#text": code}, "efac:TenderLot": {"cbc:ID": f"LOT-{n}"}}
        for n, code in enumerate(codes)
    ]
    extension = {"efext:EformsExtension": {"efac:NoticeResult": {"efac:LotResult": results}}}
    body = {"ext:UBLExtensions": {"ext:UBLExtension": {"ext:ExtensionContent": extension}}}
    return {"idweb": "26-1", "nature": "ATTRIBUTION", "donnees": json.dumps({"EFORMS": {"ContractAwardNotice": body}})}


@pytest.mark.parametrize(
    ("codes", "tag"),
    [
        (["clos-nw"], "tenderCancellation"),
        (["clos-nw", "selec-w"], "award"),
        (["clos-nw", "clos-nw"], "tenderCancellation"),
    ],
)
def test_no_winner_in_any_lot_is_a_cancellation(codes: list[str], tag: str) -> None:
    [document] = boamp.parse(SOURCE, fetched([eform(codes)])).documents
    assert document.notice and document.notice.tag == tag


@pytest.mark.parametrize(
    ("code", "holders"), [("selec-w", ["Nuages"]), ("clos-nw", []), ("open-nw", []), ("", ["Nuages"])]
)
def test_a_tender_named_in_a_lot_without_winner_is_no_holder(code: str, holders: list[str]) -> None:
    record = eform([code])
    company = {"cac:PartyIdentification": {"cbc:ID": "ORG-1"}, "cac:PartyName": {"cbc:Name": "Nuages"}}
    body = json.loads(record["donnees"])["EFORMS"]["ContractAwardNotice"]
    extension = body["ext:UBLExtensions"]["ext:UBLExtension"]["ext:ExtensionContent"]["efext:EformsExtension"]
    extension["efac:Organizations"] = {"efac:Organization": {"efac:Company": company}}
    results = extension["efac:NoticeResult"]
    results["efac:LotResult"][0]["efac:LotTender"] = {"cbc:ID": "TEN-1"}
    paid = {"cac:LegalMonetaryTotal": {"cbc:PayableAmount": "5000"}, "efac:TenderingParty": {"cbc:ID": "TPA-1"}}
    results["efac:LotTender"] = {"cbc:ID": "TEN-1", **paid}
    results["efac:TenderingParty"] = {"cbc:ID": "TPA-1", "efac:Tenderer": {"cbc:ID": "ORG-1"}}
    found = boamp_notices.notice({"idweb": "26-1", "donnees": {"EFORMS": {"ContractAwardNotice": body}}}, "")
    assert [party.name for party in found.holders] == holders
    assert found.amount == (Decimal(5000) if holders else None)


def test_infructueux_in_the_free_text_of_an_award_is_a_cancellation() -> None:
    said = {
        "FNSimple": {"attribution": {"attributionMarche": "Procédure déclarée sans suite pour motif d'intérêt général"}}
    }
    [document] = boamp.parse(SOURCE, fetched([{"idweb": "26-1", "nature": "ATTRIBUTION", "donnees": said}])).documents
    assert document.notice and document.notice.tag == "tenderCancellation"
    assert "intérêt général" in document.notice.reason
