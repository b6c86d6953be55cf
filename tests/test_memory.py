"""The memory of whole runs, all processes together, as the benchmark measures it."""

import sys

import pytest

from benchmarks.memory import BOUND, devouring, long_articles, run

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="memory is read from /proc")


def test_a_run_that_reads_long_articles_stays_within_its_bound() -> None:
    cycle = run(long_articles(papers=2, articles=2))
    assert cycle.relevant == 4
    assert 100 < cycle.megabytes < BOUND, cycle.shares


def test_bodies_that_devour_memory_are_refused_and_the_others_arrive() -> None:
    cycle = run(devouring(articles=2))
    assert cycle.relevant == 2
    assert 100 < cycle.megabytes < BOUND, cycle.shares
    assert set(cycle.errors) == set(devouring(0)) - {"paper"}
    for error in cycle.errors.values():
        assert "to read" in error and "http://" in error  # the memory or, on a slow machine, the seconds
