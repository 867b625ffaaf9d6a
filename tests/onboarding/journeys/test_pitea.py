"""The real journey: sound, whole, and possible to finish for people of every kind."""

from datetime import date
from functools import cache

import pytest

from onboarding.journeys.answers import parse
from onboarding.journeys.engine import path
from onboarding.journeys.plan import State, build
from onboarding.journeys.schema import Journey, Kind
from onboarding.journeys.validation import problems
from tests.onboarding.journeys.asking import ARRIVAL, BEFORE, SETTLING_IN, marked_done
from tests.onboarding.journeys.reading import read_journey

TODAY = date(2026, 11, 23)
READ_ELSEWHERE = frozenset({"certainty", "from_where", "interests", "missing"})


@cache
def pitea(language: str = "en") -> Journey:
    return read_journey(language)


def test_the_journey_is_sound():
    assert [problem.message for problem in problems(pitea(), READ_ELSEWHERE)] == []


def test_there_are_eighty_tasks():
    assert len(pitea().tasks) == 80


def test_the_phases_are_those_of_a_move():
    assert [phase.key for phase in pitea().phases] == ["before", "arrival", "settling_in"]


@pytest.mark.parametrize(
    "question",
    [
        question
        for steps in (BEFORE, ARRIVAL, SETTLING_IN)
        for s in steps.values()
        for question in s
    ],
    ids=lambda question: question.key,
)
def test_every_question_is_asked_as_the_engine_knows_it(question):
    asked = pitea().questions[question.key]
    assert (asked.kind, asked.asked_of) == (question.kind, question.asked_of)
    assert set(asked.option_keys) == set(question.option_keys)
    assert asked.condition == question.condition


def test_wishes_are_asked_too():
    assert {"interests", "missing"} < pitea().questions.keys()


def test_every_option_can_be_answered():
    for question in pitea().all_questions():
        for option in question.option_keys:
            value = [option] if question.kind is Kind.MULTIPLE else option
            part = {question.key: value}
            of_household = question.asked_of == "household"
            data = {"household": part} if of_household else {"adults": [{"answers": part}]}
            assert parse(pitea(), data)


@pytest.mark.parametrize("language", ["sv", "en"])
def test_every_question_and_option_has_words(language):
    for question in pitea(language).all_questions():
        assert question.label
        assert all(option.label for option in question.options)


@pytest.mark.parametrize("language", ["sv", "en"])
def test_every_option_that_brings_a_task_says_why(language):
    for task in pitea(language).all_tasks():
        for line in task.audience.lines:
            options = pitea(language).questions[line.question].options
            silent = [o.key for o in options if o.key in line.options and not o.reason]
            assert not silent, (task.key, line.question, silent)


# Counted by hand beforehand: the tasks of each phase for people of seven kinds.
FOREIGN = {"personnummer": "no", "stay": "year_or_more", "role": "mover"}
COMMON = {"move": "2027-06-01", "follow_up": "yes"}
SAMPLES = {
    "a family inside Sweden": (
        (11, 10, 6),
        {
            "from_where": "sweden",
            "children": ["age_1_5", "age_6_12"],
            "housing": ["buy_house"],
            "rents_now": "yes",
            "car": "have",
        },
        [{"status": "registered_in_sweden", "occupation": ["job"], "swedish": "fluent"}] * 2,
    ),
    "a worker from the EU with a temporary first home": (
        (14, 14, 7),
        {"from_where": "eu_eea_customs_union", "housing": ["rent", "temporary"]},
        [
            FOREIGN
            | {"status": "eu_eea", "occupation": ["job"], "swedish": "none", "licence": "eu_eea"}
        ],
    ),
    "a worker from outside the EEA": (
        (15, 15, 9),
        {"from_where": "outside_eu_customs_union", "housing": ["rent", "temporary"]},
        [
            FOREIGN
            | {"status": "other", "occupation": ["job"], "swedish": "none", "licence": "other"}
        ],
    ),
    "an accompanying partner from outside the EEA": (
        (14, 15, 9),
        {"housing": ["temporary"], "power_included": "yes"},
        [
            FOREIGN
            | {
                "role": "accompanying",
                "status": "other",
                "occupation": ["seeking"],
                "swedish": "none",
                "licence": "other",
            }
        ],
    ),
    "a retired EU citizen": (
        (17, 15, 5),
        {
            "from_where": "eu_eea_customs_union",
            "housing": ["buy_house"],
            "car": "bring_from_abroad",
            "pets": True,
            "follow_up": "no",
        },
        [
            FOREIGN
            | {
                "status": "eu_eea",
                "occupation": ["retired", "own_means"],
                "swedish": "fluent",
                "licence": "eu_eea",
            }
        ],
    ),
    "a person with temporary protection": (
        (11, 13, 8),
        {"housing": ["rent", "temporary"], "power_included": "yes", "follow_up": "no"},
        [
            FOREIGN
            | {"status": "temporary_protection", "occupation": ["seeking"], "swedish": "none"}
        ],
    ),
    "a worker from the EU for less than a year": (
        (10, 12, 4),
        {"housing": ["have_home"], "power_included": "yes"},
        [
            FOREIGN
            | {
                "status": "eu_eea",
                "stay": "less_than_a_year",
                "occupation": ["job"],
                "swedish": "fluent",
            }
        ],
    ),
}


def sample(name):
    _, household, adults = SAMPLES[name]
    adults = [{"alias": str(n), "answers": answers} for n, answers in enumerate(adults)]
    return parse(pitea(), {"household": COMMON | household, "adults": adults})


@pytest.mark.parametrize("name", SAMPLES)
def test_a_sample_person_has_the_tasks_counted_by_hand(name):
    by_phase = build(pitea(), sample(name), TODAY).by_phase()
    counts = tuple(len({item.task.key for item in items}) for items in by_phase.values())
    assert counts == SAMPLES[name][0]


@pytest.mark.parametrize("name", SAMPLES)
def test_a_sample_person_can_finish_every_task(name):
    answers = sample(name)
    # No chain is longer than this, from the first document to the last benefit.
    for _ in range(8):
        for item in build(pitea(), answers, TODAY).items:
            if item.state is not State.DONE and not item.blocked_by:
                answers = marked_done(answers, item, TODAY)
    assert all(item.state is State.DONE for item in build(pitea(), answers, TODAY).items)


def test_who_has_answered_nothing_has_the_tasks_that_everyone_has():
    assert len(build(pitea(), parse(pitea(), {}), TODAY).items) == 13


def test_the_wizard_asks_a_lone_mover_on_few_pages():
    answers = parse(pitea(), {"adults": [{"answers": {"status": "registered_in_sweden"}}]})
    assert len(path(pitea(), answers).within("before").screens) <= 16
