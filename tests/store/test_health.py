"""How a source does: down and up again, silent, due."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from crawler.types import SourceStatus
from store.archive import Archive
from store.queries import Queries
from store.types import SourceHealth
from tests.store.builders import DAY, GAZETTE, HOUR, JOURNAL, START, document, record, visit

FAILED = (SourceStatus.DOWN, SourceStatus.BLOCKED, SourceStatus.INVALID, SourceStatus.EMPTY)


def told(queries: Queries, now: datetime) -> SourceHealth:
    [found] = queries.health([GAZETTE], now)
    return found


def test_a_source_never_visited_is_due_and_nothing_else(queries: Queries) -> None:
    found = told(queries, START)
    assert found == SourceHealth("gazette", None, None, None, None, None, None, 0, "", None)


@pytest.mark.parametrize("failure", FAILED)
def test_down_from_the_first_failure_until_it_answers(
    archive: Archive, queries: Queries, failure: SourceStatus
) -> None:
    statuses = (SourceStatus.OK, failure, failure, SourceStatus.UNCHANGED, failure)
    for n, status in enumerate(statuses):
        visit(archive, status, START + n * HOUR, error="" if status in ("ok", "unchanged") else "no answer")
    since = [told(queries, START + n * HOUR).down_since for n in range(5)]
    assert since == [None, START + HOUR, START + HOUR, None, START + 4 * HOUR]
    success = [told(queries, START + n * HOUR).last_success for n in range(5)]
    assert success == [START, START, START, START + 3 * HOUR, START + 3 * HOUR]
    assert [told(queries, START + n * HOUR).error for n in (2, 3)] == ["no answer", ""]
    assert told(queries, START + 10 * HOUR).last_check == START + 4 * HOUR


def test_one_source_is_not_another(archive: Archive, queries: Queries) -> None:
    visit(archive, SourceStatus.DOWN, START, JOURNAL)
    record(archive, document("Texte.", source=JOURNAL), JOURNAL)
    assert told(queries, START).last_check is None and told(queries, START).documents == 0


def test_failures_back_off_and_a_success_brings_the_rhythm_back(archive: Archive, queries: Queries) -> None:
    gaps, now = [], START
    for _ in range(8):
        visit(archive, SourceStatus.DOWN, now)
        due = told(queries, now).next_due
        assert due is not None
        gaps.append(due - now)
        now = due
    assert gaps[:5] == [HOUR, 2 * HOUR, 4 * HOUR, 8 * HOUR, 16 * HOUR] and gaps[-1] == DAY
    visit(archive, SourceStatus.OK, now)
    assert told(queries, now).next_due == now + HOUR


def test_a_source_is_due_at_its_hour_and_not_before(archive: Archive) -> None:
    visit(archive, SourceStatus.OK, START)
    assert not archive.jobs([GAZETTE], START + HOUR - timedelta(seconds=1))
    assert [job.source for job in archive.jobs([GAZETTE], START + HOUR)] == [GAZETTE]
    assert archive.jobs([GAZETTE], START, everything=True)
    assert not archive.jobs([replace(GAZETTE, enabled=False)], START + DAY, everything=True)


def test_a_server_that_asked_for_time_gets_it_from_everybody(archive: Archive) -> None:
    visit(archive, SourceStatus.DOWN, START, retry_after=START + 5 * HOUR)
    for everything in (True, False):
        assert not archive.jobs([GAZETTE], START + 5 * HOUR - timedelta(seconds=1), everything)
        assert archive.jobs([GAZETTE], START + 5 * HOUR, everything)


def test_a_fallback_is_visited_only_while_the_other_fails(archive: Archive) -> None:
    listing = replace(JOURNAL, fallback_of="gazette")
    for status, due in ((SourceStatus.OK, []), (SourceStatus.DOWN, [listing]), (SourceStatus.EMPTY, [listing])):
        visit(archive, status, START)
        assert [job.source for job in archive.jobs([listing], START, everything=True)] == due
    visit(archive, SourceStatus.DOWN, START, JOURNAL)
    visit(archive, SourceStatus.UNCHANGED, START)
    assert archive.jobs([listing], START + HOUR)  # until it answers, so that its own outage ends
    visit(archive, SourceStatus.OK, START + HOUR, JOURNAL)
    assert not archive.jobs([listing], START + DAY)


def test_silent_after_three_times_its_own_longest_pause(archive: Archive, queries: Queries) -> None:
    for n in range(5):
        record(archive, document(f"Texte {n}.", str(n)), now=START + n * DAY)
    last = START + 4 * DAY
    for later in (3 * DAY, 3 * DAY + HOUR):
        visit(archive, SourceStatus.UNCHANGED, last + later)
    assert told(queries, last + 3 * DAY).silent_since is None
    assert told(queries, last + 3 * DAY + HOUR).silent_since == last
    assert (told(queries, last).last_new, told(queries, last).documents) == (last, 5)
    assert (told(queries, START).last_new, told(queries, START).documents) == (START, 1)


def test_nobody_is_silent_while_nobody_listens(archive: Archive, queries: Queries) -> None:
    for n in range(5):
        record(archive, document(f"Texte {n}.", str(n)), now=START + n * DAY)
    visit(archive, SourceStatus.OK, START + 4 * DAY)
    assert told(queries, START + 90 * DAY).silent_since is None
