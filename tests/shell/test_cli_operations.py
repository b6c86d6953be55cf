"""Operations on a real archive: copied, restored, checked, read again, its mails listed."""

import json
import sqlite3
from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from store.mailbox import Mailbox
from store.types import DeliveryState
from tests.shell.conftest import Small, veilleur


@pytest.fixture
def at(small: Small) -> str:
    return small.at.isoformat()


def harm(topic: Path, *statements: str) -> None:
    """Write into the archive behind veilleur's back, as another program might."""
    with closing(sqlite3.connect(topic.with_name("veilleur.db"))) as raw:
        for statement in statements:
            raw.execute(statement)
        raw.commit()


def timeline(topic: Path, at: str) -> Any:
    return veilleur("--topic", topic, "--now", at, "--json", "timeline").json("timeline")


def test_backup_and_restore_bring_back_every_answer(copied: Path, tmp_path: Path, at: str) -> None:
    before = timeline(copied, at)
    told = veilleur("--topic", copied, "--json", "backup", tmp_path / "b.db").json("backup")
    assert [Path(file).name for file in told["files"]] == ["b.db", "b.mail.db"]
    harm(copied, "DELETE FROM claim")
    assert timeline(copied, at) != before
    found = veilleur("--topic", copied, "restore", tmp_path / "b.db", "--verify", "--json")
    assert (found.code, found.err) == (0, "")
    assert found.json("restore")["verified"]
    assert timeline(copied, at) == before


def test_a_backup_that_is_harmed_is_not_restored(copied: Path, tmp_path: Path, at: str) -> None:
    veilleur("--topic", copied, "backup", tmp_path / "b.db")
    with closing(sqlite3.connect(tmp_path / "b.db")) as raw:
        raw.execute("UPDATE body SET data = x'00' WHERE rowid = (SELECT min(rowid) FROM body)")
        raw.commit()
    before = timeline(copied, at)
    found = veilleur("--topic", copied, "--json", "restore", tmp_path / "b.db")
    assert (found.code, found.out) == (3, "") and "body" in found.err
    assert timeline(copied, at) == before


def test_verify_tells_what_is_wrong(copied: Path) -> None:
    assert veilleur("--topic", copied, "--json", "verify").json("verify")["sound"]
    harm(copied, "DELETE FROM search_text WHERE revision = 1")
    found = veilleur("--topic", copied, "verify", "--json")
    assert found.code == 3 and found.json("verify")["faults"] == ["revision 1: missing from the index"]


def test_reading_again_changes_nothing_when_nothing_improved(copied: Path, at: str) -> None:
    before = timeline(copied, at)
    report = veilleur("--topic", copied, "--now", at, "--json", "reprocess").json("reprocess")
    assert report["answers"] and report["read"] and report["claims"]
    assert report["corrected"] == report["documents_new"] == 0 and not report["problems"]
    assert timeline(copied, at) == before


def test_a_better_parser_puts_the_text_right_and_makes_no_news(copied: Path, at: str) -> None:
    before = timeline(copied, at)
    changes = ("--topic", copied, "--now", at, "--json", "changes", "--since", "2026-01-01")
    news = veilleur(*changes).json("changes")
    quoted = before["events"][0]["evidence"][0]["document"]
    inside = f"SELECT id FROM revision WHERE document = {quoted}"
    harm(
        copied,  # as a worse parser would have left it
        f"UPDATE search_text SET body = 'cookies' WHERE revision IN ({inside})",
        f"DELETE FROM claim WHERE revision IN ({inside})",
        f"UPDATE revision SET text = 'Accepter les cookies', fingerprint = '' WHERE document = {quoted}",
    )
    report = veilleur("--topic", copied, "--now", at, "--json", "reprocess").json("reprocess")
    assert report["corrected"] >= 1
    assert timeline(copied, at) == before
    assert veilleur(*changes).json("changes") == news
    assert veilleur("--topic", copied, "--now", at, "search", "cookies").code == 1
    assert veilleur("--topic", copied, "verify").code == 0


def test_a_document_missed_before_is_known_from_now_on(copied: Path, at: str) -> None:
    found = veilleur("--topic", copied, "--now", at, "--json", "search", "Scaleway").json("search")
    url, number = found[0]["url"], found[0]["id"]
    read = ("claim", "appearance", "reading", "search_text")
    named = ("revision", "documentkey", "documenturl", "signature")
    inside = f"SELECT id FROM revision WHERE document = {number}"
    harm(
        copied,
        *(f"DELETE FROM {table} WHERE revision IN ({inside})" for table in read),
        *(f"DELETE FROM {table} WHERE document = {number}" for table in named),
        f"DELETE FROM document WHERE id = {number}",
    )
    later = "2026-05-01T09:00+02:00"
    report = veilleur("--topic", copied, "--now", later, "--json", "reprocess").json("reprocess")
    assert report["documents_new"] == 1
    again = veilleur("--topic", copied, "--now", later, "--json", "search", "Scaleway").json("search")
    [back] = [hit["id"] for hit in again if hit["url"] == url]
    shown = veilleur("--topic", copied, "--now", later, "--json", "show", back).json("show")
    assert shown["known_at"].startswith("2026-05-01T07:00")


def test_reprocess_without_an_archive_makes_none(tmp_path: Path) -> None:
    veilleur("init", tmp_path)
    found = veilleur("--topic", tmp_path / "topic.toml", "reprocess")
    assert found.code == 3 and "no archive here" in found.err
    assert not list(tmp_path.glob("*.db"))


def test_outbox_lists_every_mail_and_lets_a_failed_one_leave_again(copied: Path, at: str) -> None:
    base = ("--topic", copied, "--now", at, "--json", "outbox")
    rows = veilleur(*base).json("outbox")
    assert rows and {row["state"] for row in rows} == {"sent"}
    assert veilleur(*base, "--state", "failed").code == 1
    assert veilleur(*base, "--retry", rows[0]["id"]).code == 1  # it arrived: not sent twice
    with closing(sqlite3.connect(copied.with_name("veilleur.mail.db"))) as raw:
        raw.execute("UPDATE delivery SET state = 'failed', attempts = 10 WHERE id = ?", (rows[0]["id"],))
        raw.commit()
    found = veilleur(*base, "--retry", rows[0]["id"], "--state", "pending").json("outbox")
    assert [(row["id"], row["attempts"]) for row in found] == [(rows[0]["id"], 0)]


def test_mails_to_who_left_the_topic_are_no_illness(copied: Path, at: str) -> None:
    with Mailbox(copied.parent / "veilleur.mail.db") as mailbox:
        mailbox.mark_state(1, DeliveryState.FAILED, datetime.fromisoformat(at), "550 no")
    told = [json.loads(veilleur("--topic", copied, "--now", at, "--json", "doctor").out)]
    copied.write_text(copied.read_text("utf-8").replace('name = "equipe"', 'name = "autres"'), "utf-8")
    told.append(json.loads(veilleur("--topic", copied, "--now", at, "--json", "doctor").out))
    assert [row["ok"] for rows in told for row in rows if row["name"] == "deliveries"] == [False, True]
    assert "abonné" in veilleur("--topic", copied, "outbox", "--state", "failed").out


def test_doctor_tells_each_thing_and_what_to_do(copied: Path, at: str, closed_port: int) -> None:
    found = veilleur("--topic", copied, "--now", at, "--json", "doctor")
    assert found.code == 0, found.out
    assert {row["name"] for row in found.json("doctor")} >= {"topic", "model", "archive", "mail", "disk"}
    text = copied.read_text("utf-8").replace('smtp = "outbox"', f'smtp = "smtp://127.0.0.1:{closed_port}"')
    copied.write_text(text, "utf-8")
    ill = veilleur("--topic", copied, "--now", at, "--json", "doctor")
    wrong = [row for row in ill.json("doctor") if not row["ok"]]
    assert ill.code == 3 and [row["name"] for row in wrong] == ["mail"]
    assert str(closed_port) in wrong[0]["detail"]


def test_site_writes_pages_as_known_that_day(small: Small, tmp_path: Path) -> None:
    told = small("site", tmp_path / "now")
    assert told.code == 0 and Path(told.out.strip()).exists()
    assert small("site", tmp_path / "then", "--as-of", "2026-03-15").code == 0
    assert "Scaleway" in (tmp_path / "now" / "index.html").read_text("utf-8")
    assert "VU" not in (tmp_path / "then" / "index.html").read_text("utf-8")
    (tmp_path / "file").write_text("")
    assert small("site", tmp_path / "file").code == 2
