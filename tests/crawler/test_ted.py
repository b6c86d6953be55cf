"""TED: what is asked, how pages go on, and what its records say."""

import json
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from crawler.errors import ParseError
from crawler.kinds import boamp, ted
from crawler.notices.ted import FIELDS, said
from crawler.types import Fetched, Job, Network, Notice, Source

NOW = datetime(2026, 9, 1, tzinfo=UTC)
SOURCE = Source(
    "ted", "ted", "https://api.example.org/v3/notices/search", query='Health Data Hub\nun "mot"', since=date(2025, 7, 1)
)
JOB = Job(SOURCE, {})
REAL = Path(__file__).parents[2].parent / "shared" / "data" / "ted" / "search_v3_request_response.json"
UUID = "00000000-0000-4000-8000-00000000000"


def fetched(content: Any, context: dict[str, str] | None = None) -> Fetched:
    body = content if isinstance(content, bytes) else json.dumps(content).encode()
    return Fetched("ted", SOURCE.url, 200, (), body, NOW, context=context or {})


def answer(count: int, total: int | None, token: str | None, **more: Any) -> dict[str, Any]:
    notices = [{"publication-number": f"{n}-2026", "notice-type": "cn-standard"} for n in range(count)]
    return {"notices": notices, "totalNoticeCount": total, "iterationNextToken": token, **more}


def read(**fields: Any) -> Notice:
    record = {"publication-number": "1-2026", "form-type": "competition"}
    record |= {name.replace("_", "-"): value for name, value in fields.items()}
    [document] = ted.parse(SOURCE, fetched({"notices": [record]})).documents
    assert document.notice is not None
    return document.notice


def test_the_question_is_an_expert_query_by_post() -> None:
    [request] = ted.start(JOB, Network(), NOW)
    asked = json.loads(request.body)
    assert request.method == "POST" and ("Content-Type", "application/json") in request.headers
    assert asked["query"] == (
        '(FT~"Health Data Hub" OR FT~"un mot") AND (publication-date>=20250701) SORT BY publication-date DESC'
    )
    assert asked["paginationMode"] == "ITERATION" and "iterationNextToken" not in asked
    assert len(asked["fields"]) * asked["limit"] <= 10_000 and asked["limit"] <= 250  # limits of the API
    assert request.identity == ted.start(JOB, Network(), NOW)[0].identity


def test_pages_follow_the_token_until_all_are_read() -> None:
    [first] = ted.start(JOB, Network(), NOW)
    [second] = ted.follow(JOB, fetched(answer(100, 150, "a"), dict(first.context)), NOW).requests
    assert json.loads(second.body)["iterationNextToken"] == "a" and second.identity != first.identity
    found = ted.follow(JOB, fetched(answer(50, 150, "b"), dict(second.context)), NOW)  # the last page has a token too
    assert found.requests == () and found.entries == 50


@pytest.mark.parametrize(
    "content", [answer(0, 150, "b"), answer(100, 900, "a"), answer(100, 900, None)], ids=["empty", "repeated", "none"]
)
def test_an_empty_page_or_the_same_token_ends_it(content: dict[str, Any]) -> None:
    context = {"page": "2", "read": "100", "token": "a"}
    assert ted.follow(JOB, fetched(content, context), NOW).requests == ()


def test_pages_are_bounded_and_what_is_left_out_is_said() -> None:
    one = replace(SOURCE, pages=1)
    [request] = ted.start(Job(one, {}), Network(), NOW)
    page = fetched(answer(100, 150, "a"), dict(request.context))
    assert ted.follow(Job(one, {}), page, NOW).requests == ()
    assert ted.parse(one, page).problems == ("150 notices match, 100 read: more than 1 pages",)
    whole = fetched(answer(100, 100, "a", timedOut=True), dict(request.context))
    assert ted.parse(one, whole).problems == ("the search timed out at TED: the answer is partial",)


@pytest.mark.parametrize(
    ("body", "found"),
    [
        (b"<html>", "HTML in place of a TED notice"),
        (b"[1]", "a list in place of an object"),
        (b'{"message": "Syntax error in expert query"}', "Syntax error"),
        (b'{"notices": {"1": 2}, "totalNoticeCount": 4}', "no list of notices, but notices, totalNoticeCount"),
        (b"\xff\xfe\xff", "Expecting value"),
    ],
)
def test_what_is_no_answer_is_said_with_what_was_found(body: bytes, found: str) -> None:
    for read_it in (lambda: ted.parse(SOURCE, fetched(body)), lambda: ted.follow(JOB, fetched(body), NOW)):
        with pytest.raises(ParseError, match=found):
            read_it()


def test_a_broken_record_and_an_unknown_field_are_told_and_nothing_is_lost() -> None:
    known = {"publication-number": "1-2026", "notice-type": "cn-standard", "new-field": 1}
    found = ted.parse(SOURCE, fetched({"notices": [7, {"notice-title": {"fra": "x"}}, known]}))
    assert [document.key for document in found.documents] == ["1-2026"]
    assert found.problems[2:] == ("notice 1-2026: field.unknown: new-field",)
    assert len(found.problems) == 3


@pytest.mark.parametrize(
    ("value", "texts"),
    [
        ({"deu": ["c"], "eng": ["b"], "fra": ["a", "d"]}, ("a", "d")),
        ({"deu": "c", "ENG": "b"}, ("b",)),
        ({"pol": [], "deu": "c"}, ("c",)),
        (["a", {"fra": "b"}], ("a", "b")),
        (12.5, ("12.5",)),
        (None, ()),
        ({}, ()),
    ],
)
def test_texts_come_in_french_else_english_else_any(value: Any, texts: tuple[str, ...]) -> None:
    assert said(value) == texts


@pytest.mark.parametrize(
    ("fields", "tag"),
    [
        ({"form_type": "planning"}, "planning"),
        ({"form_type": "result"}, "award"),
        ({"form_type": "cont-modif"}, "contractAmendment"),
        ({"form_type": "", "notice_type": "can-modif"}, "contractAmendment"),
        ({"form_type": "", "notice_type": "pin-cfc-social"}, "tender"),
        ({"form_type": "", "notice_type": "pin-only"}, "planning"),
        ({"change_notice_version_identifier": f"{UUID}1-01"}, "tenderAmendment"),
        ({"change_reason_code": ["cancel"]}, "tenderCancellation"),
        ({"form_type": "result", "winner_selection_status": ["clos-nw", "clos-nw"]}, "tenderCancellation"),
        ({"form_type": "result", "winner_selection_status": ["clos-nw", "selec-w"]}, "award"),
    ],
)
def test_the_kind_of_notice(fields: dict[str, Any], tag: str) -> None:
    assert read(**fields).tag == tag


def test_an_unknown_kind_of_notice_is_flagged() -> None:
    assert read(form_type="neuf").flags == ("nature.unknown: neuf",)


def test_an_award() -> None:
    notice = read(
        form_type="result",
        winner_name={"fra": ["Nuage Fictif SAS"]},
        winner_identifier=["00000000000003"],
        winner_decision_date=["2026-04-23+02:00"],
        contract_conclusion_date=["2026-04-24+02:00"],
        result_value_notice="640000.00",
        result_value_cur_notice=["EUR"],
    )
    assert [(party.name, party.id) for party in notice.holders] == [("Nuage Fictif SAS", "00000000000003")]
    assert (notice.awarded, notice.signed) == (date(2026, 4, 23), date(2026, 4, 24))
    assert notice.amount == Decimal(640000) and notice.ceiling is None


def test_the_ceiling_of_a_framework_is_not_its_price() -> None:
    notice = read(form_type="result", framework_agreement_lot=["fa-wo-rc"], result_value_notice=900_000)
    assert (notice.amount, notice.ceiling) == (None, Decimal(900_000))


def test_a_value_of_a_call_is_an_estimate_not_an_amount() -> None:
    assert read(total_value=500_000).amount is None


def test_numbers_nobody_can_match_to_names_are_flagged_not_guessed() -> None:
    notice = read(winner_name=["A", "B"], winner_identifier=["1"])
    assert [party.id for party in notice.holders] == ["", ""]
    assert notice.flags == ("winner.identifiers.unmatched: 1",)


def test_the_lot_that_closes_first_gives_the_deadline() -> None:
    notice = read(
        deadline_receipt_tender_date_lot=["2026-09-24+02:00", "2026-09-23+02:00"],
        deadline_receipt_tender_time_lot=["16:00:00+02:00", "12:00:00+02:00"],
    )
    assert notice.deadline == datetime(2026, 9, 23, 10, tzinfo=UTC)


def test_a_deadline_nobody_can_mean_is_flagged() -> None:
    notice = read(publication_date="2026-07-02+02:00", deadline_receipt_tender_date_lot=["7017-02-01+01:00"])
    assert notice.deadline is None and notice.flags == ("deadline.implausible: 7017-02-01",)


def test_a_chain_is_linked_and_its_copy_at_boamp_bears_a_common_number() -> None:
    notice = read(
        notice_identifier=f"{UUID}2",
        procedure_identifier=f"{UUID}9",
        change_notice_version_identifier=[f"{UUID}1-01"],
        previous_notice_id_proc=["55366-2026"],
    )
    assert notice.related == (f"{UUID}1", "55366-2026") and notice.procedure == f"{UUID}9"
    body = {"EFORMS": {"ContractNotice": {"cbc:ID": {"@schemeName": "notice-id", "#text": f"{UUID}2"}}}}
    record = [{"idweb": "26-1", "nature": "APPEL_OFFRE", "donnees": json.dumps(body)}]
    copy = boamp.parse(SOURCE, fetched(record)).documents[0].notice
    assert copy and set(copy.same_as) & set(notice.same_as)


# ── Real answers ───────────────────────────────────────────────────────────────────────────────────


def real(name: str) -> Any:
    if not REAL.exists():
        pytest.skip("real TED samples are not beside this checkout (../shared/data/ted)")
    return json.loads(REAL.read_text(encoding="utf-8"))[name]


def test_a_real_french_notice() -> None:
    [document] = ted.parse(SOURCE, fetched(real("french_notice"))).documents
    notice = document.notice
    assert document.url == "https://ted.europa.eu/fr/notice/-/detail/453517-2026"
    assert document.title == "Développements informatiques et tierce maintenance applicative"
    assert notice and notice.deadline == datetime(2026, 9, 23, 14, tzinfo=UTC)
    assert [party.name for party in notice.buyers] == ["Ministère de l'enseignement supérieur"]
    assert notice.same_as == ("6d571f43-c045-4339-aebb-3ab08880a94c",) and notice.flags == ()
    assert (notice.tag, notice.published) == ("tender", date(2026, 7, 2))


def test_a_real_page_of_an_old_notice() -> None:
    page = fetched(real("response_page"))
    [document] = ted.parse(SOURCE, page).documents
    assert document.title == "Software licences and support"
    assert document.notice and document.notice.deadline is None  # printed ten years after the notice
    assert "deadline.implausible: 2026-12-01" in document.notice.flags
    assert ted.follow(JOB, page, NOW).requests == ()


def test_a_real_error_is_said() -> None:
    with pytest.raises(ParseError, match="Syntax error in expert query"):
        ted.parse(SOURCE, fetched(real("error_400")))


def test_fields_asked_for_are_asked_once() -> None:
    assert len(set(FIELDS)) == len(FIELDS)
