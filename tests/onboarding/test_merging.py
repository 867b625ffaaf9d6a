"""Two moves become one: nothing is lost, and what was not chosen can be brought back."""

from datetime import date, timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone

from cms.accounts import addresses
from onboarding import answering, giving, membership, merging, ticking
from onboarding.merging import Kind, Slot
from onboarding.models import Answer, KeptVersion, Move, TaskState

pytestmark = pytest.mark.django_db

HOUSING = Slot(Kind.ANSWER, None, "housing")
STATUS = Slot(Kind.ANSWER, 1, "status")
BANK = Slot(Kind.TASK, 1, "bank")
NAME = Slot(Kind.ALIAS, 1)


@pytest.fixture
def member():
    """A mover who rents, comes from the Nordic countries, and has been at the bank."""
    user = addresses.account("amina@example.com")
    move = membership.begin(user, "sv")
    answering.name_adults(move, 1, {1: "Amina"})
    answering.write(move, None, {"housing": ("rent",), "pets": "no"})
    answering.write(move, 1, {"status": "nordic"})
    ticking.set_state(move, "bank", 1, "done", date(2027, 3, 1))
    return membership.of(user)


@pytest.fixture
def found():
    """Another move in the browser: buys, comes from the EU, has a car and a partner."""
    move = Move.objects.create(key_digest="found", language="sv")
    answering.name_adults(move, 2, {1: "A", 2: "Sam"})
    answering.write(move, None, {"housing": ("buy_flat",), "car": "have", "pets": "no"})
    answering.write(move, 1, {"status": "eu_eea"})
    answering.write(move, 2, {"status": "other"})
    ticking.set_state(move, "bank", 1, "doing")
    ticking.set_state(move, "pack", None, "done", date(2027, 2, 1))
    return move


def answers(move):
    rows = move.answers.order_by("adult__number", "question")
    return {(row.adult and row.adult.number, row.question): row.value for row in rows}


def test_only_what_differs_is_asked_about(member, found):
    differing = {d.slot: (d.kept.value, d.found.value) for d in merging.differences(member, found)}
    assert differing == {
        NAME: ("Amina", "A"),
        HOUSING: (["rent"], ["buy_flat"]),
        STATUS: ("nordic", "eu_eea"),
        BANK: (["done", "2027-03-01"], ["doing", None]),
    }


def test_the_newer_one_is_told_from_the_older(member, found):
    Answer.objects.filter(move=found).update(answered_at=timezone.now() - timedelta(days=3))
    newer = {d.slot: d.is_found_newer for d in merging.differences(member, found)}
    assert newer[HOUSING] is False
    assert newer[BANK] is True


def test_what_only_one_has_comes_along_and_what_was_chosen_counts(member, found):
    assert merging.merge(member, found, {HOUSING, BANK})
    move = Move.objects.get()
    assert move == member.move
    assert answers(move) == {
        (None, "housing"): ["buy_flat"],
        (None, "car"): "have",
        (None, "pets"): "no",
        (1, "status"): "nordic",
        (2, "status"): "other",
    }
    assert list(move.adults.values_list("number", "alias")) == [(1, "Amina"), (2, "Sam")]
    states = set(TaskState.objects.values_list("task", "state", "done_on"))
    assert states == {("bank", "doing", None), ("pack", "done", date(2027, 2, 1))}


def test_whose_a_task_is_and_who_set_it_to_what_come_along(member, found):
    giving.give(found, "pack", 2)
    ticking.set_state(found, "pack", None, "doing", by=found.adults.get(number=2))
    merging.merge(member, found, set())
    assert giving.given(member.move) == {"pack": 1}
    history = [(c.state, c.by_name) for c in ticking.changes(member.move, "pack", None)]
    assert history == [("doing", "Sam"), ("done", None)]


def test_what_somebody_set_before_is_not_told_to_others(member, found):
    partner = member.move.adults.create(number=2)
    member.move.members.create(user=addresses.account("li@example.com"), adult=partner)
    merging.merge(member, found, set())
    assert ticking.changes(member.move, "pack", None) == []


def test_what_was_not_chosen_is_kept(member, found):
    merging.merge(member, found, {HOUSING, BANK})
    kept = {merging.slot_of(version): version.value for version in KeptVersion.objects.all()}
    assert kept == {
        NAME: "A",
        HOUSING: ["rent"],
        STATUS: "eu_eea",
        BANK: ["done", "2027-03-01"],
    }


@pytest.mark.parametrize("slot", [NAME, HOUSING, STATUS, BANK], ids=lambda slot: slot.kind)
def test_a_kept_version_can_be_brought_back_and_back_again(member, found, slot):
    merging.merge(member, found, {HOUSING, BANK})
    for _time in range(2):
        version = next(v for v in KeptVersion.objects.all() if merging.slot_of(v) == slot)
        wanted = version.value
        merging.bring_back(version)
        assert now(member.move, slot) == wanted
        assert KeptVersion.objects.count() == 4


def now(move, slot):
    match slot.kind:
        case Kind.ALIAS:
            return move.adults.get(number=slot.adult).alias
        case Kind.ANSWER:
            return answers(move)[slot.adult, slot.key]
    row = move.task_states.get(task=slot.key)
    return [row.state, row.done_on and row.done_on.isoformat()]


def test_kept_versions_go_after_thirty_days(member, found):
    merging.merge(member, found, set())
    assert KeptVersion.objects.still_kept().count() == 4
    KeptVersion.objects.update(lost_at=timezone.now() - timedelta(days=31))
    assert not KeptVersion.objects.still_kept().exists()
    call_command("forget_moves", verbosity=0)
    assert not KeptVersion.objects.exists()
    assert Move.objects.exists()


def test_a_second_click_merges_nothing(member, found):
    again = Move.objects.get(pk=found.pk)
    assert merging.merge(member, found, {HOUSING})
    assert not merging.merge(member, again, set())
    assert answers(member.move)[None, "housing"] == ["buy_flat"]


def test_adults_who_sign_in_are_not_mistaken_for_the_found_ones(member, found):
    adult = member.move.adults.create(number=2, alias="Kim")
    member.move.members.create(user=addresses.account("kim@example.com"), adult=adult)
    merging.merge(member, found, set())
    assert list(member.move.adults.values_list("number", "alias")) == [
        (1, "Amina"),
        (2, "Kim"),
        (3, "Sam"),
    ]
    assert (2, "status") not in answers(member.move)
    assert answers(member.move)[3, "status"] == "other"
