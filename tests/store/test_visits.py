"""Of years of visits, those that tell what changed lately: the same outages, from few rows."""

from datetime import UTC, datetime, timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from crawler.types import Gathered, SourceStatus
from store.archive import Archive
from store.outages import outages
from store.queries import Queries

START = datetime(2026, 1, 1, tzinfo=UTC)
ANSWERS = (SourceStatus.OK, SourceStatus.OK, SourceStatus.UNCHANGED, SourceStatus.DOWN, SourceStatus.EMPTY)
visits = st.lists(st.tuples(st.sampled_from("ab"), st.sampled_from(ANSWERS), st.integers(0, 2)), max_size=60)


def told(checks, since):
    """Outages that are news after ``since``, and those that go on, by source."""
    found = []
    for source in "ab":
        for outage in outages([check for check in checks if check.source == source]):
            opened = outage.since if outage.since > since else "before"
            if outage.until is None or outage.until > since:
                found.append((source, opened, outage.until))
    return found


def last_answers(checks):
    good = [c for c in checks if c.status in (SourceStatus.OK, SourceStatus.UNCHANGED)]
    return {check.source: check.at for check in good}


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40, deadline=None)
@given(visits, st.integers(0, 60))
def test_outages_after_a_moment_follow_from_the_visits_that_tell(tmp_path_factory, rows, cut):
    url = f"sqlite:///{tmp_path_factory.mktemp('visits') / 'a.db'}"
    with Archive(url) as archive, archive.transaction() as tx:
        for hour, (source, status, new) in enumerate(rows):
            found = new if status == SourceStatus.OK else 0
            tx.record_gathered(Gathered(source, status, ()), found, 0, START + timedelta(hours=hour))
    queries, since, at = Queries(url), START + timedelta(hours=cut), START + timedelta(hours=len(rows))
    whole, some = queries.known(at).checks, queries.known(at, since).checks
    queries.close()
    assert told(some, since) == told(whole, since)
    assert last_answers(some) == last_answers(whole)
    assert set(some) <= set(whole)
    assert [check.at for check in some] == sorted(check.at for check in some)
