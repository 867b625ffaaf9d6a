"""Every rule can be read as a sentence, whatever it names."""

from dataclasses import replace

import pytest

from onboarding.journeys.rules import Line, Rule
from onboarding.journeys.schema import Anchor, Prerequisite, Timing, TimingFor
from onboarding.journeys.sentences import of_question, of_task
from tests.onboarding.journeys.asking import rule
from tests.onboarding.journeys.reading import read_journey

JOURNEY = read_journey()


def told(task, **fields):
    return of_task(replace(JOURNEY.tasks[task], **fields), JOURNEY)


def test_a_rule_without_groups_is_for_everybody():
    assert told("library-card", audience=Rule())[0] == "For everybody."


def test_lines_that_must_all_hold_are_joined_by_and():
    audience = rule([{"from_where": ["sweden"], "children": ["age_1_5", "age_0"]}])
    assert told("library-card", audience=audience)[0] == (
        "For whoever answers “Another place in Sweden” to “Where are you moving from?” and"
        " answers “Under 1 year” or “1–5 years” to “Are children moving with you?”."
    )


def test_groups_of_which_one_is_enough_are_joined_by_or():
    audience = rule([{"pets": ["yes"]}, {"car": ["unanswered"]}])
    (sentence, *_rest) = told("library-card", audience=audience)
    assert ", or whoever has not answered “" in sentence
    assert "yet." in sentence


def test_an_open_question_beside_an_answer_is_said():
    audience = rule([{"pets": ["yes", "unanswered"]}])
    assert "answers “Yes” to “" in told("library-card", audience=audience)[0]
    assert "or has not answered it yet." in told("library-card", audience=audience)[0]


def test_a_long_list_is_said_by_what_is_left_out():
    keys = JOURNEY.questions["status"].option_keys
    first, *rest = [f"“{option.label}”" for option in JOURNEY.questions["status"].options]
    (sentence, *_more) = told("library-card", audience=rule([{"status": keys[1:]}]))
    assert f"answers anything but {first} to “" in sentence
    assert not any(label in sentence for label in rest)


def test_a_long_list_of_which_several_may_be_chosen_is_said_in_full():
    options = JOURNEY.questions["occupation"].options
    audience = rule([{"occupation": [option.key for option in options[1:]]}])
    (sentence, *_more) = told("library-card", audience=audience)
    assert options[0].label not in sentence
    assert all(option.label in sentence for option in options[1:])


@pytest.mark.parametrize(
    ("line", "named"),
    [
        (Line("horse", frozenset({"yes"})), "“horse” (does not exist)"),
        (Line("car", frozenset({"horse"})), "“horse” (does not exist)"),
        (Line("", frozenset()), "does not exist"),
    ],
)
def test_what_is_not_there_is_named_and_said_to_be_missing(line, named):
    assert named in told("library-card", audience=Rule(((line,),)))[0]


def test_a_number_of_adults_is_named_as_it_is():
    assert "“2”" in told("library-card", audience=rule([{"adults": ["2"]}]))[0]


def test_days_say_what_they_are_counted_from():
    found = told("library-card", timing=Timing(Anchor.MOVE, -30, 7), timing_for=())
    assert found[2] == (
        "Begins 30 days before the day of move and should be done 7 days after the day of move"
        " at the latest."
    )
    found = told("library-card", timing=Timing(Anchor.HOME, 0, 7, law=True), timing_for=())
    assert found[2].startswith("Begins on the day of home and must be done")
    assert found[2].endswith("by law or contract.")


def test_other_days_say_whose_they_are():
    own = TimingFor(rule([{"pets": ["yes"]}]), Timing(Anchor.JOB, 0, 1))
    found = told("library-card", timing_for=(own,), prerequisites=())
    assert found[3].startswith("Other days for whoever answers “Yes” to “")
    assert ": begins on the day of job" in found[3]


def test_what_comes_first_says_for_whom_and_whether_it_is_only_advice():
    first = (
        Prerequisite(("get-eid", "library-card")),
        Prerequisite(("get-eid",), helpful=True),
        Prerequisite(("gone",), rule=rule([{"pets": ["no"]}])),
    )
    waits, advice, of_some = told("apply-id-card", timing_for=(), prerequisites=first)[3:]
    titles = [JOURNEY.tasks[key].title for key in ("get-eid", "library-card")]
    assert waits == f"Waits for “{titles[0]}” or “{titles[1]}”."
    assert advice == f"Easier after “{titles[0]}”."
    assert of_some.startswith("For whoever answers “No” to “")
    assert of_some.endswith("it waits for “gone” (does not exist).")


def test_a_question_says_whom_it_is_asked_of():
    assert of_question(JOURNEY.questions["certainty"], JOURNEY) == "Asked once, of everybody."
    asked = of_question(JOURNEY.questions["job_start"], JOURNEY)
    assert asked.startswith("Asked of each adult, of whoever answers “")


def test_every_rule_of_the_content_is_told_without_a_gap():
    for task in JOURNEY.all_tasks():
        for sentence in of_task(task, JOURNEY):
            assert "does not exist" not in sentence, task.key
            assert sentence.endswith("."), task.key
    for question in JOURNEY.all_questions():
        assert "does not exist" not in of_question(question, JOURNEY)
