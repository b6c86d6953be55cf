"""Several at once: one daemon, two writers, readers that see one moment."""

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from sqlalchemy import text

from store.archive import Archive
from store.errors import ArchiveError
from store.lock import LockedError, exclusive
from store.queries import Queries
from tests.store.builders import DAY, JOURNAL, START, WIRE, document, fetched, record

HOLDER = """
import sys
from pathlib import Path
from store.lock import exclusive
with exclusive(Path(sys.argv[1])):
    print("held", flush=True)
    sys.stdin.read()
"""


def test_a_second_holder_is_refused_until_the_first_is_gone(tmp_path: Path) -> None:
    lock = tmp_path / "folder" / "a.lock"
    command = [sys.executable, "-c", HOLDER, str(lock)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "held\n"
        with pytest.raises(LockedError, match="another"), exclusive(lock):
            pass
        other.kill()  # no time to tidy up: the system lets go of the lock
        other.wait()
        with exclusive(lock):
            pass


def test_a_lock_is_let_go_after_an_error(tmp_path: Path) -> None:
    with pytest.raises(RuntimeError), exclusive(tmp_path / "a.lock"):
        raise RuntimeError
    with exclusive(tmp_path / "a.lock"), pytest.raises(LockedError), exclusive(tmp_path / "a.lock"):
        pass


def test_what_the_database_refuses_is_told_without_what_was_to_be_written(archive: Archive) -> None:
    with pytest.raises(ArchiveError) as told, archive.transaction() as tx:
        tx.session.execute(text("INSERT INTO body (sha256) VALUES (:words)"), {"words": "confidential"})
    assert "body" in str(told.value)
    assert len(str(told.value).splitlines()) == 1 and "confidential" not in str(told.value)


def test_a_name_of_any_letters_is_one_file(tmp_path: Path) -> None:
    path = tmp_path / "é what?x=1#z%20.db"
    with Archive(f"sqlite:///{path}") as made:
        record(made, document("Texte.", "1"))
    assert len(Queries(f"sqlite:///{path}").known(START).documents) == 1
    assert {file.name.removesuffix("-wal").removesuffix("-shm") for file in tmp_path.iterdir()} == {path.name}


def test_two_writers_lose_nothing_and_double_nothing(archive: Archive, url: str, queries: Queries) -> None:
    def write(names: range) -> None:
        with Archive(url) as mine:
            for n in names:
                record(mine, document(f"Texte {n}.", str(n)))

    with ThreadPoolExecutor(2) as pool:
        for done in [pool.submit(write, range(30)), pool.submit(write, range(10, 40))]:
            done.result()
    documents = queries.known(START).documents
    assert sorted(row.key for row in documents.values()) == sorted(map(str, range(40)))
    assert {row.revision for row in documents.values()} == {1}


def test_several_processes_may_make_the_archive_at_once(tmp_path: Path) -> None:
    command = [sys.executable, "-c", "import sys; from store.archive import Archive; Archive(sys.argv[1]).close()"]
    makers = [subprocess.Popen([*command, f"sqlite:///{tmp_path / 'archive.db'}"]) for _ in range(3)]
    assert [maker.wait(60) for maker in makers] == [0, 0, 0]


def test_a_copy_is_seen_whoever_of_two_writers_recorded_the_first(archive: Archive, url: str, queries: Queries) -> None:
    with Archive(url) as other:
        for writer in (archive, other):
            record(writer, document("Un texte sans rapport.", f"own-{id(writer)}"))
        first = record(archive, document(WIRE, "a"))
        copy = record(other, document(WIRE, "b", JOURNAL), JOURNAL)
        third = record(archive, document(f"{WIRE} Lire aussi.", "c"))
    assert {queries.document(found.document, START).origin for found in (first, copy, third)} == {first.document}


def test_a_reader_sees_nothing_of_a_transaction_under_way(archive: Archive, queries: Queries) -> None:
    record(archive, document("Avant."))
    with archive.transaction() as tx:
        tx.record_fetched(fetched("Après.".encode()))
        tx.record_document(document("Après."), JOURNAL, START)
        assert queries.document(1, START + DAY).text == "Avant."
