"""The memory of whole runs, all processes together, as the benchmark measures it."""

import sys

import pytest

from benchmarks.memory import BOUND, long_articles, run

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="memory is read from /proc")


def test_a_run_that_reads_long_articles_stays_within_its_bound() -> None:
    cycle = run(long_articles(papers=2, articles=2))
    assert cycle.relevant == 4
    assert 100 < cycle.megabytes < BOUND, cycle.shares
