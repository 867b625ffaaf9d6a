"""Every option of every question can be chosen in the wizard and leads to a plan."""

import pytest
from django.test import Client

from onboarding import planning
from onboarding.forms import NOTHING
from onboarding.journeys.answers import parse
from onboarding.journeys.engine import path
from onboarding.journeys.schema import Kind
from onboarding.loading import load_journey
from tests.cast import Household, Person, in_days
from tests.moving import moved
from tests.walking import Walker

# Together they meet every question.
ABROAD = Household(
    "meets nearly every question",
    {"children": ["age_1_5", "age_16_19"], "housing": ["temporary", "buy_flat"]},
    (Person("A", {"status": "other", "occupation": ["job"]}),),
)
REGISTERED = Household("meets the rest", {}, (Person("B", {"status": "registered_in_sweden"}),))


@pytest.mark.django_db
def test_every_option_can_be_chosen_and_leads_to_a_plan():
    journey, tried = load_journey("sv"), set()
    for household in (ABROAD, REGISTERED):
        client = Client()
        move = moved(client, household)
        for screen in path(journey, parse(journey, household.as_data())).screens:
            left = [question for question in screen.questions if question.key not in tried]
            if left:
                try_every_option(Walker(client), move, screen, left)
                tried.update(question.key for question in left)
    assert tried == journey.questions.keys()


def try_every_option(walker, move, screen, questions):
    """Answer a page in every way that its questions offer, and then as before.

    The plan is made for every answer, and drawn for the last one of each page.
    """
    journey = load_journey("sv")
    page = walker.visit("question", screen.phase.key, screen.key)
    for question in questions:
        for value in values(question):
            form = page.form()
            form.answer(question.key, value)
            went_on = 200 if (question.key, value) == ("protected", "yes") else 302
            sent = walker.client.post(form.action, form.data)
            assert sent.status_code == went_on, (question.key, value)
            assert planning.of(move, journey).rows, (question.key, value)
    assert b"<progress" in walker.client.get(walker.address("plan")).content, screen.key
    untouched = page.form()
    walker.client.post(untouched.action, untouched.data)


def values(question):
    """Return every answer that a question takes, one option at a time."""
    if question.kind is Kind.DATE:
        return [in_days(30), in_days(30).isoformat()[:7], None]
    if question.kind is Kind.NUMBER:
        return ["1", "3", "6", "2"]
    if question.kind is Kind.MULTIPLE:
        together = [key for key in question.option_keys if key != NOTHING]
        none = [] if NOTHING in question.option_keys else [[]]
        return [*([key] for key in question.option_keys), together, *none, None]
    return [*question.option_keys, None]
