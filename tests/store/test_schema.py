"""The file itself: made from nothing, brought up to date, refused when something else, not written by questions."""

import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from hashlib import sha256
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from sqlalchemy import create_engine

from nlp.types import ActorRole, Claim, ClaimStatus, ClaimType, FuzzyDate, Timex
from store import schema, tables
from store.archive import Archive
from store.errors import ArchiveError, ArchiveNotFoundError, ArchiveVersionError
from store.queries import Queries
from store.schema import head, migrate
from store.types import Known
from store.version import HEAD
from tests.store.builders import DAY, GAZETTE, START, WIRE, document, reading, record

FORTNIGHT = FuzzyDate("2026-03-16/2026-03-31", date(2026, 3, 16), date(2026, 3, 31), "interval", Timex("DATE", "é"))
SINCE = FuzzyDate("2026-03-16/..", date(2026, 3, 16), None, "interval", Timex("DATE", "2026", "FROM"))
DECADE = FuzzyDate("202X", date(2020, 1, 1), date(2029, 12, 31), "decade", Timex("DATE", "202"))
SOON = FuzzyDate(None, None, None, "reference", Timex("DATE", "FUTURE_REF"))
PARTS, BUYER = (("trigger", 0.9), ("date", 0.8)), (ActorRole("pds", "buyer"),)
CLAIMS = (
    *(
        Claim(
            ClaimType.AWARD, status, "cible", when, BUYER, "pds", WIRE[:9], 0, 9, 0.7, PARTS, said, amount, span, name
        )
        for status, when, said, amount, span, name in (
            (ClaimStatus.PLANNED, FORTNIGHT, SINCE, Decimal("6150000.50"), (2, 5), "deadline"),
            (ClaimStatus.DONE, SINCE, None, None, None, ""),
            (ClaimStatus.DENIED, FORTNIGHT, None, Decimal(0), None, ""),
            (ClaimStatus.DONE, DECADE, None, None, None, ""),
            (ClaimStatus.REPORTED, SOON, None, None, None, ""),
            (ClaimStatus.DONE, None, None, None, None, ""),
        )
    ),
)


def path(url: str) -> Path:
    return Path(url.removeprefix("sqlite:///"))


def execute(url: str, statement: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(path(url))) as file, file:
        return file.execute(statement).fetchall()


def test_the_version_that_readers_want_is_the_newest_that_writers_make(archive: Archive, url: str) -> None:
    assert head() == HEAD
    assert execute(url, "SELECT version_num FROM alembic_version") == [(HEAD,)]


def test_the_migrations_make_the_tables_that_the_code_uses(archive: Archive, url: str) -> None:
    engine = create_engine(url)
    with engine.connect() as connection:
        found = compare_metadata(MigrationContext.configure(connection), tables.Body.metadata)
    engine.dispose()
    ours = [step for step in found if not (step[0] == "remove_table" and step[1].name.startswith("search_"))]
    assert [step for step in ours if not (step[0] == "remove_table" and step[1].name == "search")] == []


def test_opening_again_keeps_everything(archive: Archive, url: str) -> None:
    record(archive, document(WIRE))
    archive.close()
    for _ in range(2):
        migrate(path(url))
    with closing(Queries(url)) as queries:
        assert queries.document(1, START).text == WIRE
        assert [hit.id for hit in queries.search("hébergement", as_of=START)] == [1]


def test_an_archive_of_the_first_schema_is_brought_to_today_s_with_all_it_says(archive: Archive, url: str) -> None:
    recorded = record(archive, document(WIRE))
    with archive.transaction() as tx:
        tx.record_reading(recorded.document, replace(reading(), claims=CLAIMS), START)
    archive.close()
    claims, places = execute(url, "SELECT * FROM claim"), execute(url, "SELECT * FROM claimtag")
    known = known_at(url, START)
    to_schema(url, "0001")
    assert [len(row) for row in execute(url, "SELECT * FROM claim")] == [12] * len(CLAIMS)
    migrate(path(url))
    assert execute(url, "SELECT * FROM claim") == claims
    assert execute(url, "SELECT * FROM claimtag") == places != []
    assert known_at(url, START) == known


def known_at(url: str, moment: datetime) -> Known:
    with closing(Queries(url)) as queries:
        return queries.known(moment)


def to_schema(url: str, version: str) -> None:
    engine = create_engine(url)
    with engine.begin() as connection:
        config = Config()
        config.set_main_option("script_location", str(Path(schema.__file__).parent / "migrations"))
        config.attributes["connection"] = connection
        command.downgrade(config, version)
    engine.dispose()


def test_the_folder_of_a_new_archive_is_made(tmp_path: Path) -> None:
    with Archive(f"sqlite:///{tmp_path / 'a' / 'é b' / 'archive.db'}") as archive:
        record(archive, document(WIRE))
    with closing(Queries(f"sqlite:///{tmp_path / 'a' / 'é b' / 'archive.db'}")) as queries:
        assert queries.document(1, START).text == WIRE


def test_an_archive_of_a_later_version_is_refused_and_left_alone(archive: Archive, url: str) -> None:
    archive.close()
    execute(url, "UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(ArchiveVersionError, match="9999"):
        Queries(url)
    with pytest.raises(ArchiveError, match=r"archive\.db"):
        Archive(url)
    assert execute(url, "SELECT version_num FROM alembic_version") == [("9999",)]


@pytest.mark.parametrize("content", [b"text, not a database " * 100, b"SQLite format 3\0" + b"\xff" * 5000])
def test_something_else_is_refused_and_left_alone(url: str, content: bytes) -> None:
    path(url).write_bytes(content)
    for opened in (Archive, Queries):
        with pytest.raises(ArchiveError, match=r"archive\.db"):
            opened(url)
    assert path(url).read_bytes() == content


def test_a_database_of_somebody_else_is_refused_by_readers(url: str) -> None:
    execute(url, "CREATE TABLE recipe (name TEXT)")
    with pytest.raises(ArchiveError, match="not an archive"):
        Queries(url)


def test_a_place_that_cannot_hold_an_archive_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    for place in (tmp_path / "file" / "archive.db", tmp_path):
        with pytest.raises(ArchiveError):
            Archive(f"sqlite:///{place}")
    with pytest.raises(ArchiveNotFoundError, match="veilleur run"):
        Queries(f"sqlite:///{tmp_path / 'none.db'}")
    assert not (tmp_path / "none.db").exists()


def test_a_hundred_questions_write_nothing(archive: Archive, url: str) -> None:
    for n in range(5):
        record(archive, document(f"{WIRE} {n}", str(n)), now=START + n * DAY)
    archive.close()
    before = sha256(path(url).read_bytes()).hexdigest()
    with closing(Queries(url)) as queries:
        for n in range(20):
            queries.known(START + n * DAY)
            queries.document(1, START)
            queries.revisions(2)
            queries.search("hébergement", as_of=START + n * DAY)
            queries.health([GAZETTE], START + n * DAY)
    assert sha256(path(url).read_bytes()).hexdigest() == before
