"""Which pages a household meets, in which order, and which of its answers count."""

from datetime import date

import pytest

from onboarding.journeys.answers import MonthDate
from onboarding.journeys.engine import options_of, path, relevant
from tests.onboarding.journeys.asking import (
    adult,
    adult_asks,
    household,
    household_asks,
    journey,
)


def pages(asking, answers):
    """List the pages as "key: questions"."""
    return [
        f"{screen.key}: {' '.join(question.key for question in screen.questions)}"
        for screen in path(asking, answers).screens
    ]


def yes_no(key, when=(), **more):
    return household_asks(key, "yes_no", "yes no", when, **more)


def own_yes_no(key, when=(), **more):
    return adult_asks(key, "yes_no", "yes no", when, **more)


def test_questions_of_one_step_share_a_page():
    asking = journey(one=[yes_no("a"), yes_no("b")], two=[yes_no("c")])
    assert pages(asking, household()) == ["a: a b", "c: c"]


def test_a_question_may_start_a_page():
    asking = journey(one=[yes_no("a"), yes_no("b", starts_page=True), yes_no("c")])
    assert pages(asking, household()) == ["a: a", "b: b c"]


def test_a_question_that_depends_on_the_page_starts_another():
    asking = journey(one=[yes_no("a"), yes_no("b", [{"a": ["yes"]}]), yes_no("c")])
    assert pages(asking, household(a="yes")) == ["a: a", "b: b c"]


def test_the_key_of_a_page_does_not_depend_on_the_answers():
    asking = journey(one=[yes_no("a"), yes_no("b", [{"a": ["yes"]}]), yes_no("c")])
    assert pages(asking, household(a="no")) == ["a: a", "b: c"]


def test_a_page_without_questions_is_left_out():
    asking = journey(one=[yes_no("a")], two=[yes_no("b", [{"a": ["yes"]}])], three=[yes_no("c")])
    assert pages(asking, household(a="no")) == ["a: a", "c: c"]


def test_each_adult_is_asked_a_whole_block_of_pages():
    asking = journey(one=[own_yes_no("a"), own_yes_no("b", starts_page=True)])
    assert pages(asking, household(adult(), adult())) == ["a.1: a", "b.1: b", "a.2: a", "b.2: b"]


def test_a_question_for_the_household_ends_the_block():
    asking = journey(one=[own_yes_no("a"), yes_no("h"), own_yes_no("b")])
    assert pages(asking, household(adult(), adult())) == [
        "a.1: a",
        "a.2: a",
        "h: h",
        "b.1: b",
        "b.2: b",
    ]


def test_a_block_stays_within_its_step():
    asking = journey(one=[own_yes_no("a")], two=[own_yes_no("b")])
    assert pages(asking, household(adult(), adult())) == ["a.1: a", "a.2: a", "b.1: b", "b.2: b"]


def test_each_adult_meets_the_questions_that_concern_them():
    asking = journey(one=[own_yes_no("a"), own_yes_no("b", [{"a": ["yes"]}])])
    assert pages(asking, household(adult(a="no"), adult(a="yes"))) == ["a.1: a", "a.2: a", "b.2: b"]


def test_an_adult_question_may_depend_on_the_household():
    asking = journey(one=[yes_no("h"), own_yes_no("a", [{"h": ["yes"]}])])
    assert pages(asking, household(h="yes")) == ["h: h", "a.1: a"]
    assert pages(asking, household(h="no")) == ["h: h"]


def test_a_household_question_may_depend_on_any_adult():
    asking = journey(one=[own_yes_no("a"), yes_no("h", [{"a": ["yes"]}])])
    assert pages(asking, household(adult(a="no"), adult(a="yes")))[-1] == "h: h"
    assert "h: h" not in pages(asking, household(adult(a="no"), adult()))


def test_a_condition_on_several_lines_must_hold_for_one_and_the_same_adult():
    asking = journey(
        one=[own_yes_no("a"), own_yes_no("b"), yes_no("h", [{"a": ["yes"], "b": ["yes"]}])]
    )
    split = household(adult(a="yes", b="no"), adult(a="no", b="yes"))
    assert "h: h" not in pages(asking, split)
    assert "h: h" in pages(asking, household(adult(), adult(a="yes", b="yes")))


def test_a_question_that_hangs_on_one_that_is_not_asked_is_not_asked():
    asking = journey(
        one=[yes_no("a"), yes_no("b", [{"a": ["yes"]}]), yes_no("c", [{"b": ["yes"]}])]
    )
    assert pages(asking, household(a="no", b="yes")) == ["a: a"]


def test_answers_off_the_path_are_kept_but_do_not_count():
    asking = journey(one=[yes_no("a"), yes_no("b", [{"a": ["yes"]}]), own_yes_no("c")])
    answers = household(adult(c="yes"), a="no", b="yes")
    assert relevant(asking, answers) == household(adult(c="yes"), a="no")
    assert answers.household["b"] == "yes"


WALKING = journey(one=[yes_no("a")], two=[own_yes_no("b")], three=[yes_no("c")])


def test_next_and_previous_come_from_the_path():
    walked = path(WALKING, household(adult(), adult()))
    assert walked.after("a").key == "b.1"
    assert walked.before("c").key == "b.2"
    assert walked.before("a") is None
    assert walked.after("c") is None


def test_progress_counts_the_pages_of_the_path():
    assert path(WALKING, household(adult(), adult())).position("b.2") == (3, 4)


def test_a_page_may_be_entered_when_all_before_it_were_seen():
    walked = path(WALKING, household())
    assert walked.may_enter("a", seen=())
    assert walked.may_enter("b.1", seen={"a"})
    assert not walked.may_enter("c", seen={"a"})
    assert not walked.may_enter("b.2", seen={"a", "b.1"})


def test_a_page_is_found_by_its_key():
    walked = path(WALKING, household())
    assert walked.find("b.1").adult == 0
    assert walked.find("c").adult is None
    assert "b.1" in walked
    assert "b.2" not in walked
    with pytest.raises(KeyError):
        walked.find("b.2")


def test_a_path_can_be_cut_to_one_phase():
    whole = path(journey(), household(status="other"))
    assert [screen.key for screen in whole.within("arrival").screens] == ["arrived"]
    assert {screen.phase.key for screen in whole.within("before").screens} == {"before"}


def test_the_pages_of_a_mixed_household_in_the_real_order():
    registered = adult(status="registered_in_sweden", occupation=("job",))
    from_afar = adult(status="other", occupation=("seeking",))
    assert pages(journey(), household(registered, from_afar, children=("age_0",))) == [
        "certainty: certainty move from_where",
        "adults: adults",
        "role.1: role",
        "role.2: role",
        "children: children",
        "second_guardian: second_guardian other_language_at_home pets",
        "status.1: status",
        "status.2: status",
        "personnummer.2: personnummer stay",
        "protected: protected",
        "occupation.1: occupation",
        "job_start.1: job_start swedish",
        "occupation.2: occupation",
        "job_start.2: regulated_profession swedish",
        "housing: housing home_access rents_now power_included",
        "car: car",
        "licence.2: licence",
        "support: support ongoing_care",
        "arrived: arrived",
        "wants_friend.1: wants_friend",
        "wants_friend.2: wants_friend",
        "follow_up: follow_up",
        "permit_expiry.2: permit_expiry",
    ]


@pytest.mark.parametrize(
    ("value", "options"),
    [
        ("rent", {"rent"}),
        (("rent", "build"), {"rent", "build"}),
        ((), set()),
        (2, {"2"}),
        (date(2027, 1, 1), set()),
        (MonthDate(2027, 1), set()),
    ],
)
def test_values_read_as_options(value, options):
    assert options_of(value) == options
