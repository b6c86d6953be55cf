"""A source in trouble: one line when it begins, one when it is over, and a line in the footer while it lasts."""

from collections.abc import Iterable
from datetime import timedelta

import pytest

from crawler.types import SourceStatus
from digests import phrases
from digests.changes import changes
from digests.digest import build
from digests.lines import Words
from store.types import Check, Known
from tests.digests.builders import RULES, at

START = at("2026-03-02T08:00")
DAY = timedelta(days=1)
OK, SAME, EMPTY, DOWN = SourceStatus.OK, SourceStatus.UNCHANGED, SourceStatus.EMPTY, SourceStatus.DOWN
WEEK = [(OK, 1, "")] * 4


def known(told: Iterable[tuple[SourceStatus, int, str]], until: int) -> Known:
    """What is known after ``until`` daily visits to one source."""
    checks = [Check("cnil", START + n * DAY, status, 1, new, 0, error) for n, (status, new, error) in enumerate(told)]
    return Known(START + (until - 1) * DAY, {}, (), (), tuple(checks[:until]))


def lines(told: list[tuple[SourceStatus, int, str]], since: int = 0) -> list[tuple[str, str]]:
    """(kind, sentence) of every change of the source after ``since`` visits."""
    found = changes(known(told, since), known(told, len(told)), RULES, Words("fr"))
    return [(str(change.kind), change.summary) for change in found if change.id == "cnil"]


@pytest.mark.parametrize(
    ("status", "error", "said"),
    [
        (DOWN, "HTTP 503: unavailable", "réponse HTTP 503"),
        (DOWN, "certificate of cnil.fr not valid, or no TLS there", "certificat refusé"),
        (DOWN, "refused: cnil.fr leads to 10.0.0.1, which is not a public address", "mène à une adresse interne"),
        (DOWN, "no complete answer in time", "délai dépassé"),
        (SourceStatus.INVALID, "HTML in place of a feed", "page HTML à la place du contenu"),
        (SourceStatus.BLOCKED, "robots.txt forbids /rss", "interdite aux robots"),
        (SourceStatus.BLOCKED, "HTTP 403: access refused", "réponse HTTP 403"),
        (EMPTY, "answers, but lists nothing", "répond, mais ne liste rien"),
    ],
)
def test_each_trouble_has_one_line_when_it_begins_and_one_when_it_is_over(
    status: SourceStatus, error: str, said: str
) -> None:
    trouble = (status, 0, error)
    assert lines([*WEEK, trouble, trouble, trouble, (SAME, 0, "")]) == [
        ("source.down", f"Source en panne : cnil ({said})"),
        ("source.up", "Source rétablie : cnil"),
    ]


def test_silence_is_told_once_and_its_end_too() -> None:
    told = [*WEEK, *[(SAME, 0, "")] * 6, (OK, 1, "")]
    assert lines(told) == [
        ("source.down", "Source muette : cnil (rien de neuf depuis le 5 mars 2026)"),
        ("source.up", "Source rétablie : cnil"),
    ]
    assert lines(told, since=9) == [("source.up", "Source rétablie : cnil")]


@pytest.mark.parametrize(
    ("trouble", "said"),
    [
        ((DOWN, 0, "HTTP 503: unavailable"), "réponse HTTP 503"),
        ((EMPTY, 0, "answers, but lists nothing"), "ne liste rien"),
        ((SAME, 0, ""), "muette : cnil (rien de neuf depuis le 5 mars 2026)"),
    ],
)
def test_the_footer_says_what_is_in_trouble_while_it_lasts(trouble: tuple[SourceStatus, int, str], said: str) -> None:
    told = [*WEEK, *[trouble] * 5]
    digest = build(known(told, 8), known(told, 9), RULES, Words("fr"), "Titre")
    assert len(digest.failures) == 1 and said in digest.failures[0].text
    after = [*told, (OK, 1, "")]
    assert not build(known(after, 9), known(after, 10), RULES, Words("fr"), "Titre").failures


def test_an_unusual_reason_is_told_as_it_is() -> None:
    assert phrases.reason("more than 300 pages") == "more than 300 pages"
