"""Gives a browser a move whose questions are answered, without walking there."""

from django.conf import settings
from django.test import Client

from onboarding import answering
from onboarding.journeys.answers import parse
from onboarding.journeys.engine import path
from onboarding.loading import load_journey
from onboarding.models import Move
from tests.cast import Household


def moved(client: Client, household: Household) -> Move:
    """Keep what a household answers and does not know yet; the browser gets the key."""
    key = Move.new_key()
    client.cookies[settings.MOVE_COOKIE_NAME] = key
    return keep(household, key)


def keep(household: Household, key: str) -> Move:
    """Keep what a household answers and does not know yet, behind a key."""
    journey = load_journey("sv")
    answers = parse(journey, household.as_data())
    move = Move.objects.create(key_digest=Move.digest(key), language="sv")
    aliases = {number: person.alias for number, person in enumerate(household.people, start=1)}
    answering.name_adults(move, len(household.people), aliases)
    for screen in path(journey, answers).screens:
        given = answers.household if screen.adult is None else answers.adults[screen.adult].answers
        values = {question.key: given.get(question.key) for question in screen.questions}
        answering.write(move, None if screen.adult is None else screen.adult + 1, values)
    return move
