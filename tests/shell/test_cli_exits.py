"""Exit codes, where the words go, faults of topic files, and what each command leaves untouched."""

import asyncio
import json
import os
import re
import signal
import subprocess
import sys
import time
from hashlib import sha256
from pathlib import Path
from threading import Event
from typing import Any

import pytest

from tests.shell.conftest import Small, veilleur
from tests.web.server import Asked, Web, Wire

ONE_SOURCE = """[topic]
name = "one"
[network]
allow_private = true
delay = 0
[[sources]]
name = "gone"
kind = "feed"
url = "http://127.0.0.1:{port}/feed"
"""


def written(folder: Path, text: str) -> Path:
    (folder / "topic.toml").write_text(text, "utf-8")
    return folder / "topic.toml"


# ── 1: nothing found, or some sources failed ───────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "arguments",
    [
        ["search", "xylophone"],
        ["search", "hébergement", "--actor", "nobody"],
        ["changes", "--between", "2026-03-01", "2026-03-02", "--kind", "document.new"],
        ["timeline", "--actor", "nobody"],
        ["timeline", "--as-of", "2020-01-01"],
        ["show", "99999"],
        ["why", "99999"],
        ["show", 2**64],
        ["why", 2**64],
        ["outbox", "--retry", 2**64],
    ],
)
def test_nothing_found_is_1_and_said_on_stderr(small: Small, arguments: list[str]) -> None:
    found = small("--json", *arguments)
    assert found.code == 1
    assert found.err.strip() and "Traceback" not in found.err


def test_an_empty_answer_is_still_an_answer(small: Small) -> None:
    assert small("--json", "search", "xylophone").json("search") == []
    assert small("--json", "timeline", "--as-of", "2020-01-01").json("timeline")["events"] == []


def test_a_source_that_is_down_is_1_and_told_by_run_and_by_sources(tmp_path: Path, closed_port: int) -> None:
    topic = written(tmp_path, ONE_SOURCE.format(port=closed_port))
    found = veilleur("--topic", topic, "run", "--json")
    [report] = found.json("run")["sources"]
    assert (found.code, report["status"], report["fetched"]) == (1, "down", 0)
    assert report["error"] and "gone" in found.err
    [health] = veilleur("--topic", topic, "sources", "--json").json("sources")
    assert health["down_since"] == health["last_check"] and health["last_success"] is None


# ── 2: usage, topic ────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "arguments",
    [
        ["nonsense"],
        ["search"],
        ["show", "one"],
        ["show", "1", "--revision", "99"],
        ["search", "x", "--kind", "poem"],
        ["search", "x", "--limit", "0"],
        ["search", "x", "--since", "yesterday"],
        ["changes", "--since", "2026-02-30"],
        ["changes", "--since", "2026-02-01", "--since-last", "me"],
        ["changes", "--between", "2026-02-10", "2026-02-01"],
        ["timeline", "--as-of", "soon"],
        ["digest", "--subscriber", "nobody"],
        ["digest", "--date", "2026-13-01"],
        ["export", "xls"],
        ["extract", "no-such-file.txt"],
    ],
)
def test_what_cannot_be_understood_is_2(small: Small, arguments: list[str]) -> None:
    found = small(*arguments)
    assert (found.code, found.out) == (2, "")
    assert found.err.strip() and "Traceback" not in found.err


@pytest.mark.parametrize("options", [["--now", "noon"], ["--archive", "mysql://db"], ["--topic", "absent.toml"]])
def test_a_wrong_global_option_is_2(small: Small, options: list[str]) -> None:
    found = veilleur("--topic", small.topic, *options, "sources")
    assert (found.code, found.out) == (2, "")
    assert found.err.startswith("veilleur: ")


FAULTS = """[topic]
name = "wrong"
colour = "blue"

[[sources]]
name = "a"
kind = "telepathy"
url = "https://example.org/"

[[sources]]
name = "b"
kind = "feed"
"""


def test_every_fault_of_a_topic_has_its_file_line_path_and_message(tmp_path: Path) -> None:
    topic = written(tmp_path, FAULTS)
    found = veilleur("--topic", topic, "check")
    lines = found.err.splitlines()
    assert (found.code, found.out) == (2, "")
    where = [re.fullmatch(rf"{re.escape(str(topic))}:(\d+): (\S+): (.+)", line) for line in lines]
    assert [(int(m[1]), m[2]) for m in where if m] == [
        (3, "topic.colour"),
        (7, "sources[0].kind"),
        (10, "sources[1].url"),
    ]
    told = veilleur("--topic", topic, "check", "--json")
    document = told.json("check")
    assert told.code == 2 and document["valid"] is False
    assert [f"{f['file']}:{f['line']}: {f['path']}: {f['message']}" for f in document["errors"]] == lines


@pytest.mark.parametrize(
    ("text", "line"),
    [("[topic\n", 1), ('[topic]\nname = "x"\nname = "y"\n', 3), ("", 1), ('[topic]\nname = "x"\n', 1)],
)
def test_a_file_that_is_no_topic_is_told_with_its_line(tmp_path: Path, text: str, line: int) -> None:
    topic = written(tmp_path, text)
    for command in ("check", "sources"):
        found = veilleur("--topic", topic, command)
        assert found.code == 2
        assert f"{topic}:{line}: " in found.err


def test_a_topic_that_is_not_text_is_told(tmp_path: Path) -> None:
    (tmp_path / "topic.toml").write_bytes(b"\xff\xfe")
    assert veilleur("--topic", tmp_path / "topic.toml", "check").code == 2
    assert veilleur("--topic", tmp_path, "check").code == 2


# ── 3: failure ─────────────────────────────────────────────────────────────────────────────────────


def test_no_archive_is_3_and_asking_makes_none(tmp_path: Path) -> None:
    topic = written(tmp_path, ONE_SOURCE.format(port=1))
    for command in ("timeline", "changes", "changes --since-last me", "search x", "show 1", "why 1", "export csv"):
        found = veilleur("--topic", topic, *command.split())
        assert (found.code, found.out) == (3, "")
        assert "no archive here" in found.err
    assert [file.name for file in tmp_path.iterdir()] == ["topic.toml"]


def test_a_file_that_is_no_archive_is_3_and_left_as_it_is(tmp_path: Path) -> None:
    topic = written(tmp_path, ONE_SOURCE.format(port=1))
    (tmp_path / "veilleur.db").write_bytes(b"not a database at all, but long enough to look like one" * 20)
    before = (tmp_path / "veilleur.db").read_bytes()
    for command in ("timeline", "run"):
        found = veilleur("--topic", topic, command)
        assert found.code == 3 and found.err.startswith("veilleur: ") and "Traceback" not in found.err
    assert (tmp_path / "veilleur.db").read_bytes() == before


def test_a_place_that_cannot_be_written_is_3(small: Small, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    for arguments in (["export", "csv", "--out", tmp_path / "no" / "t.csv"], ["digest", "--out", tmp_path / "file"]):
        found = small(*arguments)
        assert (found.code, found.out) == (3, "")
        assert len(found.err.splitlines()) == 1


# ── reading changes nothing ────────────────────────────────────────────────────────────────────────


def test_a_hundred_questions_leave_the_archive_as_it_was(small: Small) -> None:
    before = _state(small)
    questions = (["search", "hébergement"], ["timeline"], ["changes"], ["sources"], ["show", "3"])
    assert {small("--json", *question).code for _ in range(20) for question in questions} == {0}
    assert _state(small) == before


def _state(small: Small) -> dict[str, str]:
    return {file.name: sha256(file.read_bytes()).hexdigest() for file in small.folder.glob("veilleur*.db")}


# ── odd moments, odd terminals ─────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("ever", ["0001-01-01", "0001-01-01T00:00+14:00", "0999-06-01"])
def test_since_ever_is_all_that_is_known(small: Small, ever: str) -> None:
    assert small("--json", "changes", "--since", ever).out == small("--json", "changes", "--since", "2015-01-01").out
    assert small("--json", "search", "annulation", "--since", ever).json("search")


@pytest.mark.parametrize("ever", ["9999-12-31", "9999-12-31T23:59:59-12:00"])
def test_until_ever_has_an_answer(small: Small, ever: str) -> None:
    every = small("--json", "search", "annulation", "--until", ever)
    assert every.json("search") == small("--json", "search", "annulation").json("search")
    for arguments in (["timeline", "--as-of", ever], ["changes", "--between", "2026-02-01", ever]):
        assert small("--json", *arguments).code == 0
    assert small("--json", "timeline", now=ever).code == 0


@pytest.mark.parametrize("charset", ["ascii", "latin-1"])
def test_a_terminal_without_every_letter_gets_its_answer(small: Small, charset: str) -> None:
    def ask(*arguments: str) -> subprocess.CompletedProcess[bytes]:
        command = _command("--topic", small.topic, "--now", small.at.isoformat(), *arguments)
        return subprocess.run(
            command, capture_output=True, check=False, env={**os.environ, "PYTHONIOENCODING": charset}
        )

    people = ask("timeline")
    assert people.returncode == 0 and people.stdout.decode(charset).strip()
    assert ask("--json", "timeline").stdout.decode() == small("--json", "timeline").out


# ── as a process of its own ────────────────────────────────────────────────────────────────────────


def _command(*arguments: object) -> list[str]:
    return [sys.executable, "-c", "from veilleur.cli import main; main()", *map(str, arguments)]


def test_logs_go_to_stderr_only(tmp_path: Path, closed_port: int) -> None:
    topic = written(tmp_path, ONE_SOURCE.format(port=closed_port))
    done = subprocess.run(
        _command("-v", "--topic", topic, "--json", "run"), capture_output=True, text=True, check=False
    )
    assert done.returncode == 1
    assert json.loads(done.stdout)["sources"][0]["status"] == "down"
    assert done.stderr.strip()


def test_a_reader_that_leaves_early_gets_no_traceback_and_its_mark_stays(copied: Path) -> None:
    def changes(**streams: Any) -> subprocess.CompletedProcess[str]:
        command = _command("--topic", copied, "--now", "2026-02-12", "--json", "changes", "--since-last", "me")
        return subprocess.run(command, stderr=subprocess.PIPE, text=True, check=False, **streams)

    read, write = os.pipe()
    os.close(read)
    with os.fdopen(write, "w") as pipe:
        left = changes(stdout=pipe)
    assert left.returncode != 0 and "Traceback" not in left.stderr
    again = changes(stdout=subprocess.PIPE)
    assert again.returncode == 0 and len(json.loads(again.stdout)) > 10


@pytest.mark.parametrize("form", [(), ("--json",)])
def test_a_process_that_leaves_at_once_has_said_all_and_how_it_went(copied: Path, form: tuple[str, ...]) -> None:
    def timeline(at: str, **streams: Any) -> subprocess.CompletedProcess[str]:
        command = _command("--topic", copied, "--now", at, *form, "timeline")
        return subprocess.run(command, stderr=subprocess.PIPE, text=True, check=False, **streams)

    whole = timeline("2026-02-12", stdout=subprocess.PIPE)
    assert (
        whole.returncode == 0
        and whole.stdout == veilleur("--topic", copied, "--now", "2026-02-12", *form, "timeline").out
    )
    before = timeline("2020-01-01", stdout=subprocess.PIPE)
    assert before.returncode == 1 and "rien trouvé" in before.stderr
    read, write = os.pipe()
    os.close(read)
    with os.fdopen(write, "w") as pipe:
        left = timeline("2026-02-12", stdout=pipe)
    assert left.returncode != 0 and "Traceback" not in left.stderr


def test_watch_works_and_stops_cleanly_on_sigterm(tmp_path: Path, closed_port: int) -> None:
    topic = written(tmp_path, ONE_SOURCE.format(port=closed_port))
    watch = subprocess.Popen(_command("--topic", topic, "watch"), stderr=subprocess.PIPE, text=True)
    try:
        _until(lambda: _visits(topic) > 0)
        second = veilleur("--topic", topic, "watch")
        assert second.code == 3 and "another veilleur watch" in second.err
    finally:
        watch.send_signal(signal.SIGTERM)
        _, err = watch.communicate(timeout=60)
    assert watch.returncode == 0 and "Traceback" not in err
    assert _visits(topic) == 1


def test_a_signal_to_all_processes_at_once_ends_the_crawl_and_is_no_failure_of_a_source(tmp_path: Path) -> None:
    """Service managers and terminals tell the whole group: a source that was not whole yet is due again."""
    asked_for, waits = Event(), True

    async def slow(asked: Asked, wire: Wire) -> None:
        asked_for.set()
        await asyncio.sleep(600 if waits else 0)
        await wire.reply('<rss version="2.0"><channel><title>t</title></channel></rss>', Content_Type="text/xml")

    with Web() as web:
        topic = written(tmp_path, ONE_SOURCE.replace("http://127.0.0.1:{port}/feed", web.site("slow", slow)))
        topic.write_text(topic.read_text("utf-8").replace("[network]", "[network]\ntimeout = 500"), "utf-8")
        watch = subprocess.Popen(_command("--topic", topic, "watch"), start_new_session=True)
        assert asked_for.wait(60)
        os.killpg(watch.pid, signal.SIGTERM)
        assert watch.wait(60) == 0
        assert _visits(topic) == 0
        waits = False
        assert veilleur("--topic", topic, "run").code == 1
    [health] = json.loads(veilleur("--topic", topic, "sources", "--json").out)
    assert health["status"] == "empty"


def _visits(topic: Path) -> int:
    found = veilleur("--topic", topic, "sources", "--json")
    return int(found.code == 0 and json.loads(found.out)[0]["last_check"] is not None)


def _until(true: object, seconds: float = 60) -> None:
    assert callable(true)
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end, "it never happened"
        time.sleep(0.1)
