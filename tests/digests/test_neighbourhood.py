"""What changed, told from the claims around it, is what is told from all of them."""

from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from benchmarks.timeline import DAYS, START, generate
from digests.changes import changes
from digests.lines import Words
from digests.neighbourhood import around
from digests.timeline import Rules
from digests.types import MilestoneSpec
from nlp.types import ClaimType
from store.queries import Queries
from tests.digests.builders import PARIS, at

WORDS = Words("fr")
SPECS = (
    MilestoneSpec("award", "Attribution", ClaimType.AWARD, "p60"),
    MilestoneSpec("exit", "Sortie", ClaimType.MIGRATION),
)
RULES = Rules(SPECS, PARIS, officials=frozenset({"a0", "a8"}), registers={"s0": "BOAMP"})


@pytest.fixture(scope="module")
def archive(tmp_path_factory):
    path = tmp_path_factory.mktemp("neighbourhood") / "a.db"
    generate(path, 2_000, visits=False)
    return Queries(f"sqlite:///{path}")


def some(queries, since, until):
    return queries.difference(since, until, lambda told, new: around(told, new, SPECS, PARIS))


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.integers(0, DAYS - 1), st.integers(0, 40))
def test_changes_from_the_neighbourhood_are_the_changes_from_the_whole(archive, day, length):
    since = at(f"{START + timedelta(days=day)}T00:00")
    until = since + timedelta(days=length)
    whole = changes(archive.known(since), archive.known(until), RULES, WORDS)
    assert changes(*some(archive, since, until), RULES, WORDS) == whole


def test_it_is_a_small_part(archive):
    since = at("2025-06-01")
    _, after = some(archive, since, since + timedelta(days=7))
    assert len(after.claims) < len(archive.known(after.at).claims) / 3
