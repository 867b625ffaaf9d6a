"""What another day does to a plan."""

from dataclasses import replace
from datetime import date

import pytest

from onboarding.journeys.answers import Choice, parse
from onboarding.journeys.changes import Effect, compare
from onboarding.journeys.plan import build
from tests.onboarding.journeys.reading import read_journey

TODAY = date(2026, 11, 23)
JOURNEY = read_journey()


def household(move, **more):
    answers = {"move": move, "from_where": "sweden", "housing": ["rent"], "rents_now": "yes"}
    person = {"alias": "Kim", "answers": {"status": "registered_in_sweden"}}
    return parse(JOURNEY, {"household": answers | more, "adults": [person]})


def effects(before, after, today=TODAY):
    found = compare(build(JOURNEY, before, today), build(JOURNEY, after, today))
    return {change.item.task.key: change for change in found.all}


def test_an_earlier_move_makes_late_what_can_no_longer_be_done_in_time():
    notice = effects(household("2027-06-01"), household("2027-02-01"))["give-notice-on-flat"]
    assert notice.effect is Effect.LATE
    assert (notice.before, notice.after) == (date(2027, 3, 1), date(2026, 11, 1))
    assert notice.item.task.too_late


def test_a_later_move_brings_back_into_time_what_was_late():
    notice = effects(household("2027-02-01"), household("2027-06-01"))["give-notice-on-flat"]
    assert notice.effect is Effect.IN_TIME


@pytest.mark.parametrize(
    ("to", "effect"), [("2027-06-15", Effect.LATER), ("2027-05-15", Effect.SOONER)]
)
def test_what_stays_in_time_moves_with_the_day(to, effect):
    report = effects(household("2027-06-01"), household(to))["report-move"]
    assert report.effect is effect
    assert (report.after - report.before).days == (date.fromisoformat(to) - date(2027, 6, 1)).days


def test_the_same_day_changes_nothing():
    plan = build(JOURNEY, household("2027-06-01"), TODAY)
    assert compare(plan, plan).is_nothing


def test_what_is_done_or_set_aside_is_settled():
    before, after = household("2027-06-01"), household("2027-02-01")
    done = {"give-notice-on-flat": TODAY}
    aside = {"book-moving-company": Choice.NOT_FOR_US}
    found = effects(*(replace(each, done=done, states=aside) for each in (before, after)))
    assert {"give-notice-on-flat", "book-moving-company"}.isdisjoint(found)


def test_what_no_longer_applies_is_gone_and_what_does_is_new():
    found = effects(household("2027-06-01"), household("2027-06-01", rents_now="no", pets="yes"))
    assert found["give-notice-on-flat"].effect is Effect.GONE
    assert found["register-pet"].effect is Effect.NEW


def test_without_a_day_a_task_has_none():
    found = effects(household("2027-06-01"), household(None))
    assert found["report-move"].after is None
    assert found["report-move"].effect is Effect.LATER


def test_what_becomes_late_comes_first_and_the_earliest_of_it():
    before, after = household("2027-06-01"), household("2026-12-20")
    changes = compare(build(JOURNEY, before, TODAY), build(JOURNEY, after, TODAY))
    late = [change.after for change in changes.late]
    assert late == sorted(late)
    assert changes.all[: len(late)] == changes.late
