"""Inviting, answering, leaving and handing over: what happens to the rows."""

from datetime import date
from uuid import UUID

import pytest
from django.core import mail

from cms.accounts import addresses
from cms.mail.models import Message
from cms.mail.sending import send_due
from onboarding import answering, lanes, membership, ticking
from onboarding.journeys.answers import parse
from onboarding.loading import load_journey
from onboarding.models import Adult, Answer, KeptVersion, Member, Move, TaskState
from onboarding.notebook import inviting, leaving, owning
from onboarding.notebook.models import Invitation, Note, OwnTask, SavedThing
from tests.cast import EU_WORKER, OUTSIDE_EEA
from tests.household import joined
from tests.moving import keep

pytestmark = pytest.mark.django_db
AMINA, SAM = "amina@example.com", "sam@example.com"


def member(address):
    """Return whoever signs in with an address, as pages meet them."""
    return membership.of(addresses.account(address))


@pytest.fixture
def amina():
    """Adi's plan, with Noor in it who does not sign in."""
    joined(keep(OUTSIDE_EEA, Move.new_key()), AMINA)
    return member(AMINA)


@pytest.fixture
def both(amina):
    invitation = inviting.invite(amina, 2, SAM, "sv")
    inviting.accept(invitation, addresses.account(SAM))
    return amina.move


def values(move, adult):
    return set(move.answers.filter(adult__number=adult).values_list("question", flat=True))


def test_an_invitation_is_mailed_and_names_nobody(amina):
    inviting.invite(amina, 2, " Sam@Example.com ", "sv")
    send_due()
    (sent,) = mail.outbox
    assert sent.to == [SAM]
    text = f"{sent.subject} {sent.body} {sent.alternatives[0][0]}"
    assert not [word for word in ("Adi", "Noor", AMINA, "Öjebyn") if word in text]


def test_an_invitation_that_was_taken_back_is_not_mailed(amina):
    inviting.take_back(inviting.invite(amina, 2, SAM, "sv"))
    assert send_due().sent == 0
    assert Message.objects.get().state == "called_off"


@pytest.mark.parametrize("number", [1, 3, 9])
def test_only_an_adult_of_the_plan_who_does_not_sign_in_is_invited(amina, number):
    with pytest.raises(inviting.NotFree):
        inviting.invite(amina, number, SAM, "sv")


def test_nobody_is_invited_twice_at_once(amina):
    inviting.invite(amina, 2, SAM, "sv")
    with pytest.raises(inviting.NotFree):
        inviting.invite(amina, 2, "other@example.com", "sv")


def test_only_the_owner_of_the_address_meets_the_invitation(amina):
    inviting.invite(amina, 2, SAM, "sv")
    assert len(inviting.waiting_for(addresses.account(SAM))) == 1
    assert inviting.waiting_for(addresses.account("eve@example.com")) == []
    assert inviting.waiting_for(addresses.account(AMINA)) == []


def test_an_invitation_lasts_for_seven_days(amina):
    invitation = inviting.invite(amina, 2, SAM, "sv")
    Invitation.objects.update(made_at=invitation.made_at - Invitation.LASTS)
    with pytest.raises(inviting.NoLongerOpen):
        inviting.accept(invitation, addresses.account(SAM))
    assert inviting.invite(amina, 2, SAM, "sv")


def test_accepting_twice_makes_one_member(amina):
    invitation = inviting.invite(amina, 2, SAM, "sv")
    inviting.accept(invitation, addresses.account(SAM))
    with pytest.raises(inviting.NoLongerOpen):
        inviting.accept(invitation, addresses.account(SAM))
    assert Member.objects.count() == 2
    assert member(SAM).adult.alias == "Noor"
    assert not member(SAM).is_owner


def test_a_plan_of_ones_own_comes_along(amina):
    joined(keep(EU_WORKER, Move.new_key()), SAM)
    ticking.set_state(member(SAM).move, "library-card", None, "done")
    invitation = inviting.invite(amina, 2, SAM, "sv")
    inviting.accept(invitation, addresses.account(SAM))
    move = member(SAM).move
    assert move == amina.move
    assert Move.objects.count() == 1
    own = {a.question: a.value for a in move.answers.filter(adult__number=2)}
    assert (own["status"], own["licence"]) == ("eu_eea", "eu_eea")
    household = {a.question: a.value for a in move.answers.filter(adult=None)}
    assert household["certainty"] == "planning"
    kept = {v.key: v.value for v in KeptVersion.objects.filter(member=member(SAM))}
    assert kept["certainty"] == "decided"
    assert TaskState.objects.get(task="library-card").state == "done"


def test_leaving_takes_a_copy_along_and_leaves_nothing_behind(both):
    ticking.set_state(both, "library-card", None, "done")
    noor = member(SAM)
    note = Note.objects.create(adult=noor.adult, body="Mitt", is_shared=True)
    ticking.set_state(both, "library-card", None, "doing", by=noor.adult)
    ticking.set_state(both, "library-card", None, "done", by=both.adults.first())
    before = values(both, 2)
    leaving.leave(noor)
    copy = member(SAM).move
    assert copy != both
    assert member(SAM).is_owner
    assert values(copy, 2) == before
    assert values(copy, None) == values(both, None)
    assert values(copy, 1) == set(), "Amina's own answers are hers"
    assert values(both, 2) == set()
    assert copy.task_states.get(task="library-card").state == "done"
    history = [(c.state, c.by_name) for c in ticking.changes(copy, "library-card", None)]
    assert history == [("done", "Adi"), ("doing", "Noor"), ("done", None)]
    note.refresh_from_db()
    assert note.adult.move == copy
    assert [(a.alias, a.has_left) for a in both.adults.all()] == [("Adi", False), ("Noor", True)]
    assert lanes.of(member(AMINA).move).closed == frozenset()


def test_what_was_shared_is_in_the_copy_and_stays_where_it_was(both):
    adi, noor = member(AMINA).adult, member(SAM).adult
    page, other = UUID(int=1), UUID(int=2)
    things = [
        SavedThing.objects.create(adult=adi, page_key=page, title="Hyra", is_shared=True),
        SavedThing.objects.create(adult=adi, page_key=other, title="Köpa", is_shared=True),
        SavedThing.objects.create(adult=adi, page_key=UUID(int=3), title="Adis egen"),
    ]
    mine = SavedThing.objects.create(adult=noor, page_key=page, title="Hyra")
    for number, thing in enumerate([None, *things]):
        Note.objects.create(adult=adi, body=f"Delad {number}", about=thing, is_shared=True)
    Note.objects.create(adult=adi, body="Adis egen")
    day = date(2027, 5, 1)
    OwnTask.objects.create(adult=adi, title="Boka bil", day=day, is_shared=True, changed_by=adi)
    leaving.leave(member(SAM))
    copy = member(SAM).adult
    assert {(t.title, t.is_shared) for t in copy.saved_things.all()} == {
        ("Hyra", False),
        ("Köpa", False),
    }
    about = {note.body: note.about and note.about.title for note in copy.notes.all()}
    assert about == {"Delad 0": None, "Delad 1": "Hyra", "Delad 2": "Köpa", "Delad 3": None}
    assert mine.notes.get().body == "Delad 1"
    (task,) = copy.own_tasks.all()
    assert (task.title, task.day, task.changed_by) == ("Boka bil", day, copy)
    assert adi.notes.count() == 5
    assert adi.saved_things.count() == 3
    assert adi.own_tasks.get().changed_by == adi


def test_the_copy_gives_the_same_plan(both):
    journey = load_journey("sv")
    before = answering.read(both, journey)
    leaving.leave(member(SAM))
    after = answering.read(member(SAM).move, journey)
    assert after.household == before.household
    assert after.adults[1] == before.adults[1]
    assert parse(journey, OUTSIDE_EEA.as_data()).adults[1].answers == after.adults[1].answers


def test_when_the_owner_leaves_another_member_owns_the_plan(both):
    leaving.leave(member(AMINA))
    assert member(SAM).is_owner
    assert member(SAM).move == both


def test_the_last_one_does_not_leave(amina):
    with pytest.raises(leaving.NobodyLeft):
        leaving.leave(amina)
    assert Move.objects.count() == 1


def test_handing_over_needs_both(both):
    owning.offer(member(AMINA), 2)
    assert member(AMINA).is_owner
    owning.answer(member(SAM), accepted=False)
    assert member(AMINA).is_owner
    owning.offer(member(AMINA), 2)
    owning.answer(member(SAM), accepted=True)
    assert (member(AMINA).is_owner, member(SAM).is_owner) == (False, True)


def test_nobody_takes_over_what_was_not_offered(both):
    with pytest.raises(owning.NotTheirs):
        owning.answer(member(SAM), accepted=True)
    with pytest.raises(owning.NotTheirs):
        owning.offer(member(SAM), 1)
    owning.offer(member(AMINA), 2)
    owning.take_back(member(AMINA))
    with pytest.raises(owning.NotTheirs):
        owning.answer(member(SAM), accepted=True)


def test_what_an_adult_has_answered_is_closed_once_they_sign_in(amina):
    assert lanes.of(amina.move).closed == frozenset()
    invitation = inviting.invite(amina, 2, SAM, "sv")
    assert lanes.of(amina.move).closed == frozenset()
    inviting.accept(invitation, addresses.account(SAM))
    assert lanes.of(member(AMINA).move).closed == frozenset({1})
    assert Answer.objects.filter(adult__number=2).exists()
    assert Adult.objects.count() == 2
