"""What one member of a move sees of another's part: what they do, never what they answered."""

from datetime import date

import pytest

from onboarding import answering, days, lanes, planning
from onboarding.journeys.answers import MonthDate, parse
from onboarding.journeys.engine import path
from onboarding.loading import load_journey
from onboarding.models import Member, Move
from tests.cast import OUTSIDE_EEA
from tests.household import joined
from tests.moving import keep

pytestmark = pytest.mark.django_db

FIRST, SECOND = 0, 1
# Each adult does it, counted from the move.
TASK = "start-moving-to-sweden"


@pytest.fixture
def journey():
    return load_journey("sv")


@pytest.fixture
def move():
    """Adi and Noor, who both sign in."""
    return joined(keep(OUTSIDE_EEA, Move.new_key()), "adi@example.com", "noor@example.com")


def seen_by(move, number):
    """The move as the adult of a number opens it."""
    member = Member.objects.select_related("move", "adult").get(move=move, adult__number=number)
    member.move.reader = member
    return member.move


def test_in_a_browser_with_a_key_everything_is_open():
    move = keep(OUTSIDE_EEA, Move.new_key())
    assert lanes.of(move) == lanes.ALL_OPEN
    assert lanes.mine(move).number == 1


def test_the_lane_of_another_member_is_closed(move):
    lane = lanes.of(seen_by(move, 1))
    assert (lane.mine, lane.is_open(FIRST), lane.is_open(SECOND)) == (FIRST, True, False)
    assert lane.is_open(None)


def test_an_adult_who_does_not_sign_in_is_open_to_the_members(move):
    Member.objects.filter(adult__number=2).delete()
    assert lanes.of(seen_by(move, 1)).is_open(SECOND)


def test_neither_answers_nor_questions_of_another_member_are_shown(move, journey):
    mine = seen_by(move, 1)
    answers = answering.read(mine, journey)
    lane = lanes.of(mine)
    assert answers.adults[SECOND].answers
    assert lane.answers(answers).adults[SECOND].answers == {}
    assert lane.answers(answers).adults[FIRST] == answers.adults[FIRST]
    assert {screen.adult for screen in path(journey, answers).screens} == {None, FIRST, SECOND}
    assert {screen.adult for screen in lane.path(journey, answers).screens} == {None, FIRST}


def test_both_have_the_same_tasks_and_days_but_only_ones_own_reasons(move, journey):
    hers, his = (planning.of(seen_by(move, number), journey) for number in (1, 2))
    assert [(r.anchor, r.item.due) for r in hers.rows] == [(r.anchor, r.item.due) for r in his.rows]
    closed = [row for row in hers.rows if row.item.adult == SECOND]
    assert closed
    assert not any(row.because for row in closed)
    assert all(row.is_closed for row in closed)
    assert all(row.because for row in his.rows if row.item.adult == SECOND)


def test_what_to_do_next_is_what_the_reader_does(move, journey):
    for number in (1, 2):
        shown = planning.of(seen_by(move, number), journey)
        assert shown.next
        assert {row.whose for row in shown.next} <= {None, number - 1}


def test_days_of_another_member_are_not_listed(move, journey):
    mine = seen_by(move, 1)
    found = days.all_of(journey, answering.read(mine, journey), lanes.of(mine))
    assert {day.adult for day in found} == {None, FIRST}


def test_an_adult_who_comes_on_a_day_of_their_own_has_dates_of_their_own(journey):
    data = OUTSIDE_EEA.as_data()
    data["household"] |= {"move": "2027-03-01", "arrived": None}
    data["adults"][1]["answers"]["move"] = "2027-06"
    answers = parse(journey, data)
    assert answers.adults[SECOND].answers["move"] == MonthDate(2027, 6)
    shown = planning.shown(journey, answers, lanes.ALL_OPEN, {}, date(2027, 1, 1))
    found = {row.item.adult: row.item for row in shown.rows if row.task.key == TASK}
    assert (found[FIRST].due, found[FIRST].estimated) == (date(2027, 3, 1), False)
    assert (found[SECOND].due, found[SECOND].estimated) == (date(2027, 6, 1), True)
    assert shown.move_day == date(2027, 3, 1)
    hers = planning.shown(journey, answers, lanes.Lane(mine=SECOND), {}, date(2027, 1, 1))
    assert hers.move_day == date(2027, 6, 1)
