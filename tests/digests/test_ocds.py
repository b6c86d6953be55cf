"""The OCDS release package: valid under the part of its schema that is used, and true to the notices."""

import json
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from crawler.types import Lot, Notice, Party
from digests.exports import Export, export
from digests.exports.chains import chains
from digests.lines import Words
from digests.timeline import timeline
from tests.digests.builders import RULES, at, document, known

BUYER = Party("Plateforme des données de santé", "13002696500016")
WINNER = Party("Hébergeur & Cie", "43371234500011")
TENDER = Notice(
    id="25-1001",
    tag="tender",
    title="Solution intercalaire",
    buyers=(BUYER,),
    procedure="PDS-2025-07",
    deadline=at("2025-08-18T10:00"),
    cpv=("72000000", "72222300"),
)
CANCELLED = Notice(
    id="26-2002",
    tag="tenderCancellation",
    title="Solution intercalaire",
    buyers=(BUYER,),
    related=("25-1001",),
    reason="Redéfinition du besoin.",
)
AWARD = Notice(
    id="26-3003",
    tag="award",
    title="Hébergement",
    buyers=(BUYER,),
    holders=(WINNER,),
    awarded=date(2026, 4, 23),
    signed=date(2026, 4, 30),
    amount=Decimal("6200000.50"),
    ceiling=Decimal(9000000),
)
SCHEMA = json.loads((Path(__file__).parent / "schemas" / "ocds.json").read_text("utf-8"))


def package(*notices: Notice, revision: int = 1):
    rows = [
        document(n, f"2026-0{n}-10T09:00", notice=notice, revision=revision, known=f"2026-0{n}-11T09:00")
        for n, notice in enumerate(notices, 1)
    ]
    found = known("2026-09-01", *((row, []) for row in rows))
    data = json.loads(export("ocds", Export(found, timeline(found, RULES), RULES, Words(), "Une affaire")))
    Draft202012Validator.check_schema(SCHEMA)
    Draft202012Validator(SCHEMA).validate(data)
    return data


def releases(*notices: Notice):
    return package(*notices)["releases"]


def test_no_notice_is_a_package_without_releases():
    assert releases() == []


def test_a_tender_says_who_buys_what_until_when():
    [found] = releases(TENDER)
    assert found["ocid"] == "ocds-veille-PDS-2025-07" and found["tag"] == ["tender"]
    assert found["buyer"] == {"id": BUYER.id, "name": BUYER.name}
    assert found["parties"][0]["identifier"] == {"id": BUYER.id, "legalName": BUYER.name}
    tender = found["tender"]
    assert tender["tenderPeriod"] == {"endDate": "2025-08-18T10:00:00Z"} and tender["status"] == "active"
    assert [item["classification"]["id"] for item in tender["items"]] == ["72000000"]
    assert tender["documents"][0]["documentType"] == "tenderNotice"


def test_a_cancellation_joins_the_process_that_it_cancels():
    opened, cancelled = releases(TENDER, CANCELLED)
    assert opened["ocid"] == cancelled["ocid"] and opened["tender"]["id"] == cancelled["tender"]["id"]
    assert cancelled["tender"]["status"] == "cancelled"
    assert cancelled["tender"]["amendments"][0]["rationale"] == "Redéfinition du besoin."


def test_an_award_says_to_whom_for_how_much_and_when_it_was_signed():
    [found] = releases(AWARD)
    [award], [contract] = found["awards"], found["contracts"]
    assert found["tag"] == ["award", "contract"] and award["status"] == "active"
    assert award["suppliers"] == [{"id": WINNER.id, "name": WINNER.name}]
    assert award["value"] == {"amount": 6200000.5, "currency": "EUR"}  # and never the ceiling
    assert award["date"] == "2026-04-23T00:00:00+02:00"
    assert contract == {"id": "26-3003", "awardID": "26-3003", "dateSigned": "2026-04-30T00:00:00+02:00"}
    assert {party["name"]: party["roles"] for party in found["parties"]} == {
        BUYER.name: ["buyer"],
        WINNER.name: ["supplier"],
    }


def test_lots_are_awards_of_their_own():
    lots = (
        Lot("LOT-1", "Calcul", "selec-w", (WINNER,), Decimal(10)),
        Lot("LOT-2", "Archives", "clos-nw"),
        Lot("LOT-3", "Réseau", "open-nw"),
    )
    [found] = releases(replace(AWARD, lots=lots, amount=Decimal(10)))
    assert [award["status"] for award in found["awards"]] == ["active", "unsuccessful", "pending"]
    assert [award.get("value", {}).get("amount") for award in found["awards"]] == [10, None, None]
    assert [contract["awardID"] for contract in found["contracts"]] == ["26-3003-LOT-1"]


def test_an_amount_told_for_all_lots_is_not_shared_out():
    lots = (Lot("LOT-1", "Calcul", "selec-w", (WINNER,)), Lot("LOT-2", "Archives", "selec-w", (Party("Autre"),)))
    [award] = releases(replace(AWARD, lots=lots))[0]["awards"]
    assert award["value"]["amount"] == 6200000.5
    assert [supplier["name"] for supplier in award["suppliers"]] == [WINNER.name, "Autre"]


def test_what_the_notice_does_not_say_is_left_out():
    [found] = releases(Notice(id="26-9", tag="award", title="Rien"))
    assert not {"buyer", "parties", "contracts"} & set(found)
    assert found["awards"] == [{"id": "26-9", "title": "Rien"}]


def test_only_results_give_awards():
    [found] = releases(replace(AWARD, tag="contractTermination"))
    assert "awards" not in found and found["tag"] == ["contractTermination"]


def test_a_revised_notice_is_another_release_dated_when_it_was_met():
    first, second = (package(TENDER, revision=number)["releases"][0] for number in (1, 2))
    assert first["id"] != second["id"] and first["ocid"] == second["ocid"]
    assert (first["date"], second["date"]) == ("2026-01-10T09:00:00Z", "2026-01-11T09:00:00Z")


def test_the_package_is_dated_by_its_newest_notice():
    assert package(TENDER, AWARD)["publishedDate"] == "2026-02-11T09:00:00Z"


LINKS = st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), max_size=12)


@given(LINKS)
def test_chains_join_whatever_is_linked_and_nothing_else(links):
    notices = [Notice(f"n{n}", "tender", "", related=(f"n{m}",)) for n, m in links]
    found = chains(notices)
    assert all(found[f"n{n}"] == found[f"n{m}"] for n, m in links)
    assert len(set(found.values())) == components(links)


def components(links) -> int:
    left = [set(link) for link in links]
    groups: list[set[int]] = []
    for link in left:
        touching = [group for group in groups if group & link]
        groups = [group for group in groups if not group & link] + [link.union(*touching)]
    return len(groups)


@given(LINKS)
def test_a_later_notice_never_renames_the_first_process(links):
    notices = [Notice(f"n{n}", "tender", "", related=(f"n{m}",)) for n, m in links]
    firsts = {chains(notices[:upto])[notices[0].id] for upto in range(1, len(notices) + 1)}
    assert len(firsts) <= 1


def test_two_processes_stay_two():
    other = replace(TENDER, id="26-7", procedure="PDS-2026-02")
    assert len(set(chains([TENDER, other, CANCELLED]).values())) == 2
