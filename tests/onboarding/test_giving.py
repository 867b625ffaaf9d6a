"""A task of the household is taken on by one adult, and given back to all."""

import pytest

from onboarding import answering, giving, planning, ticking
from onboarding.loading import load_journey
from onboarding.models import Move
from tests.cast import FAMILY_IN_SWEDEN
from tests.moving import keep, moved
from tests.walking import Walker

pytestmark = pytest.mark.django_db


@pytest.fixture
def move():
    return keep(FAMILY_IN_SWEDEN, Move.new_key())


def row(move, task):
    rows = planning.of(move, load_journey("sv")).rows
    return next(row for row in rows if row.anchor == task)


def test_who_has_taken_a_task_on_is_named_and_it_is_nobody_elses(move):
    giving.give(move, "report-move", 2)
    found = row(move, "report-move")
    assert (found.who, found.whose, found.is_closed) == ("Lo", 1, False)
    assert [found.is_for(adult) for adult in (0, 1, None)] == [False, True, True]
    giving.give(move, "report-move", None)
    assert (row(move, "report-move").who, row(move, "report-move").whose) == ("Tillsammans", None)


def test_giving_does_not_change_how_far_a_task_has_come(move):
    ticking.set_state(move, "report-move", None, "doing")
    giving.give(move, "report-move", 1)
    assert row(move, "report-move").chosen == "doing"
    ticking.set_state(move, "report-move", None, "done")
    assert row(move, "report-move").whose == 0


def test_nobody_outside_the_household_takes_anything_on(move):
    with pytest.raises(ticking.NoSuchTask):
        giving.give(move, "report-move", 4)


def test_a_mover_says_on_the_page_of_the_task_who_does_it(client):
    move = moved(client, FAMILY_IN_SWEDEN)
    walker = Walker(client)
    form = walker.open(f"{walker.address('tick')}?row=report-move").form()
    assert form.offers("given_to") == ["", "1", "2"]
    form.fill({"given_to": "2"})
    walker.went_on(walker.send(form))
    assert row(move, "report-move").who == "Lo"


def test_the_last_choices_are_shown_with_who_made_them(move):
    answering.name_adults(move, 2, {1: "Kim", 2: "Lo"})
    kim, lo = move.adults.all()
    ticking.set_state(move, "report-move", None, "done", by=kim)
    ticking.set_state(move, "report-move", None, "not_for_us", by=lo)
    ticking.set_state(move, "report-move", None, "not_for_us", by=lo)
    found = ticking.changes(move, "report-move", None)
    assert [(change.state, change.by_name) for change in found] == [
        ("not_for_us", "Lo"),
        ("done", "Kim"),
    ]
