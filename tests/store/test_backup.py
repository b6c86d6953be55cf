"""Copies taken while others write, put back whole; what stood there is kept."""

import sqlite3
from pathlib import Path

import pytest

from store.archive import Archive
from store.backup import copy, put_back
from store.errors import ArchiveError, ArchiveNotFoundError
from store.mailbox import Mailbox, beside
from store.queries import Queries
from store.soundness import faults
from tests.store.builders import START, document, record


def fill(path: Path, *texts: str) -> None:
    with Archive(f"sqlite:///{path}") as archive:
        for text in texts:
            record(archive, document(text, key=text))


def count(path: Path) -> int:
    queries = Queries(f"sqlite:///{path}")
    try:
        return len(queries.known(START).documents)
    finally:
        queries.close()


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    path = tmp_path / "veilleur.db"
    fill(path, "a", "b")
    with Mailbox(beside(str(path))) as mailbox:
        mailbox.set_mark("me", START)
    return path


def test_a_copy_is_whole_while_another_holds_the_write_lock(archive: Path, tmp_path: Path) -> None:
    writer = sqlite3.connect(archive, isolation_level=None)
    writer.execute("BEGIN IMMEDIATE")
    writer.execute("DELETE FROM document")
    files = copy(archive, tmp_path / "kept" / "b.db")
    writer.execute("ROLLBACK")
    writer.close()
    assert [file.name for file in files] == ["b.db", "b.mail.db"]
    assert count(files[0]) == 2
    assert not faults(files[0])
    assert sorted(file.name for file in (tmp_path / "kept").iterdir() if file.suffix == ".db") == ["b.db", "b.mail.db"]


def test_what_was_lost_comes_back_and_what_stood_is_kept(archive: Path, tmp_path: Path) -> None:
    backup = copy(archive, tmp_path / "b.db")[0]
    fill(archive, "c")
    with Mailbox(beside(str(archive))) as mailbox:
        mailbox.set_mark("other", START)
    put_back(backup, archive)
    assert count(archive) == 2
    assert count(tmp_path / "veilleur.db.before-restore") == 3
    with Mailbox(beside(str(archive))) as mailbox:
        assert mailbox.last_mark("me") == START
        assert mailbox.last_mark("other") is None
    fill(archive, "d")
    assert count(archive) == 3


def test_a_ruined_archive_is_replaced_too(archive: Path, tmp_path: Path) -> None:
    backup = copy(archive, tmp_path / "b.db")[0]
    archive.write_bytes(b"ruined")
    put_back(backup, archive)
    assert count(archive) == 2
    assert (tmp_path / "veilleur.db.before-restore").read_bytes() == b"ruined"


def test_a_backup_never_overwrites_and_says_what_is_missing(archive: Path, tmp_path: Path) -> None:
    copy(archive, tmp_path / "b.db")
    with pytest.raises(ArchiveError, match="exists already"):
        copy(archive, tmp_path / "b.db")
    with pytest.raises(ArchiveNotFoundError):
        copy(tmp_path / "none.db", tmp_path / "c.db")
    with pytest.raises(ArchiveNotFoundError):
        put_back(tmp_path / "none.db", archive)
    (tmp_path / "text.db").write_text("no database at all, but long enough to be read as one" * 100)
    with pytest.raises(ArchiveError, match=r"text\.db"):
        put_back(tmp_path / "text.db", archive)
    assert count(archive) == 2
