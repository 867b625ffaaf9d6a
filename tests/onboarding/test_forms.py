"""What the fields of the wizard take, and what they say when they do not."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from onboarding.forms import (
    NONE,
    UNKNOWN,
    AliasField,
    DateField,
    TickForm,
    initial,
    screen_form,
)
from onboarding.journeys.answers import MonthDate
from onboarding.journeys.engine import Screen
from onboarding.journeys.schema import AskedOf, Kind, Option, Phase, Question, Step

THIS_YEAR = timezone.localdate().year
HOUSEHOLD = AskedOf.HOUSEHOLD
OPTIONS = (Option("one", "One", hint="The first."), Option("two", "Two"))


def form(*questions, data=None, **fields):
    screen = Screen("x", Phase("before", ""), Step("s", ""), questions, None)
    return screen_form(screen)(data or fields)


def question(kind, key="q", options=()):
    return Question(key, kind, HOUSEHOLD, key, options=options)


@pytest.mark.parametrize(
    ("sent", "answer"), [("one", "one"), ("two", "two"), (UNKNOWN, None)], ids=str
)
def test_one_of_several(sent, answer):
    filled = form(question(Kind.SINGLE, options=OPTIONS), q=sent)
    assert filled.is_valid()
    assert filled.answers() == {"q": answer}


@pytest.mark.parametrize("sent", ["", "three", NONE])
def test_one_of_several_that_is_not_there(sent):
    assert "q" in form(question(Kind.SINGLE, options=OPTIONS), q=sent).errors


@pytest.mark.parametrize(
    ("sent", "answer"),
    [(["one", "two"], ("one", "two")), ([NONE], ()), ([UNKNOWN], None)],
    ids=str,
)
def test_several(sent, answer):
    filled = form(question(Kind.MULTIPLE, options=OPTIONS), q=sent)
    assert filled.is_valid()
    assert filled.answers() == {"q": answer}


@pytest.mark.parametrize("sent", [[], ["three"], ["one", NONE], ["one", UNKNOWN], [NONE, UNKNOWN]])
def test_several_that_do_not_go_together(sent):
    assert "q" in form(question(Kind.MULTIPLE, options=OPTIONS), q=sent).errors


def test_a_question_may_say_none_of_these_in_its_own_words():
    options = (*OPTIONS, Option("nothing", "Nothing, I am fine"))
    asked = question(Kind.MULTIPLE, options=options)
    offered = [key for key, _label in form(asked, q=[]).fields["q"].choices]
    assert offered == ["one", "two", "nothing", UNKNOWN]
    assert form(asked, q=["nothing"]).is_valid()
    assert "Nothing, I am fine" in form(asked, q=["one", "nothing"]).errors["q"][0]


def test_yes_and_no_need_no_options():
    filled = form(question(Kind.YES_NO), q="no")
    assert filled.is_valid()
    assert filled.answers() == {"q": "no"}


@pytest.mark.parametrize("sent", ["0", "7", "-1", "two", "", "1.5"])
def test_numbers_of_adults_that_there_are_not(sent):
    assert "adults" in form(question(Kind.NUMBER, "adults"), data={"adults": sent}).errors


def test_each_adult_may_be_named():
    data = {"adults": "2", "alias_1": " A ", "alias_2": "", "alias_6": "F"}
    filled = form(question(Kind.NUMBER, "adults"), data=data)
    assert len(filled.alias_fields()) == 6
    assert filled.is_valid()
    assert (filled.answers(), filled.aliases()[1]) == ({"adults": 2}, "A")


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        (["1", "3", "2027"], date(2027, 3, 1)),
        (["", "3", "2027"], MonthDate(2027, 3)),
        (["٢٨", "٢", "٢٠٢٧"], date(2027, 2, 28)),
        (["०१", "०३", "२०२७"], date(2027, 3, 1)),
        ([" ", "", ""], None),
        (None, None),
    ],
    ids=str,
)
def test_dates(typed, day):
    assert DateField().clean(typed) == day


def test_a_day_that_is_not_in_its_month_is_told_how_long_that_is():
    with pytest.raises(ValidationError, match="28"):
        DateField().clean(["31", "2", "2027"])


@pytest.mark.parametrize("year", [THIS_YEAR - 6, THIS_YEAR + 11, 9999, 1])
def test_years_out_of_reach_are_told_what_is_within(year):
    with pytest.raises(ValidationError, match=str(THIS_YEAR + 10)):
        DateField().clean(["1", "3", f"{year:04}"])


@given(st.lists(st.text(max_size=6), min_size=3, max_size=3))
def test_no_text_breaks_a_date(typed):
    try:
        day = DateField().clean(typed)
    except ValidationError:
        return
    assert day is None or abs(day.year - THIS_YEAR) <= 10


@given(st.text())
def test_no_text_breaks_an_alias(typed):
    try:
        alias = AliasField(max_length=40, required=False).clean(typed)
    except ValidationError:
        return
    assert alias == " ".join(alias.split())
    assert "\x00" not in alias


def test_the_day_that_a_task_was_done_must_be_a_day():
    assert "done_on" in TickForm({"state": "done", "done_on_month": "3"}).errors
    assert TickForm({"state": "done"}).is_valid()
    assert not TickForm({"state": "paid"}).is_valid()


def test_what_was_answered_is_shown_again():
    shown = initial({"a": "one", "b": (), "c": ("one",), "d": None}, {"a", "b", "c", "d", "e"})
    assert shown == {"a": "one", "b": [NONE], "c": ["one"], "d": UNKNOWN, "e": UNKNOWN}
