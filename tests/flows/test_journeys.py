"""Every household of the cast goes through all three phases to a plan, in both languages."""

from datetime import date
from typing import Any

import pytest
from django.utils.translation import override

from onboarding import planning
from onboarding.journeys.answers import parse
from onboarding.journeys.engine import path
from onboarding.lanes import ALL_OPEN
from onboarding.loading import load_journey
from tests.cast import CAST, FAMILY_IN_SWEDEN, OUTSIDE_EEA, UNDECIDED, Household
from tests.walking import Walker

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("language", ["sv", "en"])
@pytest.mark.parametrize("household", CAST, ids=lambda household: household.name)
def test_walks_to_the_plan(client, household, language):
    walker = Walker(client, language)
    plan = walker.walk(household)
    assert plan.name == "plan"
    assert_asked_what_is_on_the_path(walker, household, language)
    assert_plan_says_what_the_rules_say(plan, household, language)


def assert_asked_what_is_on_the_path(walker: Walker, household: Household, language: str) -> None:
    """Each question of the path was asked once, of each adult by alias, and no other."""
    journey = load_journey(language)
    screens = path(journey, parse(journey, household.as_data())).screens
    several = len(household.people) > 1
    expected = [
        (
            screen.key,
            [question.key for question in screen.questions],
            household.people[screen.adult].alias if several and screen.adult is not None else "",
        )
        for screen in screens
    ]
    met = [(p.step, p.asked, p.person) for p in walker.pages if p.name == "question"]
    assert met == expected


def assert_plan_says_what_the_rules_say(page: Any, household: Household, language: str) -> None:
    """Every item of the plan is shown with title, date, state, reason, and who is responsible."""
    shown = expected_plan(household, language)
    assert [row["id"] for row in page.soup.select(".phase-tasks li.task")] == [
        row.anchor for section in shown.sections for row in section.rows
    ]
    for section in shown.sections:
        for row in section.rows:
            assert_row(page.soup.find(id=row.anchor), row)


def expected_plan(household: Household, language: str) -> planning.Shown:
    journey = load_journey(language)
    with override(language):
        return planning.shown(journey, parse(journey, household.as_data()), ALL_OPEN, {})


def assert_row(tag: Any, row: planning.Row) -> None:
    text = " ".join(tag.get_text(" ").split())
    responsible = row.task.responsible
    assert row.task.title in text
    assert row.because in text
    assert responsible.name in text
    assert not responsible.phone or responsible.phone in text
    assert tag.select_one(".due").get_text(strip=True)
    assert f"task--{row.state}" in tag["class"]
    assert tag.select_one(".tag") or row.state == "late"
    if row.item.due:
        assert str(row.item.due.year) in tag.select_one(".due").get_text()
    assert (tag.select_one(".who bdi").get_text() if row.who else "") == row.who
    for task in row.waits_for:
        assert task.title in text


def test_a_responsible_without_phone_can_be_reached_by_its_page(client):
    plan = Walker(client).walk(OUTSIDE_EEA)
    links = set(plan.links())
    for section in expected_plan(OUTSIDE_EEA, "sv").sections:
        for row in section.rows:
            assert row.task.responsible.url in links


def test_not_knowing_anything_yet_gives_a_plan_that_says_what_it_needs_to_know(client):
    plan = Walker(client).walk(Household("nobody knows", {}, UNDECIDED.people))
    needed = [open_.question.label for open_ in expected_plan(UNDECIDED, "sv").open_questions]
    assert needed
    shown = [tag.get_text(strip=True) for tag in plan.soup.select(".links__title")]
    assert set(needed) <= set(shown)
    assert plan.soup.select("li.task")


def test_an_open_question_of_the_plan_leads_to_its_page_and_back(client):
    walker = Walker(client)
    plan = walker.walk(UNDECIDED, ("before",))
    label = plan.soup.select_one(".links__title").get_text(strip=True)
    question = walker.open(plan.soup.select_one(".links a")["href"])
    assert label in question.text
    assert walker.press().name in {"check", "question"}


def test_the_plan_counts_from_the_day_that_was_answered(client):
    plan = Walker(client).walk(FAMILY_IN_SWEDEN, ("before",))
    day: date = FAMILY_IN_SWEDEN.answers["move"]
    assert str(day.year) in plan.soup.select_one(".plan-head__when").get_text()
