"""Digests at their hours, and mails by a real SMTP server, also one that hangs up at the worst moment."""

import socket
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, time, timedelta
from email import message_from_bytes
from itertools import pairwise
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from aiosmtpd.controller import Controller

from digests.post import Office
from digests.timeline import Rules
from digests.types import MailSettings, Subscriber
from nlp.types import Affair, RelevanceRules
from scheduler import Monitor, Parts
from store.mailbox import Mailbox, beside
from store.types import Delivery, DeliveryState

PARIS = ZoneInfo("Europe/Paris")
MONDAY = datetime(2026, 3, 2, 6, 30, tzinfo=UTC)  # 07:30 in Paris
DAY, HOUR = timedelta(days=1), timedelta(hours=1)
EVERY_DAY = frozenset(range(7))


@dataclass
class Server:
    """An SMTP server on loopback; ``answers`` says what it does with each mail, the last for all that follow."""

    answers: list[str] = field(default_factory=lambda: ["250 OK"])
    received: list[bytes] = field(default_factory=list)
    port: int = 0

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802 (aiosmtpd calls it)
        self.received.append(envelope.content)
        answer = self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]
        if answer == "hang up":
            server.transport.abort()
        return answer


@pytest.fixture
def server() -> Iterator[Server]:
    found = Server()
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        found.port = free.getsockname()[1]
    controller = Controller(found, hostname="127.0.0.1", port=found.port)
    controller.start()
    yield found
    controller.stop()


Opened = Callable[..., Monitor]


@pytest.fixture
def monitor(tmp_path: Path) -> Iterator[Opened]:
    """``monitor(settings of [mail], days=…)``: one without sources, for one reader."""
    made: list[Monitor] = []

    def opened(days: frozenset[int] = EVERY_DAY, **settings: Any) -> Monitor:
        mail = MailSettings("veille@example.org", **{"folder": str(tmp_path / "outbox"), **settings})
        reader = Subscriber("equipe", "equipe@example.org", time(7, 30), days)
        archive = f"sqlite:///{tmp_path / 'veilleur.db'}"
        office = Office(archive, (reader,), mail, Rules((), PARIS), {}, "PDS", "fr")
        affair = Affair("pds", "PDS", RelevanceRules())
        made.append(Monitor(Parts((), affair, office, None), lambda jobs, now: []))
        return made[-1]

    yield opened
    for one in made:
        one.close()


def mails(monitor: Monitor) -> list[Delivery]:
    with Mailbox(beside(monitor.parts.office.archive)) as mailbox:
        return mailbox.of("equipe")


# ── the hour ───────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("changed", [datetime(2026, 3, 29, 1, tzinfo=UTC), datetime(2026, 10, 25, 1, tzinfo=UTC)])
def test_half_past_seven_in_paris_whatever_the_clocks_do(monitor: Opened, changed: datetime) -> None:
    running = monitor()
    sent_at = []
    for quarters in range(4 * 24 * 4):
        now = changed - 2 * DAY + quarters * HOUR / 4
        if running.cycle(now).deliveries:
            sent_at.append(now)
    slots = [delivery.slot for delivery in mails(running)]
    assert sent_at[1:] == slots[1:]  # the first is the one missed before the archive was made
    assert {slot.astimezone(PARIS).time() for slot in slots} == {time(7, 30)}
    assert len({slot.time() for slot in slots}) == 2
    days = [slot.astimezone(PARIS).date() for slot in slots]
    assert days == [days[0] + n * DAY for n in range(len(days))]


def test_the_digests_follow_one_another_without_gap_or_overlap(monitor: Opened) -> None:
    running = monitor(days=frozenset(range(5)))
    for hours in range(24 * 10):
        running.cycle(MONDAY + timedelta(hours=hours))
    sent = mails(running)
    assert all(later.since == earlier.until for earlier, later in pairwise(sent))
    assert {delivery.slot.astimezone(PARIS).weekday() for delivery in sent} == set(range(5))
    assert len(sent) == 8  # Monday to Friday, Monday to Wednesday


def test_missed_slots_are_one_digest_of_all_that_time(monitor: Opened) -> None:
    running = monitor()
    running.cycle(MONDAY)
    back = MONDAY + 5 * DAY + 3 * HOUR
    assert [running.cycle(back + n * HOUR).deliveries for n in range(3)] == [1, 0, 0]
    first, merged = mails(running)
    assert (merged.slot, merged.since, merged.until) == (MONDAY + 5 * DAY, first.until, back)


def test_a_clock_set_back_sends_nothing_twice(monitor: Opened) -> None:
    running = monitor()
    assert [running.cycle(MONDAY + n * DAY).deliveries for n in (0, 1, 0, 1, 2)] == [1, 1, 0, 0, 1]


def test_no_send_prepares_nothing(monitor: Opened) -> None:
    running = monitor()
    assert running.cycle(MONDAY, send=False).deliveries == 0
    assert mails(running) == []


# ── the post ───────────────────────────────────────────────────────────────────────────────────────


def test_a_mail_arrives_as_it_was_frozen(monitor: Opened, server: Server) -> None:
    running = monitor(smtp=f"smtp://127.0.0.1:{server.port}")
    assert running.cycle(MONDAY).deliveries == 1
    [kept] = mails(running)
    assert (kept.state, kept.attempts) == (DeliveryState.SENT, 1)
    assert server.received == [kept.message]
    arrived = message_from_bytes(server.received[0])
    assert (arrived["To"], arrived["Message-ID"]) == ("equipe@example.org", kept.message_id)
    assert running.cycle(MONDAY + HOUR).deliveries == 0


def test_a_lost_last_answer_is_unknown_and_the_same_bytes_go_again(monitor: Opened, server: Server) -> None:
    server.answers = ["hang up", "250 OK"]
    running = monitor(smtp=f"smtp://127.0.0.1:{server.port}")
    assert running.cycle(MONDAY).deliveries == 0
    assert [kept.state for kept in mails(running)] == [DeliveryState.UNKNOWN]
    assert running.cycle(MONDAY + HOUR).deliveries == 1
    [kept] = mails(running)
    assert (kept.state, kept.attempts) == (DeliveryState.SENT, 2)
    assert server.received == [kept.message, kept.message]


def test_who_would_rather_miss_one_than_get_two_may_hold_it(monitor: Opened, server: Server) -> None:
    server.answers = ["hang up", "250 OK"]
    running = monitor(smtp=f"smtp://127.0.0.1:{server.port}", unknown="hold")
    assert [running.cycle(MONDAY + n * HOUR).deliveries for n in range(3)] == [0, 0, 0]
    assert [kept.state for kept in mails(running)] == [DeliveryState.UNKNOWN]
    assert running.cycle(MONDAY + DAY).deliveries == 1  # the next day's is another mail


def test_a_refused_mail_is_tried_again_and_keeps_the_reason(monitor: Opened, server: Server) -> None:
    server.answers = ["451 try later", "250 OK"]
    running = monitor(smtp=f"smtp://127.0.0.1:{server.port}")
    assert running.cycle(MONDAY).deliveries == 0
    [kept] = mails(running)
    assert kept.state == DeliveryState.FAILED and "451 try later" in kept.error
    assert running.cycle(MONDAY + HOUR).deliveries == 1
    assert server.received == [kept.message, kept.message]


def test_a_server_that_is_away_loses_no_mail(monitor: Opened, server: Server) -> None:
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        away = monitor(smtp=f"smtp://127.0.0.1:{closed.getsockname()[1]}")
        assert [away.cycle(MONDAY + n * DAY).deliveries for n in range(2)] == [0, 0]
    back = monitor(smtp=f"smtp://127.0.0.1:{server.port}")
    assert back.cycle(MONDAY + DAY + HOUR).deliveries == 2
    assert server.received == [kept.message for kept in mails(back)]


def test_a_server_away_for_a_night_is_asked_less_and_less_and_loses_no_mail(monitor: Opened, server: Server) -> None:
    server.answers = ["451 away"]
    running = monitor(smtp=f"smtp://127.0.0.1:{server.port}")
    minute = timedelta(minutes=1)
    for n in range(12 * 60):
        running.digest_due(MONDAY + n * minute)
    assert 10 < len(server.received) < 30
    server.answers = ["250 OK"]
    assert sum(running.digest_due(MONDAY + 12 * HOUR + n * minute) for n in range(61)) == 1


def test_who_asks_for_a_cycle_has_failed_mails_tried_at_once(monitor: Opened, server: Server) -> None:
    server.answers = ["451 away", "250 OK"]
    running = monitor(smtp=f"smtp://127.0.0.1:{server.port}")
    assert [running.cycle(MONDAY, everything=everything).deliveries for everything in (False, False, True)] == [0, 0, 1]


def test_what_a_mail_given_up_told_is_told_by_the_next(monitor: Opened, server: Server) -> None:
    server.answers = ["550 no"]
    running = monitor(smtp=f"smtp://127.0.0.1:{server.port}")
    for n in range(30):
        running.cycle(MONDAY + n * timedelta(minutes=1), everything=True)
    server.answers = ["250 OK"]
    assert running.cycle(MONDAY + HOUR, everything=True).deliveries == 0
    running.cycle(MONDAY + DAY)
    lost, kept = mails(running)
    assert (lost.state, kept.state, kept.since) == (DeliveryState.FAILED, DeliveryState.SENT, lost.since)


def test_a_crash_while_sending_is_unknown_and_sent_again(monitor: Opened, server: Server) -> None:
    running = monitor(smtp=f"smtp://127.0.0.1:{server.port}")
    running.cycle(MONDAY)
    with Mailbox(beside(running.parts.office.archive)) as mailbox:
        mailbox.mark_state(1, DeliveryState.SENDING, MONDAY)  # as a process killed at that moment leaves it
    assert monitor(smtp=f"smtp://127.0.0.1:{server.port}").cycle(MONDAY + HOUR).deliveries == 1
    assert len(server.received) == 2 and len(set(server.received)) == 1
