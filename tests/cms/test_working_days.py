"""The days a municipality works."""

from datetime import date

import pytest

from cms.working_days import (
    holiday,
    holidays,
    is_working_day,
    last_working_day,
    working_day_after,
)


@pytest.mark.parametrize(
    ("year", "day"),
    [(2024, (4, 1)), (2025, (4, 21)), (2026, (4, 6)), (2027, (3, 29)), (2038, (4, 26))],
)
def test_easter_monday_falls_where_the_almanac_has_it(year, day):
    assert holiday(date(year, *day)) == "Annandag påsk"


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2027, 3, 1), date(2027, 3, 1)),  # an ordinary Monday
        (date(2027, 3, 7), date(2027, 3, 5)),  # a Sunday
        (date(2027, 3, 29), date(2027, 3, 25)),  # Easter Monday, back over Good Friday
        (date(2027, 6, 25), date(2027, 6, 24)),  # Midsummer's Eve
        (date(2028, 1, 1), date(2027, 12, 30)),  # New Year, back over its eve
    ],
)
def test_the_last_working_day_before_a_day_off(day, expected):
    assert last_working_day(day) == expected


def test_the_days_off_of_2027():
    assert sorted(holidays(2027)) == [
        date(2027, 1, 1),  # New Year
        date(2027, 1, 6),  # Epiphany
        date(2027, 3, 26),  # Good Friday
        date(2027, 3, 28),  # Easter Day
        date(2027, 3, 29),  # Easter Monday
        date(2027, 5, 1),  # May Day
        date(2027, 5, 6),  # Ascension
        date(2027, 5, 16),  # Whit Sunday
        date(2027, 6, 6),  # the national day
        date(2027, 6, 25),  # Midsummer's Eve
        date(2027, 6, 26),  # Midsummer's Day
        date(2027, 11, 6),  # All Saints
        date(2027, 12, 24),
        date(2027, 12, 25),
        date(2027, 12, 26),
        date(2027, 12, 31),
    ]


@pytest.mark.parametrize(
    ("day", "number", "expected"),
    [
        (date(2026, 11, 23), 5, date(2026, 11, 30)),  # over a weekend
        (date(2026, 11, 28), 1, date(2026, 11, 30)),  # from a Saturday
        (date(2026, 12, 22), 5, date(2027, 1, 4)),  # over Christmas and New Year
        (date(2027, 3, 25), 1, date(2027, 3, 30)),  # over Easter
        (date(2027, 6, 24), 1, date(2027, 6, 28)),  # over Midsummer
        (date(2026, 11, 23), 0, date(2026, 11, 23)),
    ],
)
def test_working_days_are_counted_over_days_off(day, number, expected):
    assert working_day_after(day, number) == expected


def test_an_ordinary_friday_is_worked_and_midsummers_eve_is_not():
    assert is_working_day(date(2027, 6, 18))
    assert not is_working_day(date(2027, 6, 25))
