"""Amounts, days and deadlines as notices print them."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from crawler.notices.values import amount, compact, day, joined, local, plausible, zoned


@pytest.mark.parametrize(
    ("printed", "found"),
    [
        ("95414", "95414"),
        ("159691.6", "159691.6"),
        ("55 000,00", "55000.00"),
        ("55\u202f000,00 €", "55000.00"),
        ("1.234.567,89", "1234567.89"),
        ("1,234,567.89 EUR", "1234567.89"),
        ("1 234 567", "1234567"),
        ("1e+16", "1e16"),
        ("environ 12 000 euros HT", "12000"),
    ],
)
def test_amounts(printed: str, found: str) -> None:
    assert amount(printed) == Decimal(found)


@pytest.mark.parametrize(
    "printed",
    ["", "0", "0.00", "-5", "NaN", "inf", "néant", "20 000 à 60 000", "Lot 3 : 45000", "1,2,3.4"],
)
def test_what_is_not_one_amount_is_none(printed: str) -> None:
    assert amount(printed) is None


@pytest.mark.parametrize("printed", ["2000-01-01Z", "1900-01-01", "2026-02-30", "", "31/12/2026"])
def test_placeholders_and_impossible_days_are_none(printed: str) -> None:
    assert day(printed) is None


def test_a_national_deadline_is_paris_time_in_winter_and_summer_whatever_its_label() -> None:
    assert local("2026-09-22T16:00:00+00:00") == datetime(2026, 9, 22, 14, tzinfo=UTC)
    assert local("2026-01-22T16:00:00+00:00") == datetime(2026, 1, 22, 15, tzinfo=UTC)
    assert local("2017-04-26T12:00:00+01:00") == datetime(2017, 4, 26, 10, tzinfo=UTC)
    assert zoned("2026-09-30T11:00:00+02:00") == datetime(2026, 9, 30, 9, tzinfo=UTC)
    assert local("rien") is None and zoned("2026-13-01T00:00:00Z") is None


def test_a_day_without_an_hour_ends_at_its_last_minute_in_paris() -> None:
    assert joined("2026-03-30+02:00", "") == datetime(2026, 3, 30, 21, 59, tzinfo=UTC)


@pytest.mark.parametrize(("year", "meant"), [(2049, False), (7017, False), (2026, True), (2031, True), (1999, False)])
def test_years_that_cannot_be_meant(year: int, meant: bool) -> None:
    assert plausible(date(year, 2, 1), date(2026, 1, 2)) is meant


@pytest.mark.parametrize("published", [date(9999, 12, 31), date.max, date.min, None])
def test_any_day_of_publication_can_be_asked(published: date | None) -> None:
    assert plausible(date(2026, 2, 1), published) in (True, False)


def test_spaces_in_french_numbers_are_no_part_of_them() -> None:
    assert compact("326 912 557") == "326912557" and compact("BE 0202 239 951") == "BE 0202 239 951"
