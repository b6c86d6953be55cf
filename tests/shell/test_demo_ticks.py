"""When the replay crawls and when it only looks whether a digest is due."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from veilleur.demo.ticks import CRAWLS, DIGEST, ticks

PARIS = ZoneInfo("Europe/Paris")
FIRST, LAST = date(2026, 3, 27), date(2026, 3, 31)  # over the change of clocks


def at(day: int, hour: int) -> datetime:
    return datetime(2026, 3, day, hour, tzinfo=PARIS)


def test_a_day_without_change_is_not_crawled_but_its_digest_is_due() -> None:
    found = [(tick.at, tick.crawl) for tick in ticks([at(28, 12)], FIRST, date(2026, 3, 28), PARIS)]
    assert found == [
        (at(27, 7), True),
        (at(27, 7).replace(minute=30), False),
        (at(28, 7).replace(minute=30), False),
        (at(28, 19), True),
    ]


@given(st.lists(st.integers(-1_500, 7_500), max_size=9))
def test_every_change_is_seen_and_every_morning_comes(minutes: list[int]) -> None:
    changes = sorted(at(27, 0).astimezone(UTC) + timedelta(minutes=minute) for minute in minutes)
    walk = list(ticks(changes, FIRST, LAST, PARIS))
    crawls = [tick.at for tick in walk if tick.crawl]
    assert [tick.at for tick in walk] == sorted(tick.at for tick in walk)
    assert {tick.at.time() for tick in walk if not tick.crawl} == {DIGEST}
    assert sum(not tick.crawl for tick in walk) == 5
    assert set(map(datetime.time, crawls)) <= set(CRAWLS)
    last = datetime.combine(LAST, time(19), PARIS)
    assert all(crawls[-1] >= moment for moment in changes if moment <= last)
