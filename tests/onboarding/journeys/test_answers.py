"""How a household's answers are read, and which are refused."""

from datetime import date

import pytest

from onboarding.journeys.answers import Adult, Answers, MonthDate, WrongAnswers, parse
from tests.onboarding.journeys.asking import journey, task

MOVING = journey(task("pack"), task("bank", per="adult"))


def test_a_whole_household_is_read():
    answers = parse(
        MOVING,
        {
            "household": {
                "move": "2027-06-01",
                "adults": 1,
                "children": ["age_0", "age_1_5"],
                "pets": True,
                "car": "none",
            },
            "adults": [
                {
                    "alias": "A",
                    "answers": {"status": "nordic", "personnummer": False},
                    "done": {"bank": "2027-06-09"},
                }
            ],
            "done": {"pack": "2027-05-30"},
        },
    )
    assert answers == Answers(
        household={
            "move": date(2027, 6, 1),
            "adults": 1,
            "children": ("age_0", "age_1_5"),
            "pets": "yes",
            "car": "none",
        },
        adults=(
            Adult("A", {"status": "nordic", "personnummer": "no"}, {"bank": date(2027, 6, 9)}),
        ),
        done={"pack": date(2027, 5, 30)},
    )


def test_a_task_of_each_adult_that_is_named_for_the_household_is_done_by_all():
    answers = parse(MOVING, {"adults": [{}, {}], "done": {"bank": "2027-06-09"}})
    assert [adult.done for adult in answers.adults] == [{"bank": date(2027, 6, 9)}] * 2
    assert answers.done == {}


def test_a_task_of_the_household_that_one_adult_names_is_done():
    answers = parse(MOVING, {"adults": [{"done": {"pack": "2027-05-30"}}]})
    assert answers.done == {"pack": date(2027, 5, 30)}
    assert answers.adults[0].done == {}


def test_a_month_is_enough_of_a_date():
    answers = parse(MOVING, {"household": {"move": "2027-06"}})
    assert answers.household["move"] == MonthDate(2027, 6)
    assert MonthDate(2027, 6).first_day == date(2027, 6, 1)
    assert MonthDate(2027, 6).isoformat() == "2027-06"


def test_null_means_unanswered():
    assert parse(MOVING, {"household": {"move": None, "pets": None}}).household == {}


def test_yes_and_no_may_be_written_as_options_or_as_truth():
    for value, read in ((True, "yes"), (False, "no"), ("yes", "yes"), ("no", "no")):
        assert parse(MOVING, {"household": {"support": value}}).household == {"support": read}


def test_there_is_always_one_adult():
    assert parse(MOVING, {}).adults == (Adult("1"),)
    assert Answers(adults=()).adults == (Adult(),)


def test_adults_without_an_alias_are_numbered():
    assert [a.alias for a in parse(MOVING, {"adults": [{}, {"alias": "B"}, {}]}).adults] == [
        "1",
        "B",
        "3",
    ]


def of_household(**answers):
    return {"household": answers}


def of_adult(**answers):
    return {"adults": [{"answers": answers}]}


@pytest.mark.parametrize(
    ("data", "code", "name"),
    [
        ([], "wrong_type", "[]"),
        ({"houses": {}}, "unknown_key", "houses"),
        ({"household": []}, "wrong_type", "household"),
        ({"adults": {}}, "wrong_type", "adults"),
        ({"adults": []}, "wrong_type", "adults"),
        ({"adults": [{}] * 7}, "wrong_type", "adults"),
        ({"adults": [{"name": "A"}]}, "unknown_key", "name"),
        ({"adults": [{"alias": 1}]}, "wrong_type", "alias"),
        (of_household(shoes="yes"), "unknown_key", "shoes"),
        (of_household(car="boat"), "unknown_option", "boat"),
        (of_household(car="unanswered"), "unknown_option", "unanswered"),
        (of_household(car=True), "unknown_option", "yes"),
        (of_household(car=["have"]), "wrong_type", "car"),
        (of_household(children="age_0"), "wrong_type", "children"),
        (of_household(children=["age_0", "age_99"]), "unknown_option", "age_99"),
        (of_household(children=[{}]), "wrong_type", "children"),
        (of_household(adults="two"), "wrong_type", "two"),
        (of_household(adults=True), "wrong_type", "adults"),
        (of_household(adults=-1), "wrong_type", "-1"),
        (of_household(move="2027-02-30"), "bad_date", "2027-02-30"),
        (of_household(move="2027-13"), "bad_date", "2027-13"),
        (of_household(move="20270601"), "bad_date", "20270601"),
        (of_household(move="2027-W22-1"), "bad_date", "2027-W22-1"),
        (of_household(move="soon"), "bad_date", "soon"),
        (of_household(move=20270601), "bad_date", "20270601"),
        (of_household(status="nordic"), "wrong_place", "status"),
        (of_adult(car="have"), "wrong_place", "car"),
        (of_adult(status="martian"), "unknown_option", "martian"),
        ({"done": {"dance": "2027-01-01"}}, "unknown_task", "dance"),
        ({"done": {"pack": "2027-01"}}, "bad_date", "2027-01"),
        ({"done": []}, "wrong_type", "done"),
    ],
)
def test_wrong_answers_are_refused_in_one_line_that_names_them(data, code, name):
    with pytest.raises(WrongAnswers) as refused:
        parse(MOVING, data)
    assert refused.value.code == code
    assert name in str(refused.value)
    assert "\n" not in str(refused.value)


def test_the_first_of_several_faults_is_named():
    with pytest.raises(WrongAnswers, match="shoes"):
        parse(MOVING, of_household(shoes="yes", boots="no"))
