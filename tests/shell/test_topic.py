"""Topic file → parts; every fault with file, line and path."""

from datetime import date, time, timedelta
from pathlib import Path

import pytest

from crawler.types import Authority, DocumentKind
from veilleur.errors import TopicError
from veilleur.topic import load, loads, preset

MINIMAL = """\
[topic]
name = "bridge"
[[sources]]
name = "paper"
kind = "feed"
url = "https://example.org/rss"
"""


def faults(text: str) -> list[str]:
    with pytest.raises(TopicError) as caught:
        loads(text, Path("t.toml"))
    return [str(fault) for fault in caught.value.faults]


def test_a_minimal_topic_has_every_default():
    topic = loads(MINIMAL, Path("t.toml"))
    (source,) = topic.sources
    assert (source.publisher, source.authority, source.documents) == (
        "paper",
        Authority.PRESS,
        DocumentKind.ARTICLE,
    )
    assert source.every == timedelta(hours=1)
    assert topic.affair.title == "bridge"
    assert topic.mail.smtp == "outbox"
    assert topic.archive.endswith("/veilleur.db")


def test_the_preset_is_valid_and_knows_the_affair():
    topic = loads(preset(), None)
    assert topic.affair.name == "health-data-hub"
    assert topic.starts == date(2025, 7, 1)
    assert {p.id for p in topic.affair.procedures} == {"intercalaire", "cible"}
    assert [m.id for m in topic.milestones if m.closes] == ["award"]
    assert topic.subscribers[0].at == time(7, 30)


def test_official_kinds_are_official_and_give_notices():
    topic = loads(MINIMAL.replace('"feed"', '"boamp"'), Path("t.toml"))
    assert topic.sources[0].authority == Authority.OFFICIAL
    assert topic.sources[0].documents == DocumentKind.NOTICE


def test_sources_without_query_ask_for_the_strong_terms():
    topic = loads(MINIMAL + '[relevance]\nstrong = ["pont", "viaduc"]\n', Path("t.toml"))
    assert topic.sources[0].query == "pont\nviaduc"


def test_near_aliases_and_roles_reach_the_affair():
    actor = """
[[actors]]
id = "s3ns"
name = "S3NS"
kind = "company"
aliases = ["PREMI3NS", { text = "Sens", near = ["Thales"] }]
roles = [{ role = "hébergeur", from = 2026-01-01 }]
"""
    (s3ns,) = loads(MINIMAL + actor, Path("t.toml")).affair.actors
    assert [(alias.text, alias.near) for alias in s3ns.aliases] == [("PREMI3NS", ()), ("Sens", ("Thales",))]
    assert s3ns.terms[0].start == date(2026, 1, 1)


TWO_ROLES = """[[actors]]
id = "a"
name = "A"
kind = "person"
[[actors.roles]]
role = "maire"
[[actors]]
id = "b"
name = "B"
kind = "person"
[[actors.roles]]
role = "maire"
[[actors.roles]]
role = "ministre"
from = "soon"
"""


def test_all_faults_are_told_at_once_in_file_order():
    text = MINIMAL.replace("https://", "ftp://").replace('name = "bridge"', 'name = "bridge"\nzone = "x"')
    assert faults(text) == [
        "t.toml:3: topic.zone: unknown key",
        "t.toml:7: sources[0].url: an address starting with http:// or https:// is expected; "
        "found 'ftp://example.org/rss'",
    ]


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("[topic\n", "t.toml:1: topic: not TOML"),
        ('[topic]\nname = "a"\nsources = []\n', "t.toml:3: topic.sources: unknown key"),
        ('sources = []\n[topic]\nname = "a"\n', "t.toml:1: sources: at least one [[sources]] is required"),
        (MINIMAL + 'every = "soon"\n', "t.toml:7: sources[0].every: a duration"),
        (MINIMAL + MINIMAL[MINIMAL.index("[[") :], 't.toml:8: sources[1].name: "paper" is used already'),
        (
            MINIMAL + '[[milestones]]\nid = "m"\ntype = "award"\nprocedure = "p"\n',
            't.toml:10: milestones[0].procedure: "p" is not a procedure',
        ),
        (
            MINIMAL + '[[subscribers]]\nname = "s"\nemail = "a@b.fr"\nat = "02:30"\n',
            "t.toml:10: subscribers[0].at: between 02:00 and 03:00",
        ),
        (
            MINIMAL + '[[subscribers]]\nname = "s"\nemail = "a@b\\nBcc: c@d"\n',
            "t.toml:9: subscribers[0].email",
        ),
        (
            MINIMAL + '[[procedures]]\nid = "p"\nfrom = 2026-02-05\nuntil = 2026-02-01\n',
            "t.toml:10: procedures[0].until: 2026-02-01 is before 2026-02-05",
        ),
        (MINIMAL + 'fallback_of = "x"\n', 't.toml:7: sources[0].fallback_of: "x" is not a source of its own'),
        (MINIMAL + 'selectors = { link = "div[" }\n', "t.toml:7: sources[0].selectors.link: not a CSS selector"),
        (
            MINIMAL.replace("https://", "https://bob:s3cret@"),
            "t.toml:6: sources[0].url: an address has no name and no password in it; found 'https://…@",
        ),
        (MINIMAL + 'every = "9999999999999999d"\n', "t.toml:7: sources[0].every: at most a year"),
        (MINIMAL + 'time_limit = "0s"\n', "t.toml:7: sources[0].time_limit: more than nothing"),
        (MINIMAL + "query = 3\n", "t.toml:7: sources[0].query: a list is expected"),
        (MINIMAL + 'query = ["a", 3]\n', "t.toml:7: sources[0].query[1]: a text between quotes"),
        (MINIMAL.replace("example.org/rss", "example.org:99999/"), "t.toml:6: sources[0].url: not an address"),
        (MINIMAL.replace("example.org/rss", "[::1"), "t.toml:6: sources[0].url: not an address"),
        (MINIMAL.replace("example.org/rss", "exa mple.org/"), "t.toml:6: sources[0].url: not an address"),
        (MINIMAL + "[relevance]\nthreshold = nan\n", "t.toml:8: relevance.threshold: a number is expected"),
        (MINIMAL + '[relevance]\nstrong = "pont"\n', "t.toml:8: relevance.strong: a list is expected"),
        (MINIMAL + '[mail]\nsmtp = "smtp://host:port"\n', 't.toml:8: mail.smtp: "outbox", "smtp://host:port"'),
        (MINIMAL + '[network]\nuser_agent = "a\\nb: c"\n', "t.toml:8: network.user_agent: ASCII letters on one line"),
        (MINIMAL + "[network]\ndelay = inf\n", "t.toml:8: network.delay: a number is expected"),
        (
            MINIMAL.replace('"bridge"', '"bridge"\nstarts = 0001-01-01'),
            "t.toml:3: topic.starts: it should be greater than or equal to 1000-01-01; found 0001-01-01",
        ),
        (MINIMAL + TWO_ROLES, "t.toml:21: actors[1].roles[1].from: a day is expected"),
        (MINIMAL + "[sources.selectors]\nlink = 'div['\n", "t.toml:8: sources[0].selectors.link: not a CSS selector"),
        (MINIMAL + '[archive]\nurl = "postgresql://x"\n', 't.toml:8: archive.url: only "sqlite:///FILE"'),
        (
            MINIMAL.replace('"bridge"', '"bridge"\ntimezone = "Paris"'),
            't.toml:3: topic.timezone: "Paris" is not',
        ),
    ],
)
def test_each_fault_names_its_line_and_path(text: str, fault: str):
    assert any(line.startswith(fault) for line in faults(text)), faults(text)


@pytest.mark.parametrize("data", [b"\xef\xbb\xbf" + MINIMAL.encode(), MINIMAL.replace("\n", "\r\n").encode()])
def test_files_as_other_systems_write_them_are_read(tmp_path: Path, data: bytes):
    (tmp_path / "topic.toml").write_bytes(data)
    assert load(tmp_path / "topic.toml").affair.name == "bridge"


def test_an_unreadable_file_is_a_fault(tmp_path: Path):
    with pytest.raises(TopicError, match="cannot be read"):
        load(tmp_path / "absent.toml")


def test_relative_paths_start_from_the_topic_file(tmp_path: Path):
    (tmp_path / "topic.toml").write_text(MINIMAL, "utf-8")
    topic = load(tmp_path / "topic.toml")
    assert topic.archive == f"sqlite:///{tmp_path}/veilleur.db"
    assert topic.mail.folder == str(tmp_path / "outbox")


def test_the_working_folder_is_looked_at_before_the_preset(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(tmp_path)
    assert load(None).affair.name == "health-data-hub"
    (tmp_path / "topic.toml").write_text(MINIMAL, "utf-8")
    assert load(None).affair.name == "bridge"
