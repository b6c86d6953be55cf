"""DECP: what is asked, how pages go on without cutting a contract in two, and what contracts say."""

import json
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.errors import ParseError
from crawler.kinds import decp
from crawler.notices import decp_rows
from crawler.types import Document, Fetched, Job, Network, Notice, Parsed, Source

NOW = datetime(2026, 9, 1, tzinfo=UTC)
SOURCE = Source(
    "decp",
    "decp",
    "https://api.example.org/api/explore/v2.1/catalog/datasets/decp/",
    query='Health Data Hub\nun "mot"\n00000000000002',
    since=date(2025, 7, 1),
)
JOB = Job(SOURCE, {})
REAL = Path(__file__).parents[2].parent / "shared" / "data" / "decp"
BUYER = "00000000000002"


def fetched(content: Any, context: dict[str, str] | None = None) -> Fetched:
    body = content if isinstance(content, bytes) else json.dumps(content).encode()
    return Fetched("decp", SOURCE.url, 200, (), body, NOW, context=context or {})


def row(**columns: Any) -> dict[str, Any]:
    return {"id": "C1", "acheteur_id": BUYER, "objet": "Hébergement", "datenotification": "2026-05-04"} | columns


def table(*rows: Any) -> Parsed:
    return decp.parse(SOURCE, fetched({"total_count": len(rows), "results": list(rows)}))


def notice(parsed: Parsed) -> Notice:
    [document] = parsed.documents
    assert document.notice is not None
    return document.notice


def test_the_question_asks_for_words_and_for_buyers_by_number() -> None:
    [request] = decp.start(JOB, Network(), NOW)
    asked = parse_qs(urlsplit(request.url).query)
    assert urlsplit(request.url).path.endswith("/datasets/decp/records")
    assert asked["where"] == [
        '(search(objet, "Health Data Hub") or search(objet, "un \\"mot\\"")'
        " or startswith(acheteur_id, \"00000000000002\")) and datenotification>=date'2025-07-01'"
    ]
    assert asked["limit"] == ["100"] and asked["offset"] == ["0"]


@given(st.lists(st.integers(1, 7), min_size=1, max_size=120))
def test_no_contract_is_cut_in_two_by_a_page(sizes: list[int]) -> None:
    rows = [row(id=f"C{n}", idmodification=str(m)) for n, size in enumerate(sizes) for m in range(size)]
    found: list[Document] = []
    waiting = list(decp.start(JOB, Network(), NOW))
    while waiting:
        offset = int(waiting.pop().context["offset"])
        page = {"total_count": len(rows), "results": rows[offset : offset + 100]}
        body = fetched(page, {"offset": str(offset)})
        found += decp.parse(replace(SOURCE, pages=99), body).documents
        waiting += decp.follow(Job(replace(SOURCE, pages=99), {}), body, NOW).requests
    assert [document.key for document in found] == [f"{BUYER}-C{n}" for n in range(len(sizes))]


def test_more_than_the_pages_hold_comes_by_one_export() -> None:
    page = fetched({"total_count": 900, "results": [row(id=f"C{n}") for n in range(100)]}, {"offset": "0"})
    [export] = decp.follow(JOB, page, NOW).requests
    assert urlsplit(export.url).path.endswith("/exports/json")
    whole = fetched([row(id=f"C{n}") for n in range(900)], dict(export.context))
    assert decp.follow(JOB, whole, NOW).requests == () and len(decp.parse(SOURCE, whole).documents) == 900


def test_pages_stop_before_what_the_api_refuses() -> None:
    page = fetched({"total_count": 20_000, "results": [row(id=f"C{n}") for n in range(100)]}, {"offset": "9850"})
    assert decp.follow(Job(replace(SOURCE, pages=999), {}), page, NOW).requests == ()


@pytest.mark.parametrize(
    ("body", "found"),
    [
        (b"<html>", "HTML in place of a DECP answer"),
        (b'"x"', "a str in place of records"),
        (b'{"error_code": "ODSQLSyntaxError", "message": "no"}', "not a DECP answer: no"),
        (b'{"results": 7, "total_count": 1}', "an object of results, total_count"),
        (b"[" * 100_000, "not a DECP answer"),
    ],
)
def test_what_is_no_answer_is_said_with_what_was_found(body: bytes, found: str) -> None:
    for read in (lambda: decp.parse(SOURCE, fetched(body)), lambda: decp.follow(JOB, fetched(body), NOW)):
        with pytest.raises(ParseError, match=found):
            read()


def test_a_broken_row_and_an_unknown_column_are_told_and_nothing_is_lost() -> None:
    found = table(7, {"objet": "x"}, None, row(nouvelle_colonne=1))
    assert [document.key for document in found.documents] == [f"{BUYER}-C1"]
    assert found.problems == (
        *3 * ("a record without id: not a DECP contract",),
        f"notice {BUYER}-C1: field.unknown: nouvelle_colonne",
    )


def test_cdl_is_nothing_and_numbers_may_be_strings() -> None:
    found = notice(
        table(
            row(
                montant="57988.0",
                titulaire_id_1="00000000000003",
                titulaire_typeidentifiant_1="SIRET",
                titulaire_id_2="FR00000000004",
                titulaire_typeidentifiant_2="TVA",
                titulaire_id_3="CDL",
                titulaire_typeidentifiant_3="CDL",
                idaccordcadre="CDL",
                idmodification="CDL",
                montantmodification="CDL",
            )
        )
    )
    assert (found.tag, found.amount, found.signed) == ("contract", Decimal(57988), date(2026, 5, 4))
    assert [(party.name, party.id) for party in found.holders] == [
        ("SIRET 00000000000003", "00000000000003"),
        ("TVA FR00000000004", "FR00000000004"),
    ]
    assert found.related == () and found.flags == ()


def test_the_rows_of_one_contract_are_one_notice_in_its_newest_state() -> None:
    first = row(
        montant=100_000.0,
        titulaire_id_1="1",
        idmodification="1",
        montantmodification="120000",
        datenotificationmodificationmodification="2026-06-01",
        datepublicationdonnees="2026-05-05",
        datepublicationdonneesmodificationmodification="2026-06-10",
    )
    second = first | {
        "idmodification": "2",
        "montantmodification": "CDL",
        "idtitulairemodification": "2",
        "typeidentifianttitulairemodification": "SIRET",
        "datenotificationmodificationmodification": "2026-07-01",
    }
    for rows in ((first, second), (second, first)):
        found = notice(table(*rows))
        assert (found.tag, found.amount, found.published) == ("contractAmendment", Decimal(120_000), date(2026, 6, 10))
        assert found.signed == date(2026, 5, 4) and [party.id for party in found.holders] == ["2"]
        assert found.changes == (("amount", "100000,00 EUR", "120000,00 EUR"), ("holders", "SIRET 1", "SIRET 2"))


def test_rows_that_contradict_each_other_are_flagged() -> None:
    assert notice(table(row(montant=1000), row(montant=2000))).flags == ("montant.contradictory: 1000 / 2000",)


@pytest.mark.parametrize(
    ("columns", "flag"),
    [
        ({"montant": 1e17}, "amount.implausible: 100000000000000000"),
        ({"montant": "1e17"}, "amount.implausible: 1E+17"),
        ({"montant": 1}, "amount.implausible: 1"),
        ({"montant": -500}, "amount.implausible: -500"),
        ({"datenotification": "2049-01-01"}, "signed.implausible: 2049-01-01"),
        ({"datenotification": "1999-12-31"}, "signed.implausible: 1999-12-31"),
        ({"datepublicationdonnees": "7017-02-01"}, "published.implausible: 7017-02-01"),
    ],
)
def test_what_nobody_can_mean_is_flagged_and_not_trusted(columns: dict[str, Any], flag: str) -> None:
    found = notice(table(row(**columns)))
    assert found.flags == (flag,)
    assert found.amount is None
    assert found.signed != date(2049, 1, 1) and found.published is None


def test_contracts_of_two_buyers_with_one_number_are_two() -> None:
    found = table(row(), row(acheteur_id="00000000000009"))
    assert (
        len({document.key for document in found.documents}) == len({document.url for document in found.documents}) == 2
    )


def test_a_call_off_is_linked_to_its_framework() -> None:
    assert notice(table(row(idaccordcadre="AC7"))).related == (f"{BUYER}-AC7",)


def test_a_file_is_asked_for_as_it_is_and_read_whole() -> None:
    file = replace(SOURCE, url="https://www.example.org/decp.json")
    contract = {
        "id": "C1",
        "acheteur": {"id": BUYER},
        "objet": "x",
        "titulaires": [{"id": "3", "typeIdentifiant": "X"}],
    }
    body = fetched({"marches": {"marche": contract}})
    assert [request.url for request in decp.start(Job(file, {}), Network(), NOW)] == [file.url]
    assert decp.follow(Job(file, {}), body, NOW).requests == ()
    [document] = decp.parse(file, body).documents
    assert document.notice and [party.id for party in document.notice.holders] == ["3"]
    assert document.url == f"https://www.example.org/decp.json?acheteur={BUYER}&id=C1"


CELLS = st.sampled_from((None, "", "CDL", "é\x00", "12,5", "2026-02-30", "x" * 9)) | st.floats() | st.integers()


@given(st.dictionaries(st.sampled_from(sorted(decp_rows.KNOWN)), CELLS, max_size=12))  # small: drawn in no time
def test_any_row_is_read_or_told(columns: dict[str, Any]) -> None:
    found = decp.parse(SOURCE, fetched([columns]))
    assert len(found.documents) == 1 or found.problems


# ── Real contracts ─────────────────────────────────────────────────────────────────────────────────


def real(name: str) -> Parsed:
    file = REAL / name
    if not file.exists():
        pytest.skip("real DECP samples are not beside this checkout (../shared/data/decp)")
    return decp.parse(SOURCE, fetched(file.read_bytes()))


def named(parsed: Parsed, number: str) -> Notice:
    return next(one.notice for one in parsed.documents if one.notice and one.notice.id.endswith(number))


def test_real_rows_of_the_national_table() -> None:
    found = real("decp-2022-marches-valides_rows.json")
    whole, partial = (document.notice for document in found.documents)
    assert whole and whole.id == "21220295600018-2026T06966" and whole.tag == "contract"
    assert (whole.amount, whole.signed, whole.cpv) == (Decimal(57988), date(2026, 8, 17), ("45000000",))
    assert [party.id for party in whole.holders] == ["30102983100031"] and whole.flags == ()
    assert partial and partial.buyers == () and "accord-cadre 26SUP03" in partial.description


def test_real_outliers_of_the_regulatory_shape() -> None:
    found = real("decp_test_2022.json")
    assert len(found.documents) == 5
    absurd = named(found, "2020F00075")
    assert absurd.amount == Decimal(22540) and "amount.implausible: 100000000000000000" in absurd.flags
    assert (
        "modification.implausible: 2027-04-01" in absurd.flags and "holder.unreadable: typeIdentifiant" in absurd.flags
    )
    assert len(absurd.holders) == 3 and absurd.published == date(2026, 4, 1)
    assert "published.implausible: 2003-11-24" in named(found, "202401L04").flags
    assert len(named(found, "2019K1209").holders) == 3  # one of them without its inner name


EXAMPLES = {
    "marches_avec_modifications.json": (2, {"contractAmendment"}),
    "marches_concessions.json": (4, {"contractAmendment"}),
    "concessions.json": (2, {"contract"}),
    "concessions_avec_modifications.json": (2, {"contractAmendment"}),
}


@pytest.mark.parametrize("name", EXAMPLES)
def test_every_example_of_the_regulation_parses(name: str) -> None:
    found = real(f"139bercy_exemples_json/{name}")
    notices = [document.notice for document in found.documents if document.notice]
    assert (len(notices), {one.tag for one in notices}) == EXAMPLES[name]
    assert found.problems == () and all(one.buyers and one.holders and one.amount and one.signed for one in notices)
