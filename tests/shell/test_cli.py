"""Every command, called as people call it, over an archive made by the real crawler."""

import csv
import io
import json
from datetime import datetime
from functools import partial
from pathlib import Path

import pytest

from tests.shell.conftest import Result, Small, veilleur
from veilleur.demo import replay as demo_replay
from veilleur.demo.replay import ZONE

WINTER = "2026-02-12"  # the cancellation is known, the award is not


def hits(small: Small, *arguments: object) -> list[int]:
    return [hit["id"] for hit in small("--json", "search", *arguments).json("search")]


def revised(small: Small) -> int:
    """The page of the demo web that was corrected in silence on the evening of 7 February."""
    arguments = ("--between", "2026-02-07T12:00", "2026-02-08", "--kind", "document.revised")
    [change] = small("--json", "changes", *arguments).json("changes")
    return int(change["id"])


@pytest.mark.parametrize(
    ("schema", "arguments"),
    [
        ("check", ["check"]),
        ("search", ["search", "annulation"]),
        ("search", ["search", "hébergement", "--order", "newest", "--limit", "3"]),
        ("show", ["show", "1"]),
        ("show", ["show", "1", "--diff"]),
        ("show", ["show", "8", "--revision", "1"]),
        ("changes", ["changes"]),
        ("changes", ["changes", "--between", "2026-02-01", "2026-02-12"]),
        ("timeline", ["timeline"]),
        ("timeline", ["timeline", "--as-of", WINTER]),
        ("promises", ["timeline", "--actor", "gouvernement"]),
        ("why", ["why", "1"]),
        ("sources", ["sources"]),
    ],
)
def test_json_is_as_the_contract_says_before_and_after_the_command(
    small: Small, schema: str, arguments: list[str]
) -> None:
    before, after = small("--json", *arguments), small(*arguments, "--json")
    assert (before.code, before.err) == (0, "")
    assert before.json(schema)
    assert after == before


@pytest.mark.parametrize(
    "arguments",
    [
        ["check"],
        ["search", "annulation"],
        ["show", "1"],
        ["changes"],
        ["timeline"],
        ["timeline", "--actor", "gouvernement"],
        ["why", "1"],
        ["sources"],
    ],
)
def test_people_get_text_on_stdout_and_nothing_else(small: Small, arguments: list[str]) -> None:
    found = small(*arguments)
    assert (found.code, found.err) == (0, "")
    assert found.out.strip()
    assert not found.out.lstrip().startswith(("[", "{"))


# ── search, show, why ──────────────────────────────────────────────────────────────────────────────


def test_search_filters_narrow_and_order_sorts(small: Small) -> None:
    every = small("--json", "search", "hébergement", "--limit", "1000").json("search")
    notices = small("--json", "search", "hébergement", "--kind", "notice", "--limit", "1000").json("search")
    assert {hit["kind"] for hit in notices} == {"notice"} and len(notices) < len(every)
    gazette = small("--json", "search", "hébergement", "--source", "gazette").json("search")
    assert {hit["source"] for hit in gazette} == {"gazette"}
    newest = small("--json", "search", "hébergement", "--order", "newest").json("search")
    moments = [hit["published"] for hit in newest]
    assert moments == sorted(moments, reverse=True)
    recent = small("--json", "search", "hébergement", "--since", "2026-04-01", "--until", "2026-04-20").json("search")
    days = {datetime.fromisoformat(hit["published"]).astimezone(ZONE).date().isoformat() for hit in recent}
    assert days and min(days) >= "2026-04-01" and max(days) <= "2026-04-20"
    assert 0 < len(hits(small, "hébergement", "--actor", "scaleway", "--limit", "1000")) < len(every)


def test_search_as_of_a_day_knows_nothing_later(small: Small) -> None:
    later = hits(small, "Scaleway retenu", "--since", "2026-04-22")
    assert later
    assert not set(later) & set(hits(small, "Scaleway", "--as-of", WINTER, "--limit", "1000") or [0])


def test_a_revised_document_shows_both_states_and_the_words_between(small: Small) -> None:
    number = revised(small)
    shown = small("--json", "show", number, "--diff").json("show")
    first = small("--json", "show", number, "--revision", "1").json("show")
    assert [row["revision"] for row in shown["revisions"]] == [1, 2]
    assert (first["revision"], shown["revision"]) == (1, 2)
    assert "".join(part["text"] for part in shown["diff"] if part["op"] != "insert") == first["text"]
    assert "".join(part["text"] for part in shown["diff"] if part["op"] != "delete") == shown["text"]
    assert {"insert", "delete"} & {part["op"] for part in shown["diff"]}


def test_show_at_an_earlier_moment_shows_what_stood_then(small: Small) -> None:
    number = revised(small)
    known_at = small("--json", "show", number).json("show")["revisions"][1]["known_at"]
    before = small("--json", "show", number, now=_just_before(known_at)).json("show")
    assert [row["revision"] for row in before["revisions"]] == [1]


def _just_before(moment: str) -> str:
    found = datetime.fromisoformat(moment)
    return found.replace(minute=0, hour=found.hour - 1).isoformat()


def test_why_tells_the_terms_that_made_the_score(small: Small) -> None:
    [number, *_] = hits(small, '"Health Data Hub"')
    found = small("--json", "why", number).json("why")
    assert found["relevant"] and found["score"] >= found["threshold"] and found["terms"]


# ── changes, timeline ──────────────────────────────────────────────────────────────────────────────


def test_changes_of_a_kind_of_a_source_of_an_actor(small: Small) -> None:
    every = small("--json", "changes", "--since", "2026-01-01").json("changes")
    kinds = {change["kind"] for change in every}
    assert {"document.new", "event.new", "milestone.seen"} <= kinds
    assert [change["at"] for change in every] == sorted(change["at"] for change in every)
    for kind in kinds:
        found = small("--json", "changes", "--since", "2026-01-01", "--kind", kind).json("changes")
        assert found == [change for change in every if change["kind"] == kind]
    for option, value in (("--actor", "scaleway"), ("--source", "gazette"), ("--milestone", "award")):
        found = small("--json", "changes", "--since", "2026-01-01", option, value).json("changes")
        assert 0 < len(found) < len(every)


def test_the_award_is_known_the_day_it_is_told_and_not_before(small: Small) -> None:
    states = {day: _award(small, day)["state"] for day in (WINTER, "2026-04-22", "2026-04-24")}
    assert states == {WINTER: "open", "2026-04-22": "overdue", "2026-04-24": "seen"}
    assert _award(small, WINTER) == _award_now(small, WINTER)


def _award(small: Small, day: str) -> dict[str, object]:
    return _milestone(small("--json", "timeline", "--as-of", day))


def _award_now(small: Small, day: str) -> dict[str, object]:
    return _milestone(small("--json", "timeline", now=day))


def _milestone(found: Result) -> dict[str, object]:
    [award] = [row for row in found.json("timeline")["milestones"] if row["id"] == "award"]
    return dict(award)


def test_every_line_of_the_timeline_has_its_words_in_the_archive(small: Small) -> None:
    for event in small("--json", "timeline").json("timeline")["events"]:
        assert event["evidence"]
        for words in event["evidence"]:
            text = small("--json", "show", words["document"]).json("show")["text"]
            assert text[words["start"] : words["end"]] == words["quote"]


# ── digest, export, extract ────────────────────────────────────────────────────────────────────────


def test_a_digest_is_written_and_nothing_is_sent_or_marked(small: Small, tmp_path: Path) -> None:
    before = {file: file.read_bytes() for file in (small.folder / "outbox").iterdir()}
    found = small("--json", "digest", "--date", "2026-04-24", "--out", tmp_path).json("digest")
    files = [Path(name) for name in found["files"]]
    assert sorted(file.suffix for file in files) == [".eml", ".html", ".txt"]
    assert all(file.stat().st_size for file in files)
    assert not found["empty"] and "bilan" in found["subject"].lower()
    assert {file: file.read_bytes() for file in (small.folder / "outbox").iterdir()} == before
    assert small("--json", "digest", "--date", "2026-04-24", "--out", tmp_path).json("digest") == found


def test_exports_are_what_their_names_say(small: Small, tmp_path: Path) -> None:
    rows = list(csv.DictReader(io.StringIO(small("export", "csv").out)))
    assert {"event", "expected"} & {row["record"] for row in rows} and all(row["quote"] for row in rows)
    assert all(json.loads(line) for line in small("export", "jsonl").out.splitlines())
    assert json.loads(small("export", "ocds").out)["releases"]
    assert small("export", "rss").out.startswith("<?xml")
    assert small("export", "ics").out.startswith("BEGIN:VCALENDAR\r\n")
    to_file = small("export", "csv", "--out", tmp_path / "timeline.csv")
    assert (to_file.code, to_file.out) == (0, "")
    assert (tmp_path / "timeline.csv").read_bytes().decode() == small("export", "csv").out


def test_an_export_as_of_a_day_holds_nothing_later(small: Small) -> None:
    assert "2026-04-23" in small("export", "csv").out
    assert "2026-04-2" not in {row["known_at"][:9] for row in _rows(small("export", "csv", "--as-of", WINTER))}


def _rows(found: Result) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(found.out)))


# ── run, demo, init ────────────────────────────────────────────────────────────────────────────────


def test_run_reports_every_source(small: Small, copied: Path) -> None:
    found = veilleur("--topic", copied, "--now", small.at.isoformat(), "run", "--no-send", "--json")
    report = found.json("run")
    declared = small("--json", "sources").json("sources")
    assert [row["name"] for row in report["sources"]] == [row["name"] for row in declared]
    assert report["documents_new"] == report["revisions"] == report["deliveries"] == 0
    assert found.code == 0, found.err


def test_the_demo_says_where_it_put_things(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    two_days = partial(demo_replay.replay, last=demo_replay.FIRST.replace(day=2))  # the rest is test_demo_replay's
    monkeypatch.setattr(demo_replay, "replay", two_days)
    found = veilleur("demo", "--out", tmp_path / "demo", "--json")
    told = found.json("demo")
    assert found.code == 0 and told["days"] == 2 and told["documents"]
    assert len(list(Path(told["digests"]).glob("*.eml"))) == told["mails"] > 1
    again = veilleur("--topic", tmp_path / "demo" / "topic.toml", "--now", "2025-07-02", "--json", "timeline")
    assert again.json("timeline") == told["timeline"]


def test_init_writes_a_topic_that_check_accepts_and_never_overwrites(tmp_path: Path) -> None:
    told = veilleur("init", tmp_path / "new", "--json").json("init")
    assert veilleur("--topic", told["topic"], "check").code == 0
    Path(told["topic"]).write_text("mine")
    again = veilleur("init", tmp_path / "new")
    assert again.code == 2 and "exists already" in again.err
    assert Path(told["topic"]).read_text() == "mine"


def test_the_screen_speaks_one_language_whatever_the_mails_speak(small: Small, copied: Path) -> None:
    text = copied.read_text("utf-8").replace('language = "fr"', 'language = "en"')
    assert 'language = "en"' in text
    copied.write_text(text, "utf-8")
    english = veilleur("--topic", copied, "--now", small.at.isoformat(), "timeline")
    assert english.out == small("timeline").out
