"""What the journeys share: households whose answers are there already."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone

from cms import navigation, vocabulary
from onboarding import answering, choices, loading
from onboarding.journeys.answers import parse
from onboarding.journeys.engine import path
from onboarding.loading import load_journey
from onboarding.models import Move
from tests.cast import Household

Moved = Callable[[Client, Household], Move]


@pytest.fixture
def moved() -> Moved:
    """Give a browser a move whose questions are answered, without walking there."""
    return move_of


def move_of(client: Client, household: Household) -> Move:
    """Keep a household's answers, "don't know yet" for all others, and put the key of its move into a browser."""
    journey, key = load_journey("sv"), Move.new_key()
    answers = parse(journey, household.as_data())
    move = Move.objects.create(key_digest=Move.digest(key), language="sv")
    aliases = {number: person.alias for number, person in enumerate(household.people, start=1)}
    answering.name_adults(move, len(household.people), aliases)
    for screen in path(journey, answers).screens:
        given = answers.household if screen.adult is None else answers.adults[screen.adult].answers
        values = {question.key: given.get(question.key) for question in screen.questions}
        answering.write(move, None if screen.adult is None else screen.adult + 1, values)
    client.cookies[settings.MOVE_COOKIE_NAME] = key
    return move


@pytest.fixture
def editable(db: None) -> Iterator[None]:
    """Let a test publish: what is kept of the content is forgotten before and after it.

    A rolled back test gives the numbers of its publications back, so the next one would
    find what this one left under the same version.
    """
    forget_content()
    yield
    forget_content()


def forget_content() -> None:
    """Empty what the process keeps of published pages."""
    kept: tuple[Any, ...] = (
        loading._load,
        choices._rule_options,
        navigation._menu,
        navigation._footer,
        vocabulary._read,
    )
    for function in kept:
        function.cache_clear()


@pytest.fixture
def today() -> Any:
    """The day it is in Piteå."""
    return timezone.localdate()
