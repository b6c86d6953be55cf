"""What every real notice beside this checkout says, read by eye in the raw files, against what is read from them."""

import json
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from crawler.kinds import KINDS
from crawler.notices import boamp, legacy
from crawler.types import Document, Fetched, Notice, Source

REAL = Path(__file__).parents[2].parent / "shared" / "data"
NOW = datetime(2026, 11, 1, tzinfo=UTC)


def documents(kind: str, name: str) -> tuple[Document, ...]:
    """All documents of one file."""
    file = REAL / kind / name
    if not file.exists():
        pytest.skip(f"real samples are not beside this checkout (../shared/data/{kind})")
    body = file.read_bytes()
    if name.startswith("derived_legacy"):
        body = json.dumps([legacy.from_tree(json.loads(body)["value"])]).encode()
    source = Source(kind, kind, f"https://api.example.org/{kind}")
    parsed = KINDS[kind].parse(source, Fetched(kind, source.url, 200, (), body, NOW))
    assert parsed.problems == () or kind == "decp"
    return parsed.documents


def notice(kind: str, name: str) -> Notice:
    """The notice of a file that has one."""
    [document] = documents(kind, name)
    assert document.notice is not None
    return document.notice


def utc(*parts: int) -> datetime:
    """A moment."""
    return datetime(*parts, tzinfo=UTC)  # type: ignore[misc,arg-type]


# ── BOAMP of 2016 and 2017 ─────────────────────────────────────────────────────────────────────────
# name → (number, buyer, deadline in UTC)
CALLS: dict[str, tuple[str, str, datetime]] = {
    "test-pub": ("16-186394", "Ville de Paris", utc(2017, 2, 7, 11)),
    "test-pub-2": ("16-181902", "Grand Port Maritime de Marseille", utc(2017, 1, 30, 15)),
    "test-pub-3": ("16-186063", "SEMMY", utc(2017, 2, 10, 14)),
    "test-pub-4": ("16-186173", "COMMUNE DE LES ANDELYS", utc(2017, 2, 28, 11)),
    "test-pub-5": ("16-186359", "MTSFP", utc(2017, 2, 17, 11)),
    "test-pub-7": ("17-22464", "Cté de Cnes Pyrénées Audoises", utc(2017, 3, 15, 15)),
    "test-pub-8": ("17-40964", "COMMUNE DE CARCANS", utc(2017, 4, 26, 10)),
    "test-pub-9": ("16-652", "CHU St Etienne", utc(2016, 1, 25, 15)),
}
# name → (number, buyer, holders, amount, ceiling, day of the award, notices awarded)
AWARDS: dict[str, tuple[str, str, list[str], str | None, str | None, date | None, tuple[str, ...]]] = {
    "2": ("16-138580", "Communauté d'Agglomération de Saintes", ["SARL ENVIRONNEMENT & SOLUTIONS"], "38820", None,
          date(2017, 2, 6), ("16-119846",)),
    "3": ("16-178891", "Université paris Sud", ["Axe Sig/Atmosphère"], None, None, date(2016, 12, 14), ("16-139506",)),
    "5": ("17-1028", "Bordeaux Métropole", ["Moter"], "159691.6", None, date(2016, 11, 18), ("16-36319",)),
    "6": ("17-1515", "Communauté d'agglomérat. du gapençais",
          ["ADIPAP", "KEMIRA FRANCE SAS", "OTV SUD AFRIQUE", "SAS SNF", "DIAGONAL WATER TREATMENT"], None, None,
          date(2016, 12, 29), ("16-162580",)),
    "7": ("17-29167", "Ville de Suresnes", ["ADECCO MEDICAL", "SELECT TT APPEL MEDICAL", "TROOPS IZUMA"], None, "60000",
          date(2017, 1, 31), ("16-166926",)),
    "8": ("17-4742", "CHU St Etienne", ["ARC INTERIM", "PROMAN MEDICAL", "ADECCO MEDECINS"], None, None,
          date(2016, 2, 2), ("16-652",)),
    "9": ("17-5219", "DEPARTEMENT DES HAUTES-ALPES", ["ROIRET Energies", "SCARA & Cie"], "150000", None,
          date(2016, 12, 7), ("16-105311",)),
    "10": ("16-185754", "ville de Fécamp",
           ["CONCRETE WAVES SKATE PARKS", "SPORT DES VILLES", "LAURENCE CREMEL PAYSAGISTE"], "348852", None,
           date(2016, 12, 26), ("15-14160",)),
    "11": ("17-8864", "Inter Rhône", ["INS GLOBAL CONSULTING", "SOPEXA HONG KONG"], None, None, date(2016, 12, 19),
           ("16-106898", "16-114771")),
}  # fmt: skip


@pytest.mark.parametrize("name", CALLS)
def test_legacy_calls(name: str) -> None:
    found = notice("boamp", f"legacy_xml/{name}.xml")
    assert (found.id, found.buyers[0].name, found.deadline) == CALLS[name]
    assert (found.tag, found.holders, found.amount) == ("tender", (), None)
    assert found.title and found.published and found.flags == ()


@pytest.mark.parametrize("name", AWARDS)
def test_legacy_awards(name: str) -> None:
    number, buyer, holders, amount, ceiling, awarded, related = AWARDS[name]
    found = notice("boamp", f"legacy_xml/test-attribution-{name}.xml")
    assert (found.id, found.tag, found.buyers[0].name) == (number, "award", buyer)
    assert [party.name for party in found.holders] == holders
    assert (found.amount, found.ceiling) == tuple(value and Decimal(value) for value in (amount, ceiling))
    assert (found.awarded, found.related, found.flags) == (awarded, related, ())


def test_a_legacy_award_without_a_follow_up_is_a_cancellation() -> None:
    found = notice("boamp", "legacy_xml/test-attribution-4.xml")
    assert (found.tag, found.holders, found.amount) == ("tenderCancellation", (), None)
    assert {lot.result for lot in found.lots} == {"clos-nw"} and found.reason == "sans suite"


def test_a_legacy_award_of_twenty_one_lots() -> None:
    found = notice("boamp", "legacy_xml/test-attribution-12.xml")
    assert (found.tag, found.buyers[0].id, found.amount) == ("award", "26830066200015", Decimal(791500))
    assert [lot.result for lot in found.lots].count("clos-nw") == 3
    assert [lot.amount for lot in found.lots[:3]] == [Decimal(130000), Decimal(60000), Decimal(15000)]


@pytest.mark.parametrize(
    ("number", "xml"), [("16-185754", "10"), ("17-1028", "5"), ("17-2599", "12"), ("17-5219", "9")]
)
def test_the_json_of_a_legacy_notice_says_what_its_xml_says(number: str, xml: str) -> None:
    from_json = notice("boamp", f"derived_legacy_{number}_ATTRIBUTION.json")
    assert from_json == notice("boamp", f"legacy_xml/test-attribution-{xml}.xml")


# ── BOAMP of today ─────────────────────────────────────────────────────────────────────────────────


def test_two_lots_without_price_show_their_ceilings() -> None:
    file = REAL / "boamp" / "fragment_26-80978_ATTRIBUTION_two_lots.json"
    if not file.exists():
        pytest.skip("real samples are not beside this checkout (../shared/data/boamp)")
    company = {
        "cac:PartyIdentification": {"cbc:ID": "ORG-0003"},
        "cac:PartyName": {"cbc:Name": "SARL ALCIS TRANSPORTS"},
        "cac:PartyLegalEntity": {"cbc:CompanyID": "47967398000062"},
    }
    extension = {
        "efac:NoticeResult": json.loads(file.read_text())["efac:NoticeResult"],
        "efac:Organizations": {"efac:Organization": {"efac:Company": company}},
    }
    body = {"ext:UBLExtensions": {"ext:UBLExtension": {"ext:ExtensionContent": {"efext:EformsExtension": extension}}}}
    found = boamp.notice({"idweb": "26-80978", "donnees": {"EFORMS": {"ContractAwardNotice": body}}}, "")
    assert [(party.name, party.id) for party in found.holders] == [("SARL ALCIS TRANSPORTS", "47967398000062")]
    assert (found.amount, found.ceiling) == (None, Decimal(440000))
    assert [(lot.id, lot.amount, lot.ceiling) for lot in found.lots] == [
        ("LOT-0001", None, Decimal(160000)),
        ("LOT-0002", None, Decimal(280000)),
    ]
    assert (found.awarded, found.signed) == (date(2026, 7, 17), date(2026, 8, 17))


def test_light_records_name_their_buyer_and_deadline() -> None:
    found = documents("boamp", "real_light_records_first500_of_10000.json")
    assert len(found) == 500 and all(one.notice and one.notice.buyers and one.title for one in found)


# ── TED as XML ─────────────────────────────────────────────────────────────────────────────────────
# name → (tag, buyers, holders, amount, award, contract, deadline)
TED: dict[str, tuple[str, list[str], list[str], str | None, date | None, date | None, datetime | None]] = {
    "can_24_minimal": ("award", ["Rouen Habitat"], ["Espaces Verts Lemire"], "390697.84", None, date(2019, 9, 3), None),
    "can_24_FRA_comments": ("award", ["Rouen Habitat"], ["Espaces Verts Lemire", "ID Verde SASU"], "390697.84",
                            date(2019, 9, 2), date(2019, 9, 3), None),
    "can_81_FRA": ("award", ["Commissariat à l'énergie atomique et aux énergies alternatives"],
                   ["Assystem energy et infrastructure"], "375950", date(2021, 4, 20), date(2021, 4, 25), None),
    "can-desg_24_no_winner_clos-nw": ("award", ["ZenithNova Innovations"], ["Official name"], None, date(2023, 5, 20),
                                      None, None),
    "change-cn_24_void": ("tenderCancellation", ["Publications Office of the European Union"], [], None, None, None,
                          utc(2020, 2, 4, 8)),
    "cn_24_FRA_comments": ("tender", ["Rouen Habitat"], [], None, None, None, utc(2019, 6, 24, 16)),
    "cn_24_minimal": ("tender", ["Publications Office of the European Union"], [], None, None, None,
                      utc(2020, 2, 4, 8)),
}  # fmt: skip


@pytest.mark.parametrize("name", TED)
def test_ted_notices_as_xml(name: str) -> None:
    tag, buyers, holders, amount, awarded, signed, deadline = TED[name]
    found = notice("ted", f"{name}.xml")
    assert (found.tag, [party.name for party in found.buyers]) == (tag, buyers)
    assert [party.name for party in found.holders] == holders
    assert found.amount == (amount and Decimal(amount))
    assert (found.awarded, found.signed, found.deadline) == (awarded, signed, deadline)
    assert found.procedure and found.title and found.flags == ()


def test_each_lot_has_its_own_price_beside_the_total_that_is_printed() -> None:
    lots = notice("ted", "can_24_FRA_comments.xml").lots
    assert [(lot.id, lot.amount) for lot in lots] == [("LOT-0001", Decimal(95414)), ("LOT-0002", Decimal(26500))]


def test_the_lots_of_a_ted_contest_end_each_in_its_own_way() -> None:
    found = notice("ted", "can-desg_24_no_winner_clos-nw.xml")
    assert [lot.result for lot in found.lots] == ["selec-w", "open-nw", "clos-nw", "open-nw"]


def test_a_ted_cancellation_names_what_it_cancels_and_why() -> None:
    cancelled, called = notice("ted", "change-cn_24_void.xml"), notice("ted", "cn_24_minimal.xml")
    assert cancelled.related == called.same_as == (called.id,) and cancelled.procedure == called.procedure
    assert cancelled.reason == "We cancel because..."


# ── DECP files ─────────────────────────────────────────────────────────────────────────────────────
# name → (number of contracts, last amount, holders of the last, changes of the last)
DECP: dict[str, tuple[int, str, int, int]] = {
    "139bercy_exemples_xml/Marche.xml": (2, "575000", 1, 0),
    "139bercy_exemples_xml/Contrat-concession.xml": (2, "10.3", 2, 0),
    "139bercy_exemples_xml/Contrat-concession-modification.xml": (2, "25.0", 2, 1),
    "139bercy_exemples_json/concessions.json": (2, "10.3", 2, 0),
    "139bercy_exemples_json/marches_avec_modifications.json": (2, "123457.87", 1, 2),
    "139bercy_exemples_json/marches_concessions.json": (4, "25.0", 2, 1),
}


@pytest.mark.parametrize("name", DECP)
def test_regulatory_files(name: str) -> None:
    count, amount, holders, changes = DECP[name]
    found = documents("decp", name)
    last = found[-1].notice
    assert len(found) == count and last is not None
    assert (last.amount, len(last.holders), len(last.changes)) == (Decimal(amount), holders, changes)
    assert last.signed and last.buyers[0].id and last.flags == ()


# ── Journal officiel ───────────────────────────────────────────────────────────────────────────────


def test_files_of_the_journal_officiel_by_themselves() -> None:
    contents = documents("jorf", "jorf_sommaire_JORFCONT000054706874.xml")
    assert len(contents) == 83 and contents[0].key == "JORFTEXT000054706877"
    [decree] = documents("jorf", "jorf_texte_arrete_JORFTEXT000054708438.xml")
    assert decree.url == "https://www.legifrance.gouv.fr/jorf/id/JORFTEXT000054708438"
    assert decree.title.startswith("Arrêté du 11 août 2026") and len(decree.text) > 1000
    assert decree.published == utc(2026, 8, 18, 22)  # the day begins at midnight in Paris
