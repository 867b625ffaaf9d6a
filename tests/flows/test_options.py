"""Every option of every question can be chosen in the wizard and leads to a plan."""

import pytest
from django.test import Client

from onboarding.journeys.answers import parse
from onboarding.journeys.engine import path
from onboarding.journeys.schema import Kind
from onboarding.loading import load_journey
from tests.cast import Household, Person, in_days
from tests.moving import moved
from tests.walking import Walker

# Somebody who meets every question.
EVERYBODY = Household(
    "meets every question",
    {
        "children": ["age_1_5", "age_16_19"],
        "housing": ["temporary", "buy_flat"],
    },
    (
        Person("A", {"status": "other", "occupation": ["job"]}),
        Person("B", {"status": "registered_in_sweden"}),
    ),
)


@pytest.mark.django_db
def test_every_option_can_be_chosen_and_leads_to_a_plan():
    journey = load_journey("sv")
    screens = path(journey, parse(journey, EVERYBODY.as_data())).screens
    assert {q.key for s in screens for q in s.questions} == journey.questions.keys()
    client = Client()
    move = moved(client, EVERYBODY)
    walker, tried = Walker(client), 0
    plan = walker.address("plan")
    for screen in screens:
        page = walker.visit("question", screen.phase.key, screen.key)
        for question in screen.questions:
            for value in values(question):
                form = page.form()
                form.answer(question.key, value)
                went_on = 200 if (question.key, value) == ("protected", "yes") else 302
                assert client.post(form.action, form.data).status_code == went_on, question.key
                assert client.get(plan).status_code == 200, (question.key, value)
                tried += 1
        untouched = page.form()
        client.post(untouched.action, untouched.data)
    assert tried > 150
    assert move.answers.exists()


def values(question):
    """Return every answer that a question takes, one option at a time."""
    if question.kind is Kind.DATE:
        return [in_days(30), in_days(30).isoformat()[:7], None]
    if question.kind is Kind.NUMBER:
        return ["1", "3", "6", "2"]
    if question.kind is Kind.MULTIPLE:
        return [*([key] for key in question.option_keys), [*question.option_keys], [], None]
    return [*question.option_keys, None]
