"""Mails on their way and readers' marks: each slot once, each state on disk, nothing moved but what was asked."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest

from store.errors import ArchiveError
from store.mailbox import Mailbox, beside
from store.types import Delivery, DeliveryState
from tests.store.builders import DAY, HOUR, START

MESSAGE = b"Subject: =?utf-8?q?d=C3=A9cisions?=\r\n\r\n\x00\xff bytes, as they are\r\n"


@pytest.fixture
def mailbox(tmp_path: Path) -> Iterator[Mailbox]:
    with Mailbox(tmp_path / "a.mail.db") as opened:
        yield opened


def delivery(days: int = 0, subscriber: str = "equipe", state: DeliveryState = DeliveryState.PENDING) -> Delivery:
    slot = START + days * DAY
    return Delivery(
        id=0,
        subscriber=subscriber,
        slot=slot,
        since=slot - DAY,
        until=slot,
        state=state,
        message_id=f"<{subscriber}-{days}@example.org>",
        message=MESSAGE,
        attempts=0,
        error="",
        updated_at=slot,
        facts=(("event-1", "Le marché est attribué."),),
    )


def test_what_was_put_comes_back_as_it_was(mailbox: Mailbox) -> None:
    assert mailbox.put(delivery())
    assert mailbox.of("equipe") == [replace(delivery(), id=1)]
    assert mailbox.of("nobody") == []


def test_a_slot_is_filled_once(mailbox: Mailbox) -> None:
    assert mailbox.put(delivery())
    assert not mailbox.put(replace(delivery(), message=b"other", message_id="<other@example.org>"))
    assert mailbox.put(delivery(subscriber="direction"))
    assert [kept.message for kept in mailbox.of("equipe")] == [MESSAGE]


def test_a_mail_goes_from_state_to_state_and_sending_counts(mailbox: Mailbox) -> None:
    mailbox.put(delivery())
    for n, state in enumerate((DeliveryState.SENDING, DeliveryState.FAILED, DeliveryState.SENDING, DeliveryState.SENT)):
        mailbox.mark_state(1, state, START + n * HOUR, "refused" if state == DeliveryState.FAILED else "")
        [kept] = mailbox.of("equipe")
        assert (kept.state, kept.updated_at, kept.message) == (state, START + n * HOUR, MESSAGE)
        assert kept.error == ("refused" if state == DeliveryState.FAILED else "")
    assert kept.attempts == 2


def test_what_waits_is_what_may_not_have_arrived(mailbox: Mailbox) -> None:
    for days, state in enumerate(DeliveryState):
        mailbox.put(delivery(days, state=state))
    arrived = {DeliveryState.SENT, DeliveryState.SKIPPED}
    assert {kept.state for kept in mailbox.waiting()} == set(DeliveryState) - arrived


def test_the_last_slot_is_one_subscribers(mailbox: Mailbox) -> None:
    assert mailbox.last_slot("equipe") is None
    mailbox.put(delivery(0))
    mailbox.put(delivery(3))
    mailbox.put(delivery(9, "direction"))
    assert mailbox.last_slot("equipe") == START + 3 * DAY
    assert mailbox.last_slot("equipe", before=START + 3 * DAY) == START
    assert mailbox.last_slot("equipe", before=START) is None


def test_a_mark_is_one_readers(mailbox: Mailbox) -> None:
    assert mailbox.last_mark("me") is None
    mailbox.set_mark("me", START)
    mailbox.set_mark("you", START + DAY)
    mailbox.set_mark("me", START + HOUR)
    assert (mailbox.last_mark("me"), mailbox.last_mark("you")) == (START + HOUR, START + DAY)
    with pytest.raises(ValueError, match="naive"):
        mailbox.set_mark("me", datetime(2026, 2, 2))  # noqa: DTZ001 (what is refused)
    assert mailbox.last_mark("me") == START + HOUR


def test_what_was_put_is_there_after_a_crash(tmp_path: Path) -> None:
    left = Mailbox(tmp_path / "a.mail.db")
    left.put(delivery())
    left.mark_state(1, DeliveryState.SENDING, START)
    with Mailbox(tmp_path / "a.mail.db") as opened:  # the first one was never closed
        assert [kept.state for kept in opened.waiting()] == [DeliveryState.SENDING]


def test_it_lies_beside_its_archive() -> None:
    assert beside("sqlite:////data/veilleur.db") == Path("/data/veilleur.mail.db")


def test_a_file_that_is_no_mailbox_is_told(tmp_path: Path) -> None:
    (tmp_path / "text.db").write_text("not a database " * 100)
    with closing(sqlite3.connect(tmp_path / "later.db")) as file:
        file.execute("PRAGMA user_version = 99")
    for path in (tmp_path / "text.db", tmp_path / "later.db", tmp_path / "none" / "a.db", tmp_path):
        with pytest.raises(ArchiveError):
            Mailbox(path)


def test_a_disk_that_fails_is_an_error_of_ours(mailbox: Mailbox, tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "a.mail.db")) as file, file:
        file.execute("DROP TABLE mark")
        file.execute("DROP TABLE delivery")
    for call in (lambda: mailbox.set_mark("me", START), lambda: mailbox.last_mark("me"), mailbox.waiting):
        with pytest.raises(ArchiveError, match=r"a\.mail\.db"):
            call()
