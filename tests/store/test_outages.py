"""One outage from the visit where trouble shows to the one where it is over."""

from collections.abc import Iterator
from datetime import timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.types import SourceStatus
from store.outages import Outage, Trouble, outages
from store.types import Check
from tests.store.builders import DAY, HOUR, START

OK, UNCHANGED, EMPTY, DOWN, BLOCKED, INVALID = (
    SourceStatus.OK, SourceStatus.UNCHANGED, SourceStatus.EMPTY, SourceStatus.DOWN, SourceStatus.BLOCKED,
    SourceStatus.INVALID,
)  # fmt: skip


def visits(*told: tuple[SourceStatus, int], every: timedelta = HOUR) -> Iterator[Check]:
    """Visits at a regular pace: (status, new documents)."""
    for n, (status, new) in enumerate(told):
        yield Check("gazette", START + n * every, status, 1, new, 0, "" if status in (OK, UNCHANGED) else f"{status}!")


def found(*told: tuple[SourceStatus, int], every: timedelta = HOUR) -> list[tuple[Trouble, int, int | None]]:
    """(kind, visit at which it began, visit at which it was over)."""
    return [(one.kind, _place(one.since, every), one.until and _place(one.until, every))
            for one in outages(visits(*told, every=every))]  # fmt: skip


def _place(at: object, every: timedelta) -> int:
    return int((at - START) / every)  # type: ignore[operator]


@pytest.mark.parametrize("failure", [DOWN, BLOCKED, INVALID])
def test_a_failure_opens_and_the_next_answer_closes(failure: SourceStatus) -> None:
    assert found((OK, 1), (failure, 0), (failure, 0), (UNCHANGED, 0)) == [(Trouble.FAILED, 1, 3)]
    assert found((failure, 0)) == [(Trouble.FAILED, 0, None)]


def test_a_feed_without_entries_is_in_trouble_until_it_has_some() -> None:
    assert found((OK, 5), (EMPTY, 0), (EMPTY, 0), (OK, 0)) == [(Trouble.EMPTY, 1, 3)]


def test_trouble_that_turns_into_another_is_one_outage() -> None:
    assert found((OK, 1), (EMPTY, 0), (DOWN, 0), (INVALID, 0), (OK, 1)) == [(Trouble.EMPTY, 1, 4)]


def test_silence_begins_past_three_times_the_longest_pause_and_ends_with_news() -> None:
    steady = [(OK, 1)] * 4
    quiet = [(UNCHANGED, 0)] * 5
    assert found(*steady, *quiet, (OK, 2)) == [(Trouble.SILENT, 7, 9)]
    assert found(*steady, *quiet[:3], (OK, 2)) == []


def test_a_weekend_is_no_silence() -> None:
    week = [(OK, 1)] * 5 + [(UNCHANGED, 0)] * 2
    assert found(*week * 8, every=DAY) == []


def test_silence_is_not_known_before_a_rhythm_is() -> None:
    assert found((OK, 20), *[(UNCHANGED, 0)] * 50) == []


def test_a_source_down_for_long_is_not_said_to_be_silent_as_well() -> None:
    for back in ((OK, 3), (UNCHANGED, 0)):
        assert found(*[(OK, 1)] * 4, *[(DOWN, 0)] * 9, back) == [(Trouble.FAILED, 4, 13)]


@given(st.lists(st.tuples(st.sampled_from(list(SourceStatus)), st.integers(0, 2)), max_size=80))
def test_outages_are_apart_and_in_order(told: list[tuple[SourceStatus, int]]) -> None:
    all_of_them: list[Outage] = list(outages(visits(*told)))
    for before, after in pairwise(all_of_them):
        assert before.until is not None and before.since < before.until <= after.since
    assert all(one.until is not None for one in all_of_them[:-1])
