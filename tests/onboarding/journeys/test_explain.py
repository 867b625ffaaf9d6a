"""The sentence that says why a task is in the plan."""

from datetime import date

from onboarding.journeys.explain import ENGLISH, Sentence, why
from onboarding.journeys.plan import build
from onboarding.journeys.schema import AskedOf, Kind, Option, Question
from tests.onboarding.journeys.asking import ABROAD, adult, household, journey, task

SWEDISH = Sentence(
    because="Därför att {reasons}.",
    everyone="Därför att alla som flyttar hit behöver det.",
    comma=", ",
    last=" och ",
)


def told(applies, answers, words=ENGLISH, **steps):
    asking = journey(task("it", applies), **steps)
    (item,) = build(asking, answers, date(2027, 6, 1)).items
    return why(item, asking, answers, words)


def test_a_task_for_all_is_for_everyone():
    assert told([], household()) == "Because everyone who moves to Piteå needs it."


def test_the_reason_is_the_option_that_was_chosen():
    assert told([ABROAD], household(adult(status="nordic"))) == "Because status is nordic."


def test_reasons_are_joined_in_the_order_of_the_rule():
    answers = household(pets="yes", car="have", support="yes")
    rule = [{"pets": ["yes"], "car": ["have", "none"], "support": ["yes"]}]
    assert told(rule, answers) == "Because pets is yes, car is have and support is yes."


def test_every_option_that_was_chosen_is_told_in_the_order_of_the_question():
    answers = household(children=("age_13_15", "age_0", "expecting"))
    assert told([{"children": ["age_13_15", "age_0"]}], answers) == (
        "Because children is age_0 and children is age_13_15."
    )


def test_only_the_first_group_that_holds_is_told():
    answers = household(pets="yes", car="have")
    assert told([{"support": ["yes"]}, {"car": ["have"]}, {"pets": ["yes"]}], answers) == (
        "Because car is have."
    )


def test_what_was_not_answered_is_no_reason():
    rule = [{"pets": ["yes"], "power_included": ["no", "unanswered"]}]
    assert told(rule, household(pets="yes")) == "Because pets is yes."
    assert told([{"power_included": ["unanswered"]}], household()).startswith("Because everyone")


def test_a_task_of_the_household_is_told_by_the_first_adult_it_applies_to():
    adults = [adult(status=s) for s in ("registered_in_sweden", "swiss", "nordic")]
    assert told([ABROAD], household(*adults)) == "Because status is swiss."


def test_the_same_reason_is_told_once_with_one_full_stop():
    same = tuple(
        Question(
            key,
            Kind.SINGLE,
            AskedOf.HOUSEHOLD,
            options=(Option("yes", "Yes", reason="you bring a pet."), Option("no", "No")),
        )
        for key in ("dog", "cat")
    )
    answers = household(dog="yes", cat="yes")
    sentence = told([{"dog": ["yes"], "cat": ["yes", "no"]}], answers, one=same)
    assert sentence == "Because you bring a pet."


def test_an_option_without_a_reason_is_not_told():
    plain = Question("cat", Kind.SINGLE, AskedOf.HOUSEHOLD, options=(Option("yes", "Yes"),))
    assert told([{"cat": ["yes"]}], household(cat="yes"), one=[plain]).startswith(
        "Because everyone"
    )


def test_the_words_are_those_of_the_reader():
    assert told([], household(), SWEDISH) == "Därför att alla som flyttar hit behöver det."
    answers = household(pets="yes", car="have")
    assert told([{"pets": ["yes"], "car": ["have"]}], answers, SWEDISH) == (
        "Därför att pets is yes och car is have."
    )


def test_a_sentence_begins_with_a_capital_letter():
    words = Sentence(because="{reasons}: so it is.")
    assert told([{"pets": ["yes"]}], household(pets="yes"), words) == "Pets is yes: so it is."
