"""Publication moments as servers print them."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.moments import believed, moment

NOW = datetime(2026, 3, 3, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("printed", "utc"),
    [
        ("Mon, 02 Mar 2026 10:00:00 +0100", "2026-03-02T09:00"),
        ("Mon, 02 Mar 2026 10:00:00 GMT", "2026-03-02T10:00"),
        ("Mon, 02 Mar 2026 10:00:00 CET", "2026-03-02T09:00"),
        ("Wed, 01 Jul 2026 10:00:00 CEST", "2026-07-01T08:00"),
        ("02 Mar 2026 10:00 EST", "2026-03-02T15:00"),
        ("2026-03-02T10:00:00Z", "2026-03-02T10:00"),
        ("2026-03-02T10:00:00.123+01:00", "2026-03-02T09:00"),
        ("2026-03-02 10:00:00 +0100", "2026-03-02T09:00"),
        ("2026-03-02T10:00:00", "2026-03-02T09:00"),
        ("2026-07-02T10:00:00", "2026-07-02T08:00"),
        ("2026-03-02", "2026-03-01T23:00"),
        ("mer 01/04/2026 - 12:00", "2026-04-01T10:00"),
        ("Publié le 2 mars 2026 à 9h30", "2026-03-02T08:30"),
        ("1er août 2025", "2025-07-31T22:00"),
        ("4 janvier 2026", "2026-01-03T23:00"),
        ("lun., 02 mars 2026 09:00:00 +0100", "2026-03-02T08:00"),
        ("31 février 2026", None),
        ("02/30/2026", None),
        ("hier", None),
        ("12345678901234567890", None),
        ("", None),
    ],
)
def test_moment(printed: str, utc: str | None) -> None:
    found = moment(printed)
    assert (found and f"{found:%Y-%m-%dT%H:%M}") == utc


@given(st.text(max_size=60))
def test_moment_never_fails_and_is_aware(printed: str) -> None:
    found = moment(printed)
    assert found is None or found.tzinfo is UTC


@given(st.datetimes(datetime(2000, 1, 1), datetime(2030, 1, 1)), st.integers(-12, 14))  # noqa: DTZ001
def test_iso_moments_come_back(naive: datetime, hours: int) -> None:
    there = naive.replace(microsecond=0, tzinfo=timezone(timedelta(hours=hours)))
    assert moment(there.isoformat()) == there


@pytest.mark.parametrize(("year", "trusted"), [(1970, False), (1900, False), (2099, False), (2025, True)])
def test_believed(year: int, trusted: bool) -> None:
    found, flags = believed(datetime(year, 1, 1, tzinfo=UTC), NOW)
    assert (found is not None, bool(flags)) == (trusted, not trusted)
