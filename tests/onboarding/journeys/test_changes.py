"""What another day does to a plan."""

from dataclasses import replace
from datetime import date

import pytest

from onboarding.journeys.answers import Choice, parse
from onboarding.journeys.changes import Case, Effect, Part, compare, differences
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


def with_task(key, **fields):
    """Return the journey with one task changed."""
    return with_tasks(lambda task: replace(task, **fields) if task.key == key else task)


def with_tasks(change):
    return with_steps(lambda step: replace(step, tasks=tuple(map(change, step.tasks))))


def with_steps(change):
    phases = (replace(phase, steps=tuple(map(change, phase.steps))) for phase in JOURNEY.phases)
    return replace(JOURNEY, phases=tuple(phases))


def between(journey, answers=None):
    answers = answers or household("2027-06-01")
    return differences(Case(JOURNEY, answers, TODAY), Case(journey, answers, TODAY))


def keys(items):
    return [item.task.key for item in items]


def test_the_same_journey_makes_no_difference():
    found = between(with_tasks(lambda task: task))
    assert found.is_nothing
    assert found.same == len(build(JOURNEY, household("2027-06-01"), TODAY).items)


def test_a_narrower_rule_takes_an_item_away_and_a_wider_one_brings_it():
    narrow = replace(JOURNEY.tasks["prepare-pet"].audience)
    assert keys(between(with_task("report-move", audience=narrow)).goes) == ["report-move"]
    everybody = replace(JOURNEY.tasks["library-card"].audience, groups=())
    found = between(with_task("prepare-pet", audience=everybody))
    assert keys(found.comes) == ["prepare-pet"]
    assert not found.goes


@pytest.mark.parametrize(
    ("fields", "parts"),
    [
        ({"title": "Report it"}, [Part.TITLE]),
        ({"responsible": None}, [Part.RESPONSIBLE]),
        ({"contacts": ()}, [Part.CONTACTS]),
    ],
)
def test_what_a_mover_sees_of_an_item_is_a_difference(fields, parts):
    (change,) = between(with_task("report-move", **fields)).changes
    assert change.item.task.key == "report-move"
    assert [shift.part for shift in change.shifts] == parts


def test_other_days_are_told_from_the_old_one_to_the_new_one():
    timing = JOURNEY.tasks["report-move"].timing
    other = replace(timing, due=timing.due + 3, law=not timing.law)
    (change,) = between(with_task("report-move", timing=other)).changes
    due, law = change.shifts
    assert (due.part, law.part) == (Part.DUE, Part.LAW)
    assert (due.after - due.before).days == 3


def test_what_is_not_shown_in_a_plan_is_no_difference():
    assert between(with_task("report-move", lead="Another lead.")).is_nothing


def test_a_question_comes_goes_or_is_asked_in_other_words():
    def without_pets(step):
        return replace(step, questions=tuple(q for q in step.questions if q.key != "pets"))

    def reworded(step):
        return replace(
            step,
            questions=tuple(
                replace(q, label="Any animals?") if q.key == "pets" else q for q in step.questions
            ),
        )

    gone, other = between(with_steps(without_pets)), between(with_steps(reworded))
    assert [one.question.key for one in gone.asked_no_more] == ["pets"]
    assert [one.question.label for one in other.asked_otherwise] == ["Any animals?"]
    answers = household("2027-06-01")
    back = differences(
        Case(with_steps(without_pets), answers, TODAY), Case(JOURNEY, answers, TODAY)
    )
    assert [one.question.key for one in back.asked_anew] == ["pets"]
