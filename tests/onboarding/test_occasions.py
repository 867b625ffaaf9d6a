"""What the day makes of a plan: which phase it opens at, and what it asks."""

import pytest

from onboarding import occasions, planning
from onboarding.loading import load_journey
from tests.cast import FAMILY_IN_SWEDEN, UNDECIDED, in_days
from tests.moving import moved
from tests.walking import Walker

pytestmark = pytest.mark.django_db


def occasion(client, days, *, certainty="decided", phase="before", answered=("before",)):
    """Return where a household stands that has answered the questions of some phases."""
    day = None if days is None else in_days(days)
    household = UNDECIDED.with_answers(certainty=certainty, move=day)
    move, journey = moved(client, household), load_journey("sv")
    move.phase = phase
    move.save()
    open_steps = (s for p in journey.phases if p.key not in answered for s in p.steps)
    keys = [question.key for step in open_steps for question in step.questions]
    move.answers.filter(question__in=keys).delete()
    return occasions.of(move, journey, planning.of(move, journey))


@pytest.mark.parametrize(
    ("days", "certainty", "opens", "asks"),
    [
        (None, "planning", "before", None),
        (40, "decided", "before", None),
        (1, "decided", "before", None),
        (0, "decided", "arrival", "arrival"),
        (-40, "decided", "arrival", "arrival"),
        (None, "moved", "arrival", "arrival"),
    ],
)
def test_the_day_decides_which_phase_opens_and_asks(client, days, certainty, opens, asks):
    found = occasion(client, days, certainty=certainty)
    assert (found.opens, found.asks and found.asks.key) == (opens, asks)


def test_after_a_month_it_is_asked_how_it_is_going(client):
    arrived = ("before", "arrival")
    assert occasion(client, -29, answered=arrived).asks is None
    assert occasion(client, -30, answered=arrived).asks.key == "settling_in"
    assert occasion(client, -30, answered=(*arrived, "settling_in")).asks is None


def test_a_phase_that_was_confirmed_stays_open(client):
    assert occasion(client, 40, phase="arrival").opens == "arrival"
    assert occasion(client, -5, phase="settling_in").opens == "settling_in"


def test_only_who_is_curious_and_still_away_is_told_that_nothing_binds(client):
    assert occasion(client, None, certainty="curious").is_curious
    assert not occasion(client, -1, certainty="curious").is_curious
    assert not occasion(client, None, certainty="planning").is_curious


def test_the_plan_says_what_the_day_asks_for(client):
    move = moved(client, FAMILY_IN_SWEDEN)
    walker = Walker(client)
    assert not walker.visit("plan").soup.find(id="occasion-title")
    move.answers.filter(question="arrived").delete()
    move.answers.filter(question="certainty").update(value="moved")
    page = walker.visit("plan")
    assert page.soup.find(id="occasion-title").get_text(strip=True) == "Har ni kommit fram?"
    for name in ("questions", "checklist"):
        phase = "arrival" if name == "questions" else "before"
        assert page.soup.select_one(f"main .note a[href='{walker.address(name, phase)}']")
    opened = page.soup.select("details[open] > summary h2")
    assert [h["id"] for h in opened if h["id"].startswith("phase-")] == ["phase-arrival"]
