"""The day each anchor falls on, worked by hand."""

from datetime import date

import pytest

from onboarding.journeys.answers import MonthDate
from onboarding.journeys.dates import AnchorDate, Facts, election_day, resolve
from onboarding.journeys.schema import Anchor, Timing

TODAY = date(2026, 11, 23)
MOVE = {"move": date(2027, 6, 1)}
JUNE = {"move": MonthDate(2027, 6)}
AFTER_THE_MOVE = Timing(Anchor.MOVE, 14, 42)
AFTER_A_YEAR = Timing(Anchor.ONE_YEAR, 14, 42)


def known(year, month, day):
    return AnchorDate(date(year, month, day))


def estimated(year, month, day):
    return AnchorDate(date(year, month, day), estimated=True)


@pytest.mark.parametrize(
    ("anchor", "values", "expected"),
    [
        ("move", MOVE, known(2027, 6, 1)),
        ("move", JUNE, estimated(2027, 6, 1)),
        ("move", {**MOVE, "arrived": date(2027, 6, 5)}, known(2027, 6, 5)),
        ("move", {"arrived": date(2027, 6, 5)}, known(2027, 6, 5)),
        ("home", {**MOVE, "home_access": date(2027, 5, 28)}, known(2027, 5, 28)),
        ("home", {**MOVE, "home_access": MonthDate(2027, 5)}, estimated(2027, 5, 1)),
        ("home", MOVE, estimated(2027, 6, 1)),
        ("home", {"home_access": date(2027, 5, 28)}, known(2027, 5, 28)),
        ("job", {**MOVE, "job_start": date(2027, 6, 14)}, known(2027, 6, 14)),
        ("job", MOVE, estimated(2027, 6, 1)),
        ("preschool", {**MOVE, "preschool_start": date(2027, 8, 16)}, known(2027, 8, 16)),
        ("preschool", MOVE, estimated(2027, 7, 1)),
        ("school", {**MOVE, "school_start": date(2027, 8, 19)}, known(2027, 8, 19)),
        ("school", MOVE, estimated(2027, 6, 8)),
        ("next_move", {"next_move": date(2027, 9, 1)}, known(2027, 9, 1)),
        ("next_move", MOVE, AnchorDate()),
        ("purchase", {"purchase": date(2027, 3, 1)}, known(2027, 3, 1)),
        ("purchase", MOVE, AnchorDate()),
        ("permit_expiry", {"permit_expiry": date(2029, 6, 1)}, known(2029, 6, 1)),
        ("permit_expiry", MOVE, AnchorDate()),
        ("one_year", MOVE, known(2028, 5, 31)),
        ("one_year", JUNE, estimated(2028, 5, 31)),
        ("election", MOVE, known(2030, 9, 8)),
        ("election", {}, known(2030, 9, 8)),
        ("election", {"move": date(2020, 1, 1)}, known(2030, 9, 8)),
        ("election", {"move": date(2031, 1, 1)}, known(2034, 9, 10)),
        ("winter_tyres", MOVE, known(2027, 12, 1)),
        ("winter_tyres", JUNE, known(2027, 12, 1)),
        ("winter_tyres", {"move": date(2027, 11, 30)}, known(2027, 12, 1)),
        ("winter_tyres", {"move": date(2027, 12, 1)}, known(2027, 12, 1)),
        ("winter_tyres", {"move": date(2027, 12, 24)}, known(2027, 12, 24)),
        ("winter_tyres", {"move": date(2027, 3, 31)}, known(2027, 3, 31)),
        ("winter_tyres", {"move": date(2027, 4, 1)}, known(2027, 12, 1)),
        ("winter_tyres", {"move": MonthDate(2027, 1)}, estimated(2027, 1, 1)),
    ],
)
def test_an_anchor_falls_on_its_day(anchor, values, expected):
    assert resolve(Anchor(anchor), Facts(values, TODAY)) == expected


@pytest.mark.parametrize("anchor", [anchor for anchor in Anchor if anchor is not Anchor.ELECTION])
def test_without_a_move_what_counts_from_it_has_no_date(anchor):
    facts = Facts({}, TODAY, personnummer_timing=AFTER_THE_MOVE)
    assert resolve(anchor, facts) == AnchorDate(None, estimated=False)


def test_the_personnummer_comes_on_the_day_it_came():
    facts = Facts(MOVE, TODAY, date(2027, 6, 20), AFTER_THE_MOVE)
    assert resolve(Anchor.PERSONNUMMER, facts) == known(2027, 6, 20)


@pytest.mark.parametrize(
    ("timing", "expected"),
    [
        (AFTER_THE_MOVE, estimated(2027, 7, 13)),
        (AFTER_A_YEAR, estimated(2028, 7, 12)),
        (None, AnchorDate()),
        (Timing(Anchor.PERSONNUMMER, 0, 1), AnchorDate()),
    ],
)
def test_until_it_came_the_personnummer_is_expected_when_its_task_is_due(timing, expected):
    facts = Facts(MOVE, TODAY, personnummer_timing=timing)
    assert resolve(Anchor.PERSONNUMMER, facts) == expected


@pytest.mark.parametrize(
    ("earliest", "expected"),
    [
        (date(2023, 1, 1), date(2026, 9, 13)),
        (date(2026, 9, 13), date(2026, 9, 13)),
        (date(2026, 9, 14), date(2030, 9, 8)),
        (date(2030, 9, 9), date(2034, 9, 10)),
        (date.max, None),
    ],
)
def test_elections_are_held_on_the_second_sunday_of_september(earliest, expected):
    assert election_day(earliest) == expected


def test_days_are_counted_within_the_calendar():
    assert known(2027, 1, 1).plus(-1) == date(2026, 12, 31)
    assert AnchorDate(date.max).plus(1) == date.max
    assert AnchorDate(date.min).plus(-1) == date.min
    assert AnchorDate().plus(1) is None
