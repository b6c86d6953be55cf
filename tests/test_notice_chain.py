"""One procedure through the real crawl: BOAMP and TED on loopback, the archive, and what readers are told."""

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from crawler.types import Authority, DocumentKind, Source
from crawler.worker import CrawlWorker
from digests.changes import changes
from digests.timeline import timeline
from digests.types import Change, ChangeKind
from nlp.types import ClaimType
from scheduler import Monitor
from store.queries import Queries
from store.types import Known
from tests.test_scheduler import FAST, parts
from tests.web.server import NETWORK, Asked, Web, Wire
from veilleur.parts import words
from veilleur.topic import loads, preset

NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)
DAY = timedelta(days=1)
UUID = "00000000-0000-4000-8000-00000000000{}"
FOLDER = "00000000-0000-4000-8000-0000000000aa"
BUYER = {"cac:PartyIdentification": {"cbc:ID": "ORG-1"}, "cac:PartyName": {"cbc:Name": "Health Data Hub"}}


def eforms(number: int, deadline: str = "", **extension: Any) -> dict[str, Any]:
    """An invented body; the deadline is a day."""
    organisations = {"efac:Organizations": {"efac:Organization": {"efac:Company": BUYER}}, **extension}
    content = {"ext:UBLExtension": {"ext:ExtensionContent": {"efext:EformsExtension": organisations}}}
    period = {"cbc:EndDate": f"{deadline}+01:00", "cbc:EndTime": "12:00:00+01:00"}
    lot = {
        "cbc:ID": "LOT-1",
        "cac:TenderingProcess": {"cac:TenderSubmissionDeadlinePeriod": period if deadline else {}},
    }
    return {
        "ext:UBLExtensions": content,
        "cbc:ID": UUID.format(number),
        "cbc:ContractFolderID": FOLDER,
        "cac:ContractingParty": {"cac:Party": {"cac:PartyIdentification": {"cbc:ID": "ORG-1"}}},
        "cac:ProcurementProject": {"cbc:Name": "Hébergement du Health Data Hub"},
        "cac:ProcurementProjectLot": lot,
    }


def record(number: str, nature: str, day: str, root: str, body: dict[str, Any], **more: Any) -> dict[str, Any]:
    """One BOAMP record."""
    return {
        "idweb": number, "nature": nature, "famille": "JOUE", "etat": "INITIAL", "dateparution": day,
        "objet": "Hébergement du Health Data Hub", "donnees": json.dumps({"EFORMS": {root: body}}), **more,
    }  # fmt: skip


CALL = record("26-1", "APPEL_OFFRE", "2026-03-01", "ContractNotice", eforms(1, "2026-03-20"))
LATER = record("26-1", "APPEL_OFFRE", "2026-03-01", "ContractNotice", eforms(1, "2026-03-24"))
CORRECTION = record("26-2", "APPEL_OFFRE", "2026-03-03", "ContractNotice", eforms(2, "2026-03-30"), etat="RECTIFICATIF")
CLOSED = {
    "efac:NoticeResult": {"efac:LotResult": {"cbc:TenderResultCode": "clos-nw", "efac:TenderLot": {"cbc:ID": "LOT-1"}}}
}
WITHOUT_WINNER = record(
    "26-3", "ATTRIBUTION", "2026-03-05", "ContractAwardNotice", eforms(3, "", **CLOSED), annonce_lie=["26-1"]
)
ON_TED = {
    "publication-number": "100-2026", "notice-identifier": UUID.format(1), "procedure-identifier": FOLDER,
    "form-type": "competition", "notice-type": "cn-standard", "title-proc": {"fra": "Hébergement du Health Data Hub"},
    "buyer-name": {"fra": ["Health Data Hub"]}, "publication-date": "2026-03-02+01:00",
}  # fmt: skip


class Registers:
    """Both registers as they stand today; ``boamp`` is replaced as days go by."""

    def __init__(self, *boamp: dict[str, Any]) -> None:
        self.boamp = boamp

    async def __call__(self, asked: Asked, wire: Wire) -> None:
        answer: dict[str, Any] = {"total_count": len(self.boamp), "results": self.boamp}
        if asked.method == "POST":
            answer = {"notices": [ON_TED], "totalNoticeCount": 1}
        await wire.reply(json.dumps(answer), Content_Type="application/json")


@pytest.fixture(scope="module")
def queries(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Queries]:
    """Of the archive that has watched both registers for four days."""
    registers, folder = Registers(CALL), tmp_path_factory.mktemp("chain")
    with Web() as web, CrawlWorker(FAST, allowed=(NETWORK,)) as worker:
        watched = parts(folder, *_sources(web, registers), starts=date(2025, 7, 1))
        with Monitor(watched, worker.crawl) as monitor:
            for day, found in enumerate([(CALL,), (LATER,), (LATER, CORRECTION), (LATER, CORRECTION, WITHOUT_WINNER)]):
                registers.boamp = found
                report = monitor.cycle(NOW + day * DAY)
                assert not [row.error for row in report.sources if row.error]
        queries = Queries(watched.office.archive)
        yield queries
        queries.close()


@pytest.fixture(scope="module")
def known(queries: Queries) -> list[Known]:
    """What is known after each of five days, the first before anything was asked."""
    return [queries.known(NOW + (day - 1) * DAY) for day in range(5)]


def _sources(web: Web, registers: Registers) -> list[Source]:
    url = web.site("registers", registers)
    boamp = Source("boamp", "boamp", f"{url}/boamp", "BOAMP", Authority.OFFICIAL, DocumentKind.NOTICE)
    return [boamp, replace(boamp, name="ted", kind="ted", url=f"{url}/ted", publisher="TED")]


def told(known: list[Known], day: int, kind: ChangeKind) -> list[Change]:
    """Changes of one kind on one day."""
    rules = parts(Path(), starts=None).office.rules
    found = changes(known[day], known[day + 1], rules, words(loads(preset(), None)))
    return [change for change in found if change.kind == kind]


def test_the_copies_of_one_notice_are_one_document_with_two_addresses(queries: Queries, known: list[Known]) -> None:
    [number] = known[1].documents
    row = queries.document(number, NOW)
    assert row.source == "boamp" and row.notice and row.notice.id == "26-1"
    assert "https://www.boamp.fr/pages/avis/?q=idweb:26-1" in (row.url, *row.urls)
    assert "https://ted.europa.eu/fr/notice/-/detail/100-2026" in (row.url, *row.urls)


def test_a_field_that_changes_in_a_notice_is_told_from_what_to_what(known: list[Known]) -> None:
    fields = {change.field: (change.before, change.after) for change in told(known, 1, ChangeKind.NOTICE_FIELD)}
    assert fields["deadline"] == ("2026-03-20T11:00:00+00:00", "2026-03-24T11:00:00+00:00")


def test_a_field_that_another_notice_corrects_is_told_likewise(known: list[Known]) -> None:
    [change] = told(known, 2, ChangeKind.NOTICE_FIELD)
    assert (change.field, change.before) == ("deadline", "2026-03-24T11:00:00+00:00")
    assert change.after == "2026-03-30T11:00:00+00:00"
    assert "date limite : 24 mars 2026" in change.summary and "30 mars 2026" in change.summary


def test_the_end_without_a_winner_is_one_cancellation_of_the_same_procedure(known: list[Known]) -> None:
    rules = parts(Path(), starts=None).office.rules
    events = timeline(known[4], rules).events
    [cancelled] = [event for event in events if event.type == ClaimType.TENDER_CANCELLATION]
    assert cancelled.official and not [event for event in events if event.type == ClaimType.AWARD]
