"""``Retry-After``: seconds or a date."""

from datetime import timedelta

import pytest

from crawler.fetching.retry_after import wait

DATE = "Tue, 03 Mar 2026 12:00:00 GMT"


@pytest.mark.parametrize(
    ("value", "asked"),
    [
        ("120", timedelta(minutes=2)),
        ("0", timedelta(0)),
        ("Tue, 03 Mar 2026 12:10:00 GMT", timedelta(minutes=10)),
        ("Tue, 03 Mar 2026 11:00:00 GMT", timedelta(0)),
        ("Wed, 03 Mar 2027 12:00:00 GMT", timedelta(days=1)),
        ("9" * 40, timedelta(days=1)),
        ("-5", None),
        ("bientôt", None),
        ("", None),
    ],
)
def test_wait(value: str, asked: timedelta | None) -> None:
    assert wait(value, DATE) == asked
