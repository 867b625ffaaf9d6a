"""Personas move along with the calendar, fit any journey, and hold nothing of anybody."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from home.content_files import ContentFiles
from home.management.commands.load_content import FOLDER
from onboarding.journeys.answers import MonthDate, parse
from onboarding.journeys.plan import build
from onboarding.loading import load_journey
from onboarding.models import Move, Persona
from onboarding.personas import answers_of, kept_answers
from tests.cast import OUTSIDE_EEA
from tests.moving import keep

pytestmark = pytest.mark.django_db
COUNTED_FROM = date(2026, 3, 1)


def persona(**household):
    return Persona(name="Någon", answers={"household": household}, counted_from=COUNTED_FROM)


def answered(who, today):
    return answers_of(who, load_journey("sv"), today).household


@pytest.mark.parametrize("days", [0, 1, 400])
def test_its_days_move_along_with_today(days):
    today = COUNTED_FROM + timedelta(days=days)
    answers = answered(persona(move="2026-06-01", housing=["rent"]), today)
    assert answers == {"move": date(2026, 6, 1) + timedelta(days=days), "housing": ("rent",)}


def test_a_month_moves_by_months():
    answers = answered(persona(move="2026-06"), COUNTED_FROM + timedelta(days=92))
    assert answers == {"move": MonthDate(2026, 9)}


def test_what_does_not_fit_the_journey_counts_as_unanswered():
    who = persona(horse="yes", car="horse", housing=["rent", "castle"], pets=None)
    assert answered(who, COUNTED_FROM) == {"housing": ("rent",)}


def test_a_plan_in_the_browser_is_kept_without_names_and_ticks():
    journey = load_journey("sv")
    household = replace(OUTSIDE_EEA, answers={**OUTSIDE_EEA.answers, "protected": "yes"})
    move = keep(household, Move.new_key())
    move.task_states.create(task="library-card", state="doing")
    kept = kept_answers(move, journey)
    assert kept.keys() == {"household", "adults"}
    assert "Adi" not in str(kept)
    assert "protected" not in kept["household"]
    again = parse(journey, kept)
    assert again.household["children"] == ("age_6_12",)
    assert [adult.answers["status"] for adult in again.adults] == ["other", "other"]


def test_a_kept_plan_is_the_plan_that_the_mover_has():
    journey, today = load_journey("sv"), timezone.localdate()
    move = keep(OUTSIDE_EEA, Move.new_key())
    who = Persona(name="Någon", answers=kept_answers(move, journey), counted_from=today)
    plans = (
        build(journey, parse(journey, OUTSIDE_EEA.as_data()), today),
        build(journey, answers_of(who, journey, today), today),
    )
    dated = [[(item.task.key, item.adult, item.due) for item in plan.items] for plan in plans]
    assert dated[0] == dated[1]


def test_an_answer_that_is_never_stored_is_refused():
    with pytest.raises(ValidationError):
        persona(protected="no").full_clean()


def test_the_personas_of_the_content_fit_the_journey():
    journey = load_journey("sv")
    data = ContentFiles(FOLDER).personas
    assert 6 <= len(data["personas"]) <= 8
    for each in data["personas"]:
        assert set(each["name"]) == {"sv", "en"}
        answers = parse(journey, each["answers"])
        assert build(journey, answers, date.fromisoformat(data["counted_from"])).items
        Persona(name=each["key"], answers=each["answers"]).full_clean()
    assert Persona.objects.count() == len(data["personas"])
