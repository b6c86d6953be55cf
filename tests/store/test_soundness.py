"""What is wrong in an archive is told, each thing by its name."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from store.archive import Archive
from store.errors import ArchiveError, ArchiveNotFoundError
from store.soundness import faults, full_text
from tests.store.builders import WIRE, document, record


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "veilleur.db"
    with Archive(f"sqlite:///{path}") as archive:
        record(archive, document(WIRE))
    assert faults(path) == []
    return path


CLAIM = """INSERT INTO claim (revision, ordinal, type, status, actors, start, "end", confidence, extra)
           VALUES (1, 1, 'award', 'done', '[]', 5, 50000, 1.0, '{}')"""


@pytest.mark.parametrize(
    ("harm", "told"),
    [
        ("UPDATE body SET data = x'00'", "body "),
        ("UPDATE body SET sha256 = 'abc'", "hash to"),
        ("DELETE FROM body", "raw body is missing"),
        ("DELETE FROM document", "document is missing"),
        ("DELETE FROM search_text", "missing from the index"),
        ("DELETE FROM search_docsize", "0 texts indexed, 1 kept"),
        (CLAIM, "outside the text"),
    ],
)
def test_each_harm_is_told(path: Path, harm: str, told: str) -> None:
    with closing(sqlite3.connect(path)) as raw:
        raw.execute("PRAGMA foreign_keys = OFF")
        raw.execute(harm)
        raw.commit()
    assert any(told in fault for fault in faults(path)), faults(path)


def test_a_file_that_is_no_archive_is_an_error_and_not_a_fault(tmp_path: Path) -> None:
    with pytest.raises(ArchiveNotFoundError):
        faults(tmp_path / "none.db")
    (tmp_path / "text.db").write_text("not a database" * 1000)
    with pytest.raises(ArchiveError, match="not an archive"):
        faults(tmp_path / "text.db")


def test_this_sqlite_can_search() -> None:
    assert "FTS5" in full_text()
