"""The wizard over the engine's one walk, where the flows do not look."""

import pytest

from onboarding.journeys.answers import parse
from onboarding.journeys.engine import every_screen, path
from onboarding.loading import load_journey
from onboarding.storage import MoveStorage
from onboarding.wizard import shown_again
from tests.cast import CAST, EU_WORKER
from tests.moving import moved
from tests.walking import Walker

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("household", CAST, ids=lambda household: household.name)
def test_every_path_is_a_part_of_all_there_is_in_its_order(household):
    journey = load_journey("sv")
    screens = path(journey, parse(journey, household.as_data())).screens
    order = list(every_screen(journey))
    assert [s.key for s in screens] == sorted((s.key for s in screens), key=order.index)
    for screen in screens:
        whole = every_screen(journey)[screen.key]
        assert set(screen.questions) <= set(whole.questions)
        assert (screen.phase, screen.step, screen.adult) == (whole.phase, whole.step, whole.adult)


def test_every_screen_asks_every_question_of_six_adults():
    journey = load_journey("sv")
    screens = every_screen(journey).values()
    assert {q.key for s in screens for q in s.questions} == journey.questions.keys()
    assert {s.adult for s in screens} == {None, *range(6)}


def test_progress_counts_the_pages_of_the_phase(client):
    moved(client, EU_WORKER)
    walker = Walker(client, "en")
    page = walker.visit("question", "settling_in", "missing.1")
    bar = page.soup.select_one("progress")
    assert (bar["value"], bar["max"]) == ("3", "3")
    assert "Page 3 of 3" in page.text


@pytest.mark.parametrize("household", CAST, ids=lambda household: household.name)
def test_progress_never_goes_back_and_promises_no_number_before_it_is_known(client, household):
    walker = Walker(client, "en")
    walker.begin()
    done, promised = [], {}
    while walker.page.name == "question":
        bar = walker.page.soup.select_one("progress")
        done.append(float(bar["value"]) / float(bar["max"]))
        promised[walker.page.step] = " of " in walker.page.soup.find(id="progress-text").text
        walker.answer(household)
    assert done == sorted(set(done))
    assert done[-1] == 1
    assert [step for step, is_promised in promised.items() if not is_promised] == [
        "certainty",
        "adults",
    ]


def test_the_page_says_when_it_was_saved(client):
    walker = Walker(client, "en")
    walker.begin()
    assert "Saved" not in walker.page.text
    walker.answer(EU_WORKER)
    assert "Saved" in walker.page.text


def test_each_question_says_why_it_is_asked(client):
    walker = Walker(client)
    walker.begin()
    for key in walker.page.asked:
        assert load_journey("sv").questions[key].why in walker.page.text


def test_a_form_that_is_not_the_wizards_is_not_shown_again(rf):
    request = rf.post("/sv/")
    request.resolver_match = None
    assert shown_again(request) is None


def test_the_storage_keeps_nothing_of_its_own(rf):
    storage = MoveStorage("phase-before", rf.get("/"))
    assert storage.get_step_data("certainty") is None
    storage.set_step_data("certainty", {"certainty": "moved"})
    storage.reset()
    assert storage.get_step_data("certainty") is None
    assert storage.move is None
