"""The plan as a page shows it, what is open, what is unused, and what is suggested."""

from dataclasses import replace
from datetime import date

import pytest
from django.utils.translation import override

from onboarding import checking, planning, suggestions
from onboarding.journeys.answers import MonthDate, parse
from onboarding.journeys.engine import path
from onboarding.lanes import ALL_OPEN
from onboarding.loading import load_journey
from tests.cast import CAST, OUTSIDE_EEA, UNDECIDED, Person

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 23)


def answers_of(household, **more):
    return parse(load_journey("sv"), household.with_answers(**more).as_data())


def shown(household, today=TODAY, **more):
    return planning.shown(load_journey("sv"), answers_of(household, **more), ALL_OPEN, {}, today)


@pytest.mark.parametrize("household", CAST, ids=lambda household: household.name)
def test_every_task_is_shown_once_with_a_place_of_its_own(household):
    plan = shown(household)
    rows = [row for section in plan.sections for row in section.rows]
    anchors = [row.anchor for row in rows]
    assert len(anchors) == len(set(anchors)) == len(plan.plan.items)
    assert len(plan.next) <= 3
    for row in rows:
        assert row.because.endswith(".")
        assert row.task.responsible
        assert all(task.key in load_journey("sv").tasks for task in row.waits_for)


@pytest.mark.parametrize(
    ("move", "day", "is_estimated", "days"),
    [
        ("2026-12-01", date(2026, 12, 1), False, 8),
        ("2026-12", date(2026, 12, 1), True, 8),
        ("2026-11-23", TODAY, False, 0),
        ("2026-11-20", date(2026, 11, 20), False, -3),
        (None, None, False, None),
    ],
)
def test_the_day_of_the_move_counts(move, day, is_estimated, days):
    plan = shown(UNDECIDED, move=move)
    assert (plan.move_day, plan.is_estimated, plan.days_to_move) == (day, is_estimated, days)


def test_the_day_of_arrival_replaces_the_planned_one():
    assert shown(UNDECIDED, move="2027-03-01", arrived="2026-11-01").move_day == date(2026, 11, 1)


def test_open_questions_lead_to_the_page_that_asks_them():
    journey, answers = load_journey("sv"), answers_of(UNDECIDED)
    steps = {(screen.phase.key, screen.key) for screen in path(journey, answers).screens}
    opened = planning.shown(journey, answers, ALL_OPEN, {}, TODAY).open_questions
    assert opened
    for open_question in opened:
        assert (open_question.phase, open_question.screen) in steps
        assert open_question.tasks
        assert open_question.question.key != "protected"


def test_what_was_not_asked_is_not_open():
    assert shown(OUTSIDE_EEA).open_questions == ()


def test_unused_answers_are_those_off_the_path():
    journey = load_journey("sv")
    answers = answers_of(OUTSIDE_EEA, children=[])
    unused = checking.unused(journey, answers, path(journey, answers))
    assert [row.question.key for row in unused] == [
        "second_guardian",
        "other_language_at_home",
        "school_start",
    ]


@pytest.mark.parametrize(
    ("key", "value", "words"),
    [
        ("move", date(2027, 3, 1), "måndag 1 mars 2027"),
        ("move", MonthDate(2027, 3), "mars 2027"),
        ("adults", 2, "2"),
        ("pets", "yes", "Ja"),
        ("children", (), "Inget av det här"),
        ("children", ("age_0", "age_1_5"), "Under 1 år, 1–5 år"),
        ("pets", None, "Vet inte än"),
    ],
)
def test_answers_in_words(key, value, words):
    with override("sv"):
        said = checking.in_words(load_journey("sv").questions[key], value)
    assert said.lower() == words.lower()


def for_you(household, language="sv", **more):
    return suggestions.for_you(load_journey(language), answers_of(household, **more), language)


def topics_of(page):
    return {term.key for term in page.topics.all()}


def test_suggestions_follow_the_interests():
    for language in ("sv", "en"):
        found = for_you(OUTSIDE_EEA, language)
        assert found.topics == ("career", "children_school", "culture")
        assert found.pages
        assert found.contacts
        for page in (*found.pages, *found.contacts):
            assert page.locale.language_code == language
        assert len(set(found.pages)) == len(found.pages) <= suggestions.PAGES


@pytest.mark.parametrize(
    ("missing", "said"),
    [
        ("job", "Ett jobb"),
        ("home", "En bostad"),
        ("friends", "Vänner"),
        ("swedish", "Bättre svenska"),
        ("childcare", "Plats i förskola eller fritidshem"),
        ("activities", "Något att göra på fritiden"),
    ],
)
def test_what_somebody_misses_comes_first(missing, said):
    alone = Person("A", {"interests": ["business", "health"], "missing": [missing]})
    found = for_you(replace(UNDECIDED, people=(alone,)))
    assert found.missing == (said,)
    for shown in (found.pages, found.contacts):
        helps = [bool({*suggestions.TOPICS_OF_MISSING[missing]} & topics_of(p)) for p in shown]
        assert helps[0]
        assert helps == sorted(helps, reverse=True)


@pytest.mark.parametrize("missing", [[], ["nothing"]])
def test_nobody_is_suggested_what_they_did_not_ask_for(missing):
    alone = Person("A", {"missing": missing})
    assert for_you(replace(UNDECIDED, people=(alone,))) == suggestions.Suggestions()


def test_everything_that_can_be_missing_has_a_way_on():
    options = load_journey("sv").questions["missing"].option_keys
    assert {*options} - {"nothing"} == suggestions.TOPICS_OF_MISSING.keys()
