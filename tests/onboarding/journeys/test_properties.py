"""What holds for any answers whatever."""

from dataclasses import replace
from datetime import date

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from onboarding.journeys.answers import Adult, Answers, MonthDate
from onboarding.journeys.engine import path, relevant
from onboarding.journeys.plan import State, build
from onboarding.journeys.schema import AskedOf, Kind
from onboarding.journeys.serialise import as_json
from tests.onboarding.journeys.asking import ABROAD, journey, marked_done, needs, task

JOURNEY = journey(
    task("docs", [ABROAD], timing=("move", -120, -30)),
    task("job", [{"occupation": ["job"]}], per="adult", timing=("job", -1, 1), first=["docs"]),
    task("family", [{"role": ["accompanying"]}, {"children": ["age_0"]}], first=["docs", "~job"]),
    task("visit", [ABROAD], first=["docs", needs("job/family", [{"status": ["other"]}])]),
    task(
        "receive-personnummer",
        [ABROAD],
        per="adult",
        first=["visit/year"],
        timing=("move", 14, 42),
        timing_for=[([{"status": ["temporary_protection"]}], ("one_year", 14, 42))],
    ),
    task("year", [{"status": ["temporary_protection"]}], per="adult", timing=("one_year", 0, 28)),
    task("benefit", [{"children": ["age_0"]}], first=["receive-personnummer"]),
    task("card", per="adult", first=["receive-personnummer"], timing=("personnummer", 1, 14)),
    task("tyres", [{"car": ["have"]}], timing=("winter_tyres", -60, 0)),
    task("school", [{"children": ["age_6_12"]}], timing=("school", -90, -14)),
    task("consent", [{"second_guardian": ["yes"]}]),
    task("vote", per="adult", timing=("election", -60, -30)),
    task("notice", [{"rents_now": ["yes"], "power_included": ["no", "unanswered"]}]),
)
TODAY = date(2027, 6, 1)

dates = st.dates() | st.dates(date(2026, 1, 1), date(2028, 1, 1))
months = st.builds(MonthDate, st.integers(1, 9999), st.integers(1, 12))


def values(question):
    match question.kind:
        case Kind.DATE:
            return st.none() | dates | months
        case Kind.NUMBER:
            return st.none() | st.integers(1, 6)
        case Kind.MULTIPLE:
            options = st.lists(st.sampled_from(question.option_keys), unique=True)
            return st.none() | options.map(tuple)
        case _:
            return st.none() | st.sampled_from(question.option_keys)


def given_by(asked_of):
    return st.fixed_dictionaries(
        {q.key: values(q) for q in JOURNEY.all_questions() if q.asked_of is asked_of}
    )


adults = st.builds(Adult, alias=st.just("A"), answers=given_by(AskedOf.EACH_ADULT))
households = st.builds(
    Answers,
    household=given_by(AskedOf.HOUSEHOLD),
    adults=st.lists(adults, min_size=1, max_size=3).map(tuple),
)
quickly = settings(
    max_examples=15,
    deadline=None,
    database=None,
    derandomize=True,
    suppress_health_check=list(HealthCheck),
)


@quickly
@given(households, dates)
def test_any_answers_make_a_path_and_a_plan(answers, today):
    plan = build(JOURNEY, answers, today)
    assert as_json(plan, JOURNEY, answers)["items"]
    keys = [screen.key for screen in path(JOURNEY, answers).screens]
    assert len(keys) == len(set(keys))


@quickly
@given(households)
def test_only_the_relevant_answers_make_the_path_and_the_plan(answers):
    counted = relevant(JOURNEY, answers)
    assert relevant(JOURNEY, counted) == counted
    assert path(JOURNEY, counted) == path(JOURNEY, answers)
    assert build(JOURNEY, counted, TODAY) == build(JOURNEY, answers, TODAY)


@quickly
@given(households)
def test_doing_whatever_is_not_blocked_finishes_the_plan(answers):
    for _ in JOURNEY.tasks:
        plan = build(JOURNEY, answers, TODAY)
        for item in plan.items:
            if item.state is not State.DONE and not item.blocked_by:
                answers = marked_done(answers, item, TODAY)
    plan = build(JOURNEY, answers, TODAY)
    assert plan.progress().done == len(plan.items)


@quickly
@given(households, st.data())
def test_changing_one_answer_changes_only_what_depends_on_it(answers, data):
    household_questions = [q for q in JOURNEY.all_questions() if q.key in answers.household]
    changed = data.draw(st.sampled_from(household_questions))
    other = replace(
        answers, household={**answers.household, changed.key: data.draw(values(changed))}
    )
    touched = depending_on(changed.key)
    assert untouched_items(answers, touched) == untouched_items(other, touched)
    assert untouched_questions(answers, touched) == untouched_questions(other, touched)


def depending_on(key):
    """Name a question and all those that are asked because of it, near and far."""
    touched = {key}
    for question in JOURNEY.all_questions():
        if any(line.question in touched for line in question.condition.lines):
            touched.add(question.key)
    return touched


def untouched_items(answers, touched):
    return {
        (item.task.key, item.adult, item.applies_to)
        for item in build(JOURNEY, answers, TODAY).items
        if touched.isdisjoint(line.question for line in item.task.audience.lines)
    }


def untouched_questions(answers, touched):
    return [
        (question.key, screen.adult)
        for screen in path(JOURNEY, answers).screens
        for question in screen.questions
        if question.key not in touched
    ]
