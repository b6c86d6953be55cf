"""``--now``, ``--as-of`` and the marks of ``--since-last``: what one reader has read is nobody else's."""

import sqlite3
from datetime import date, timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from tests.shell.conftest import Result, Small, veilleur

DAYS = [(date(2026, 2, 1) + timedelta(days=n)).isoformat() for n in range(12)]


def ask(topic: Path, now: str, *arguments: str) -> Result:
    return veilleur("--topic", topic, "--now", now, "--json", "changes", *arguments)


def read(topic: Path, now: str, name: str) -> list[dict[str, Any]]:
    return list(ask(topic, now, "--since-last", name).json("changes"))


def test_who_asks_each_day_is_told_all_once_and_as_often_as_who_asks_for_the_days(copied: Path) -> None:
    ask(copied, DAYS[0], "--since-last", "me")
    each_day = [change for day in DAYS[1:] for change in read(copied, day, "me")]
    asked = [change for day in DAYS[1:] for change in ask(copied, day, "--between", day, day).json("changes")]
    assert len(each_day) > 20
    assert each_day == asked
    assert read(copied, DAYS[-1], "me") == []


def test_a_mark_is_one_readers_and_reading_moves_nothing_else(copied: Path) -> None:
    before = _archive(copied), _deliveries(copied)
    first = read(copied, "2026-02-12", "me")
    assert first and read(copied, "2026-02-12", "you") == first
    for other in (["timeline"], ["search", "annulation"], ["changes"], ["sources"], ["digest", "--out", "d"]):
        veilleur("--topic", copied, "--now", "2026-02-12", *_inside(other, copied))
    assert (_archive(copied), _deliveries(copied)) == before
    assert read(copied, "2026-02-12", "me") == []
    assert _marks(copied) == ["me", "you"]


def _inside(arguments: list[str], topic: Path) -> list[str]:
    return [str(topic.parent / "d") if argument == "d" else argument for argument in arguments]


def _archive(topic: Path) -> str:
    return sha256((topic.parent / "veilleur.db").read_bytes()).hexdigest()


def _deliveries(topic: Path) -> list[Any]:
    return _rows(topic, "SELECT * FROM delivery ORDER BY id")


def _marks(topic: Path) -> list[str]:
    return [row[0] for row in _rows(topic, "SELECT name FROM mark ORDER BY name")]


def _rows(topic: Path, query: str) -> list[Any]:
    with sqlite3.connect(topic.parent / "veilleur.mail.db") as file:
        return file.execute(query).fetchall()


def test_a_command_that_fails_moves_no_mark(copied: Path) -> None:
    read(copied, "2026-02-05", "me")
    assert ask(copied, "2026-02-12", "--since-last", "me", "--since", "2026-02-01").code == 2
    assert ask(copied, "2026-02-01", "--since-last", "me").code == 2  # the clock went back
    assert read(copied, "2026-02-12", "me")


@pytest.mark.parametrize("day", ["2026-02-03", "2026-02-06", "2026-02-12", "2026-04-22"])
@pytest.mark.parametrize("command", [["timeline"], ["search", "hébergement"], ["export", "csv"]])
def test_as_of_a_day_is_what_was_answered_that_day(small: Small, command: list[str], day: str) -> None:
    then, now = small("--json", *command, now=day), small("--json", *command, "--as-of", day)
    assert then == now
    assert then.code == 0 and then.out


def test_a_bare_day_is_its_end_in_the_time_zone_of_the_topic(small: Small) -> None:
    by_day = small("--json", "timeline", now="2026-02-06")
    assert by_day == small("--json", "timeline", now="2026-02-06T23:59:59.999999+01:00")
    assert by_day == small("--json", "timeline", now="2026-02-06T22:59:59.999999Z")
    assert by_day != small("--json", "timeline", now="2026-02-06T00:00:00+01:00")


def test_sources_are_told_as_they_stood(small: Small) -> None:
    then = small("--json", "sources", now="2026-02-03").json("sources")
    assert all(row["last_check"] < "2026-02-04" for row in then)
    assert sum(row["documents"] for row in then) < sum(
        row["documents"] for row in small("--json", "sources").json("sources")
    )
