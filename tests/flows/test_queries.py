"""How often the database is asked: seldom, and no more often for larger households."""

from functools import partial

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from onboarding import lanes
from onboarding.journeys.answers import parse
from onboarding.journeys.engine import path
from onboarding.loading import load_journey
from onboarding.models import TaskPage
from tests.cast import CAST, OUTSIDE_EEA, UNDECIDED, Household, Person
from tests.hoarding import hoard
from tests.moving import moved
from tests.walking import Walker

pytestmark = pytest.mark.django_db

QUESTION, PLAN, FULL = 12, 15, 25
SIX = Household(
    "six adults",
    OUTSIDE_EEA.answers,
    tuple(Person(f"A{n}", OUTSIDE_EEA.people[0].answers) for n in range(6)),
)


def queries(ask):
    """Count the queries of a request, the second time it is made."""
    assert ask().status_code in {200, 302}
    with CaptureQueriesContext(connection) as asked:
        ask()
    return number(asked)


def number(asked):
    """Count what was asked and written, without the marks of transactions."""
    return sum("SAVEPOINT" not in query["sql"] for query in asked.captured_queries)


def of_the_plan(household):
    client = Client()
    moved(client, household)
    address = Walker(client).address("plan")
    return queries(lambda: client.get(address))


def test_the_plan_does_not_ask_more_often_for_more():
    counts = {household.name: of_the_plan(household) for household in (*CAST, SIX)}
    assert max(counts.values()) <= PLAN, counts
    without_suggestions = counts.pop(UNDECIDED.name)
    assert without_suggestions <= min(counts.values())
    assert len(set(counts.values())) == 1, counts


def test_the_plan_does_not_ask_more_often_for_what_is_done(client):
    moved(client, OUTSIDE_EEA)
    walker = Walker(client)
    before = queries(lambda: client.get(walker.address("plan")))
    for phase in ("before", "arrival", "settling_in"):
        form = walker.visit("checklist", phase).form()
        form.fill(dict.fromkeys(form.data.keys() - {"csrfmiddlewaretoken"}, "done"))
        walker.went_on(walker.send(form))
    assert queries(lambda: client.get(walker.address("plan"))) <= before


@pytest.mark.parametrize("name", ["plan", "notebook"])
def test_a_full_notebook_costs_no_more_queries_than_a_small_one(name):
    counts = []
    for tasks, notes, things in ((2, 2, 2), (187, 500, 200)):
        client = Client()
        hoard(lanes.mine(moved(client, SIX)), tasks=tasks, notes=notes, things=things)
        counts.append(queries(partial(client.get, Walker(client).address(name))))
    few, many = counts
    assert many <= few <= FULL


def test_no_page_of_the_wizard_asks_often(client):
    journey = load_journey("sv")
    moved(client, SIX)
    walker = Walker(client)
    counts = {}
    for screen in path(journey, parse(journey, SIX.as_data())).screens:
        if screen.adult in {None, 5}:
            page = walker.visit("question", screen.phase.key, screen.key)
            form = page.form()
            counts[screen.key, "GET"] = queries(partial(client.get, page.url))
            counts[screen.key, "POST"] = queries(partial(client.post, form.action, form.data))
            changing = partial(client.post, f"{form.action}?change=1", form.data)
            counts[screen.key, "change"] = queries(changing)
    assert {key: count for key, count in counts.items() if count > QUESTION} == {}
    assert len(counts) > 50


def test_the_first_answer_does_not_ask_often(client):
    walker = Walker(client)
    walker.begin()
    form = walker.answered(UNDECIDED)
    with CaptureQueriesContext(connection) as asked:
        client.post(form.action, form.data)
    assert number(asked) <= QUESTION


@pytest.mark.parametrize("name", ["check", "checklist"])
def test_the_pages_after_the_questions_ask_as_seldom_as_the_plan(client, name):
    moved(client, SIX)
    address = Walker(client).address(name, "before")
    assert queries(lambda: client.get(address)) <= PLAN


def test_the_journey_is_read_in_a_fixed_number_of_queries(django_assert_max_num_queries):
    from onboarding.loading import build, read

    with django_assert_max_num_queries(10):
        journey = build(read("en"))
    assert len(journey.tasks) == TaskPage.objects.filter(locale__language_code="sv").count()
