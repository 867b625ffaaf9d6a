"""What is found wrong with a journey before it is published."""

from dataclasses import replace

import pytest

from onboarding.journeys.rules import Line, Rule
from onboarding.journeys.schema import Journey, Phase, Step
from onboarding.journeys.validation import MESSAGES, WARNINGS, problems
from tests.onboarding.journeys.asking import (
    ABROAD,
    adult_asks,
    household_asks,
    journey,
    needs,
    task,
)

YES_NO = "yes no"
OF_STATUS = {"status": ["registered_in_sweden"]}


def errors(*tasks, **steps):
    """List the errors as (kind, key, code)."""
    found = problems(journey(*tasks, **steps))
    return [(*problem.where, problem.code) for problem in found if problem.is_error]


def asked(*questions):
    return errors(one=questions)


def yes_no(key, when=()):
    return household_asks(key, "yes_no", YES_NO, when)


def test_a_sound_journey_has_no_errors():
    sound = [task("a", [ABROAD], per="adult"), task("b", first=["a", "~c"]), task("c", law=True)]
    assert errors(*sound) == []


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        (task("t", [{"shoes": ["yes"]}]), "unknown_question"),
        (task("t", [{"pets": ["maybe"]}]), "unknown_option"),
        (task("t", [{"move": ["soon"]}]), "unknown_option"),
        (task("t", [{"adults": ["many"]}]), "unknown_option"),
        (task("t", first=[needs("t2", [{"pets": ["maybe"]}])]), "unknown_option"),
        (task("t", timing_for=[([{"shoes": ["yes"]}], ("move", 0, 1))]), "unknown_question"),
        (task("t", [{"pets": []}]), "never_applies"),
        (task("t", [{}]), "empty_group"),
        (task("t", [{"pets": ["yes"]}, {}]), "empty_group"),
        (task("t", [OF_STATUS | {"personnummer": ["yes"]}]), "never_applies"),
        (task("t", [{"children": ["expecting"]}, {"pets": []}]), "impossible_group"),
        (task("t", timing_for=[([{"pets": []}], ("move", 0, 1))]), "never_applies"),
        (task("t", first=["missing"]), "unknown_prerequisite"),
        (task("t", first=["~missing/t2"]), "unknown_prerequisite"),
        (task("t", first=["t"]), "own_prerequisite"),
        (task("t", timing=("move", 5, 4)), "start_after_due"),
        (task("t", timing_for=[([], ("move", 5, 4))]), "start_after_due"),
        (task("t", law=True, too_late=""), "law_without_too_late"),
        (task("t", responsible=None), "no_responsible"),
    ],
)
def test_a_wrong_task_is_found(wrong, code):
    assert errors(wrong, task("t2")) == [("task", "t", code)]


@pytest.mark.parametrize(
    "possible",
    [
        [{"adults": ["2"]}],
        [{"move": ["unanswered"]}],
        [OF_STATUS | {"personnummer": ["unanswered", "no"]}],
        [{"status": ["other"], "rents_now": ["yes"]}],
        [{"children": ["age_0"], "second_guardian": ["yes"]}],
    ],
)
def test_a_rule_that_can_hold_is_left_alone(possible):
    assert errors(task("t", possible)) == []


@pytest.mark.parametrize(
    ("key", "one", "other", "can_hold"),
    [
        ("car", ["have"], ["none"], False),
        ("car", ["have", "none"], ["none"], True),
        ("pets", ["yes"], ["no"], False),
        ("children", ["age_0"], ["age_1_5"], True),
        ("children", ["age_0"], ["unanswered"], False),
        ("children", ["age_0", "unanswered"], ["age_1_5", "unanswered"], True),
    ],
)
def test_two_lines_on_one_question_may_exclude_each_other(key, one, other, can_hold):
    lines = Line(key, frozenset(one)), Line(key, frozenset(other))
    written = replace(task("t"), audience=Rule((lines,)))
    assert errors(written) == ([] if can_hold else [("task", "t", "never_applies")])


def test_a_condition_may_not_read_a_later_question():
    assert asked(yes_no("a", [{"b": ["yes"]}]), yes_no("b")) == [
        ("question", "a", "reads_later_question")
    ]


def test_a_condition_may_not_read_its_own_question():
    assert asked(yes_no("a", [{"a": ["yes"]}])) == [("question", "a", "reads_later_question")]


def test_a_question_that_is_never_asked_is_found():
    never = yes_no("c", [{"a": ["no"], "b": ["yes"]}])
    assert asked(yes_no("a"), yes_no("b", [{"a": ["yes"]}]), never) == [
        ("question", "c", "never_applies")
    ]


def test_a_choice_needs_options():
    assert asked(household_asks("a", "single")) == [("question", "a", "no_options")]


def test_an_option_may_not_be_there_twice():
    assert asked(household_asks("a", "single", "x y x")) == [("question", "a", "duplicate_option")]


def test_no_key_may_be_used_twice():
    assert errors(task("t"), task("t")) == [("task", "t", "duplicate_key")]
    assert asked(yes_no("a"), yes_no("a")) == [("question", "a", "duplicate_key")]
    twice = (Phase("p", "P", steps=(Step("s", "S"), Step("s", "S"))), Phase("p", "P"))
    assert [problem.where for problem in problems(Journey("j", "J", twice))] == [
        ("phase", "p"),
        ("step", "s"),
    ]


def test_a_cycle_of_prerequisites_is_named():
    tasks = task("a", first=["b"]), task("b", first=["c/d"]), task("c", first=["a"]), task("d")
    (problem,) = [p for p in problems(journey(*tasks)) if p.is_error]
    assert problem.code == "prerequisite_cycle"
    around = problem.params["cycle"].split(" → ")
    assert around[0] == around[-1]
    assert "abcab".find("".join(around[:2])) >= 0
    assert set(around) == {"a", "b", "c"}


def test_every_cycle_is_found():
    tasks = [task(key, first=[other]) for key, other in ("ab", "ba", "cd", "dc")]
    assert [code for *_, code in errors(*tasks)] == ["prerequisite_cycle"] * 2


def test_advice_makes_no_cycle():
    assert errors(task("a", first=["~b"]), task("b", first=["a"])) == []


def test_dates_need_their_questions():
    assert errors(task("t"), one=[household_asks("move", "date")]) == [
        ("task", "t", "missing_anchor_question")
    ]


@pytest.mark.parametrize(
    "wrong", [household_asks("move", "single", "soon"), adult_asks("move", "date")]
)
def test_dates_are_read_from_a_date_of_the_right_people(wrong):
    assert ("question", "move", "anchor_question_of_household") in errors(one=[wrong])


def test_the_personnummer_cannot_count_from_itself():
    wrong = task("receive-personnummer", per="adult", timing=("personnummer", 0, 1))
    assert errors(wrong) == [("task", "receive-personnummer", "anchor_on_itself")]


def test_the_task_that_an_anchor_waits_for_must_be_there():
    card = task("card", timing=("personnummer", 1, 14))
    assert errors(card) == [("task", "card", "missing_anchor_task")]
    assert errors(card, task("receive-personnummer", per="adult")) == []


def test_a_question_that_is_used_outside_of_rules_must_be_there():
    found = problems(journey(), frozenset({"adults", "wishes"}))
    assert [(problem.where.key, problem.code) for problem in found if problem.is_error] == [
        ("wishes", "needed_question")
    ]


def unused(question, *tasks, read_elsewhere=()):
    found = problems(journey(*tasks, one=[question]), frozenset(read_elsewhere))
    assert {problem.code for problem in found if not problem.is_error} <= WARNINGS
    return [problem.params["option"] for problem in found if problem.code == "unused_option"]


COLOUR = household_asks("colour", "single", "red green blue")
NO_DATES = {"timing": ("election", 0, 1)}


def test_options_that_nothing_reads_are_warned_of():
    assert unused(COLOUR, task("t", [{"colour": ["red"]}], **NO_DATES)) == ["green", "blue"]


def test_one_option_left_over_is_an_answer_too():
    assert unused(COLOUR, task("t", [{"colour": ["red", "blue"]}], **NO_DATES)) == []


def test_a_question_that_is_read_elsewhere_is_not_warned_of():
    assert unused(COLOUR, read_elsewhere=["colour"]) == []


def test_every_problem_has_a_message():
    wrong = [
        task("a", [{"shoes": ["yes"]}], first=["a", "b"], law=True, too_late=""),
        task("c", [{"pets": ["maybe"]}, {}], timing=("move", 2, 1), responsible=None),
    ]
    for problem in problems(journey(*wrong)):
        assert problem.message
        assert "{" not in problem.message
        assert problem.code in MESSAGES
