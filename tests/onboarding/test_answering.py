"""Answers as rows: written together, read as the engine wants them."""

from datetime import date

import pytest
from django.db import transaction
from django.utils.translation import override

from onboarding import answering
from onboarding.journeys.answers import MonthDate
from onboarding.journeys.schema import AskedOf, Kind, Option, Question
from onboarding.loading import load_journey
from onboarding.models import Answer, Move


@pytest.fixture
def move(db):
    move = Move.objects.create(key_digest="x", language="sv")
    answering.name_adults(move, 2, {1: "A", 2: "B"})
    answering.write(move, None, {"adults": 2})
    return move


def read(move):
    return answering.read(move, load_journey("sv"))


@pytest.mark.django_db
def test_no_move_is_one_adult_who_answered_nothing():
    answers = read(None)
    assert (answers.household, len(answers.adults)) == ({}, 1)
    assert answering.asked(None) == set()


def test_what_is_written_is_read_again(move):
    household = {
        "move": date(2027, 3, 1),
        "home_access": MonthDate(2027, 3),
        "children": ("age_0",),
        "housing": (),
        "car": "have",
        "pets": None,
    }
    answering.write(move, None, household)
    answering.write(move, 2, {"status": "nordic"})
    answers = read(move)
    assert answers.household == {k: v for k, v in household.items() if v is not None} | {
        "adults": 2
    }
    assert [adult.alias for adult in answers.adults] == ["A", "B"]
    assert [adult.answers for adult in answers.adults] == [{}, {"status": "nordic"}]


def test_not_knowing_is_an_answer_too(move):
    answering.write(move, None, {"pets": None})
    assert (None, "pets") in answering.asked(move)


def test_an_answer_is_one_row_however_often_it_is_given(move):
    for value in ("have", "none", None, "have"):
        answering.write(move, None, {"car": value, "pets": "no"})
    assert Answer.objects.filter(question="car").count() == 1
    assert read(move).household["car"] == "have"


def test_a_later_answer_is_the_newer_one(move):
    answering.write(move, None, {"car": "have"})
    first = Answer.objects.get(question="car").answered_at
    answering.write(move, None, {"car": "none"})
    assert Answer.objects.get(question="car").answered_at > first


def test_writing_counts_up_the_version(move):
    before = Move.objects.get().version
    answering.write(move, None, {"car": "have"})
    assert Move.objects.get().version == before + 1


def test_answers_are_kept_all_or_none(move):
    with pytest.raises(TypeError), transaction.atomic():
        answering.write(move, None, {"car": "have", "pets": object()})
    assert not Answer.objects.filter(question="car").exists()


def test_protection_is_never_stored(move):
    answering.write(move, None, {"protected": "yes"})
    assert Answer.objects.get(question="protected").value is None


def test_fewer_adults_leave_the_others_stored(move):
    answering.write(move, 2, {"status": "nordic"})
    answering.write(move, None, {"adults": 1})
    assert len(read(move).adults) == 1
    answering.write(move, None, {"adults": 2})
    assert read(move).adults[1].answers == {"status": "nordic"}


def test_an_adult_without_alias_has_a_number(move):
    answering.name_adults(move, 3, {2: ""})
    answering.write(move, None, {"adults": 3})
    with override("sv"):
        assert [adult.alias for adult in read(move).adults] == ["A", "Vuxen 2", "Vuxen 3"]


def asked(kind):
    options = (Option("a", "A"), Option("b", "B"))
    return Question("q", kind, AskedOf.HOUSEHOLD, options=options)


@pytest.mark.parametrize(
    ("kind", "kept", "value"),
    [
        (Kind.SINGLE, "a", "a"),
        (Kind.SINGLE, "gone", None),
        (Kind.SINGLE, ["a"], None),
        (Kind.MULTIPLE, ["a", "gone"], ("a",)),
        (Kind.MULTIPLE, ["gone"], None),
        (Kind.MULTIPLE, [], ()),
        (Kind.MULTIPLE, "a", None),
        (Kind.MULTIPLE, 2, None),
        (Kind.DATE, "2027-03-01", date(2027, 3, 1)),
        (Kind.DATE, "2027-03", MonthDate(2027, 3)),
        (Kind.DATE, "soon", None),
        (Kind.DATE, 3, None),
        (Kind.DATE, ["2027"], None),
        (Kind.NUMBER, 3, 3),
        (Kind.NUMBER, "3", None),
    ],
)
def test_what_no_longer_fits_its_question_counts_as_unanswered(kind, kept, value):
    assert answering.revive(asked(kind), kept) == value


@pytest.mark.parametrize(("kept", "adults"), [(99, 6), (0, 1), ("many", 1), (3, 3)])
def test_the_number_of_adults_stays_within_reason(move, kept, adults):
    answering.name_adults(move, 6, {})
    Answer.objects.filter(question="adults").update(value=kept)
    assert len(read(move).adults) == adults


def test_a_question_that_is_gone_does_no_harm(move):
    answering.write(move, None, {"boat": "yes"})
    assert "boat" not in read(move).household
