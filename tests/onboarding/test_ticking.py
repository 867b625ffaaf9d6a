"""How far a task has come is set, never toggled."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from onboarding import answering, ticking
from onboarding.models import Move, TaskState

DAY = date(2027, 3, 1)


@pytest.fixture
def move(db):
    move = Move.objects.create(key_digest="x", language="sv")
    answering.name_adults(move, 2, {})
    return move


def kept():
    return list(TaskState.objects.values_list("task", "adult__number", "state", "done_on"))


def test_done_has_a_day_today_unless_another_is_given(move):
    ticking.set_state(move, "pack", None, "done")
    ticking.set_state(move, "bank", 2, "done", DAY)
    assert kept() == [("pack", None, "done", timezone.localdate()), ("bank", 2, "done", DAY)]


def test_done_again_keeps_its_day(move):
    ticking.set_state(move, "pack", None, "done", DAY)
    ticking.set_state(move, "pack", None, "done")
    assert kept() == [("pack", None, "done", DAY)]
    ticking.set_state(move, "pack", None, "done", DAY + timedelta(days=1))
    assert kept()[0][3] == DAY + timedelta(days=1)


@pytest.mark.parametrize("state", ["to_do", "doing", "not_for_us"])
def test_what_is_not_done_has_no_day(move, state):
    ticking.set_state(move, "pack", None, "done")
    ticking.set_state(move, "pack", None, state, DAY)
    assert kept() == [("pack", None, state, None)]


def test_an_adult_who_is_not_there_cannot_do_it(move):
    with pytest.raises(ticking.NoSuchTask):
        ticking.set_state(move, "pack", 3, "done")
    assert kept() == []


def test_the_database_takes_one_state_and_a_day_for_done_only(move):
    ticking.set_state(move, "pack", None, "done")
    for row in (
        {"task": "pack", "state": "doing"},
        {"task": "bank", "state": "doing", "done_on": DAY},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            move.task_states.create(**row)
