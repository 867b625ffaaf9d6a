"""What is kept about a mover can be fetched whole, loaded again, and is gone when deleted."""

import io
import json
import zipfile
from datetime import date, timedelta
from uuid import UUID

import pytest
import time_machine
from allauth.account.models import EmailAddress
from django.apps import apps
from django.core import mail
from django.core.management import call_command
from django.test import Client
from django.utils import timezone
from wagtail.models import Page

from cms.accounts import addresses
from cms.mail import outbox
from cms.mail.models import Message
from cms.mail.sending import send_due
from cms.models import User
from onboarding import answering, membership, ticking
from onboarding.loading import load_journey
from onboarding.models import Adult, Answer, KeptVersion, Member, Move, TaskChange, TaskState
from onboarding.notebook import erasing, exporting, importing, ledger, retention
from onboarding.notebook.models import (
    Feed,
    Invitation,
    Note,
    OwnerOffer,
    OwnTask,
    Reminding,
    SavedThing,
)
from tests.cast import OUTSIDE_EEA
from tests.household import joined
from tests.moving import keep, moved
from tests.signing import mails, newest_code, signed_in
from tests.walking import Walker

pytestmark = pytest.mark.django_db
AMINA, SAM = "amina@example.com", "sam@example.com"
SECRET = "Ring faster Elsa om nyckeln"


@pytest.fixture(autouse=True)
def own_ledger(settings, tmp_path):
    settings.ERASURE_LEDGER = tmp_path / "erasures.log"


@pytest.fixture
def journey():
    return load_journey("sv")


def with_things(adult, words=SECRET):
    saved = SavedThing.objects.create(
        adult=adult,
        page_key="6f1c1b52-7f52-4f0c-9f0e-0a4b7a1f3f11",
        title="Bibliotek",
        as_saved={"lead": "Låna böcker."},
    )
    Note.objects.create(adult=adult, body=words, about=saved)
    OwnTask.objects.create(adult=adult, title=f"{words} igen", day=date(2027, 5, 1))
    return adult


@pytest.fixture
def both():
    """Adi and Noor, who both sign in and each keep something."""
    move = joined(keep(OUTSIDE_EEA, Move.new_key()), AMINA, SAM)
    adi, noor = move.adults.all()
    with_things(adi)
    with_things(noor, "Noors egen hemlighet")
    ticking.set_state(move, "library-card", None, "done", by=adi)
    return move


def member(address):
    return membership.of(addresses.account(address))


def unpacked(data):
    packed = zipfile.ZipFile(io.BytesIO(data))
    return {name: packed.read(name).decode() for name in packed.namelist()}


def test_the_file_holds_everything_of_mine_and_nothing_of_the_others(both, journey):
    """P-02"""
    files = unpacked(exporting.package(member(AMINA).move, journey))
    assert set(files) == {"plan.json", "plan.html", "plan.ics", "contacts.vcf"}
    rows = json.loads(files["plan.json"])
    assert rows["account"]["address"] == AMINA
    assert [note["text"] for note in rows["notes"]] == [SECRET]
    assert {row["adult"] for row in rows["answers"]} == {None, 1}
    assert [saved["title"] for saved in rows["saved"]] == ["Bibliotek"]
    assert {row["task"]: row["state"] for row in rows["tasks"]} == {"library-card": "done"}
    for text in files.values():
        assert "Noors egen" not in text
        assert SAM not in text


def test_every_table_that_knows_a_mover_is_in_the_file_or_is_named_here():
    """P-02: an independent list. A new table fails here until somebody has thought of it."""
    fetched = {
        *(Adult, Answer, EmailAddress, Feed, Invitation, KeptVersion, Member, Note, OwnTask),
        *(OwnerOffer, Reminding, SavedThing, TaskChange, TaskState),
    }
    # Proofs of an address that allauth would send; we send codes and never write any.
    empty = {"account.EmailConfirmation"}
    of_staff = (
        "wagtail",
        "cms",
        "taggit",
        "auth",
        "feedback",
        "mfa",
        "directory",
        "home",
        "partners",
    )
    know = {
        model
        for model in apps.get_models(include_auto_created=True)
        for field in model._meta.concrete_fields
        if field.related_model in {Move, Adult, Member, User, EmailAddress, SavedThing}
        and not issubclass(model, Page)
        and not model._meta.app_label.startswith(of_staff)
    }
    assert {model for model in know if model._meta.label not in empty} == fetched


def test_the_readable_part_says_what_the_plan_says(both, journey):
    files = unpacked(exporting.package(member(AMINA).move, journey))
    assert SECRET in files["plan.html"]
    assert "Låna böcker" not in files["plan.html"]
    assert "BEGIN:VCARD" in files["contacts.vcf"]
    assert "BEGIN:VCALENDAR" in files["plan.ics"]
    assert f"{SECRET} igen" in files["plan.ics"], "The mover's own tasks have days too."
    assert "Varför det sparas" in files["plan.html"]
    assert "12 månader" in files["plan.html"]


def test_a_fetched_plan_is_loaded_where_there_is_none(client, journey):
    move = moved(client, OUTSIDE_EEA)
    with_things(move.adults.first())
    ticking.set_state(move, "library-card", None, "done", date(2026, 11, 2))
    walker = Walker(client)
    walker.visit("fetch")
    data = client.post(walker.address("fetch")).content
    before = answering.read(move, journey)
    phone = Walker(Client())
    form = phone.visit("load").form()
    answer = phone.client.post(
        phone.address("load"), {**form.data, "file": io.BytesIO(data)}, follow=True
    )
    assert "Din plan är här igen" in answer.content.decode()
    assert "Allt i filen" in answer.content.decode()
    assert phone.visit("plan").name == "plan"
    loaded = Move.objects.latest("pk")
    assert loaded != move
    assert answering.read(loaded, journey) == before
    (note,) = Note.objects.filter(adult__move=loaded)
    assert (note.body, note.about.title) == (SECRET, "Bibliotek")
    (task,) = OwnTask.objects.filter(adult__move=loaded)
    assert task.day == date(2027, 5, 1)


WRONG = [
    b"",
    b"PK\x03\x04 broken",
    b"not json",
    b"[]",
    b'{"format": "other"}',
    b'{"format": "inflyttarservice-plan", "version": 99}',
    b"[" * 100_000,
    b'{"a": ' + b'"' + b"x" * (importing.LARGEST + 1) + b'"}',
]


@pytest.mark.parametrize("data", WRONG, ids=range(len(WRONG)))
def test_what_is_no_plan_is_refused_in_words(client, data):
    walker = Walker(client)
    form = walker.visit("load").form()
    answer = client.post(walker.address("load"), {**form.data, "file": io.BytesIO(data)})
    assert answer.status_code == 200
    assert "plan.zip" in answer.content.decode()
    assert not Move.objects.exists()


def test_a_zip_that_unpacks_to_too_much_is_refused():
    bomb = io.BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("plan.json", b" " * (importing.LARGEST + 1))
    with pytest.raises(importing.NotAPlan):
        importing.read(bomb.getvalue())


def test_what_does_not_fit_is_left_out_and_counted(journey):
    move = keep(OUTSIDE_EEA, Move.new_key())
    rows = json.loads(json.dumps(exporting.everything(move), default=str))
    odd = [None, 7, "x", [], {}, {"question": []}, {"question": "status", "adult": 99}]
    rows["answers"] += [*odd, {"question": "protected", "value": "yes"}, {"question": "gone"}]
    rows["answers"] += [{"question": "status", "adult": []}]
    rows["me"] = {}
    rows["tasks"] = [{"task": "gone", "state": "done"}, {"task": "library-card", "state": "x"}]
    rows["saved"] = [{"page": "x", "title": "y"}, {"page": None}]
    page, odd_texts = str(UUID(int=1)), {"lead": "a\ud800", "title": "Kvar", "x": {}}
    rows["saved"] += [{"page": page, "title": "z", "as_saved": {"texts": odd_texts, "x": "\x00"}}]
    rows["notes"] = [
        {"text": None},
        {"text": "a\x00b"},
        {"text": "a\ud800b"},
        {"text": "Kvar", "about": "7"},
    ]
    rows["own_tasks"] = [{"title": 7}, {"title": "Kvar", "day": "31"}]
    rows["adults"] += [{"number": 77, "alias": "x"}, {"number": "2"}]
    empty = Move.objects.create(key_digest="empty", language="sv")
    loaded = importing.load(rows, journey, empty)
    assert loaded.left_out == 13
    (saved,) = SavedThing.objects.filter(adult__move=empty)
    assert saved.as_saved == {"address": "", "texts": {"title": "Kvar"}}
    assert not empty.answers.filter(question="protected").exclude(value=None).exists()
    assert [note.body for note in Note.objects.filter(adult__move=empty)] == ["Kvar"]
    assert empty.adults.count() == 2


def test_a_plan_is_not_loaded_over_another(client):
    moved(client, OUTSIDE_EEA)
    walker = Walker(client)
    assert "redan en plan" in walker.visit("load").text
    client.post(walker.address("load"), {"file": io.BytesIO(b"{}")})
    assert Move.objects.count() == 1


@pytest.mark.parametrize("name", ["fetch", "forget"])
def test_a_member_types_another_code_before_everything_is_fetched_or_deleted(name):
    walker = signed_in(AMINA)
    walker.client.get(walker.address("plan"))
    membership.begin(addresses.account(AMINA), "sv")
    with time_machine.travel(timezone.now() + timedelta(minutes=20)):
        answer = walker.client.post(walker.address(name))
        assert answer.headers["Location"].endswith(f"/logga-in/igen/?to={name}")
        page = walker.open(answer.headers["Location"])
        page = walker.went_on(walker.send(page.form()))
        form = page.form()
        form.fill({"code": newest_code()})
        page = walker.went_on(walker.send(form))
        assert page.name == name
        answer = walker.client.post(walker.address(name), follow=True)
        assert answer.status_code == 200
    assert Member.objects.exists() is (name == "fetch")


def test_deleting_takes_everything_of_mine_and_leaves_the_others_theirs(both, journey):
    """P-03"""
    outbox.queue("invitation", AMINA, dedupe_key="x", language="sv", payload={"invitation": 0})
    Invitation.objects.create(
        move=both, adult=Adult.objects.create(move=both, number=3), address=AMINA
    )
    Note.objects.filter(adult=member(SAM).adult).update(is_shared=True)
    receipt = erasing.erase_account(addresses.account(AMINA))
    assert (receipt.saved, receipt.notes, receipt.own_tasks) == (1, 1, 1)
    assert not User.movers.filter(emailaddress__email=AMINA).exists()
    assert not EmailAddress.objects.filter(email=AMINA).exists()
    assert not Message.objects.filter(recipient=AMINA).exists()
    assert not Invitation.objects.filter(address=AMINA).exists()
    assert [note.body for note in Note.objects.all()] == ["Noors egen hemlighet"]
    sam = member(SAM)
    assert sam.move == both
    assert sam.is_owner
    assert not both.answers.filter(adult__number=1).exists()
    assert both.answers.filter(adult__number=2).exists()


def test_a_signed_in_mover_deletes_everything_and_gets_a_receipt(client):
    moved(client, OUTSIDE_EEA)
    walker = Walker(client)
    walker.visit("forget")
    page = walker.went_on(walker.press())
    assert "kvitto" in page.text
    assert not Move.objects.exists()
    assert walker.visit("plan").heading != "Min plan"


def test_a_restored_backup_does_not_bring_anybody_back(both):
    """P-03: the ledger erases anew."""
    user = addresses.account(AMINA)
    browser = keep(OUTSIDE_EEA, Move.new_key())
    ledger.write(user.username)
    ledger.write(browser.key_digest)
    call_command("replay_erasures")
    assert not User.movers.filter(pk=user.pk).exists()
    assert not Move.objects.filter(pk=browser.pk).exists()
    assert member(SAM).move == both
    assert erasing.replay() == 0


def test_the_ledger_names_nobody(both, settings):
    user = addresses.account(AMINA)
    erasing.erase_account(user)
    text = settings.ERASURE_LEDGER.read_text()
    assert len(text.splitlines()) == 1
    assert not [word for word in (user.username, AMINA, "Adi", str(both.pk) + " ") if word in text]


def unused_for(move, days):
    Move.objects.filter(pk=move.pk).update(used_at=timezone.now() - timedelta(days=days))
    move.refresh_from_db()


def letters():
    send_due()
    return [message for message in mail.outbox if "unused" in message.extra_headers.get(
        "Message-ID", "") or "behåll" in message.body.lower()]  # fmt: skip


def test_a_plan_is_warned_of_twice_before_it_goes():
    move = joined(keep(OUTSIDE_EEA, Move.new_key()), AMINA)
    start = timezone.now().replace(hour=10)
    days = {}
    for day in range(330, 400, 1):
        with time_machine.travel(start + timedelta(days=day)):
            if day == 330:
                Move.objects.filter(pk=move.pk).update(used_at=start)
            before = len(mails())
            retention.run()
            send_due()
            if len(mails()) > before:
                days[day] = len(mails()) - before
            if not Move.objects.filter(pk=move.pk).exists():
                break
    assert list(days.values()) == [1, 1]
    first, last = days
    assert (first, last) == (335, 358)
    assert day in {365, 366}
    assert not User.movers.filter(emailaddress__email=AMINA).exists()


def test_nothing_is_deleted_while_no_warning_can_be_sent(monkeypatch):
    move = joined(keep(OUTSIDE_EEA, Move.new_key()), AMINA)
    unused_for(move, 500)
    for _night in range(3):
        retention.run()
    assert Move.objects.filter(pk=move.pk).exists()


def test_the_link_of_a_warning_keeps_the_plan_or_deletes_it_and_opening_it_does_neither(client):
    move = joined(keep(OUTSIDE_EEA, Move.new_key()), AMINA)
    unused_for(move, 340)
    walker = Walker(client)
    page = walker.visit("keep_plan", retention.token(member(AMINA)))
    assert "raderas" in page.text
    assert member(AMINA).move.used_at == move.used_at
    form = page.form()
    form.fill({"keep": "1"})
    assert "finns kvar" in walker.went_on(walker.send(form)).text
    assert member(AMINA).move.used_at > move.used_at
    unused_for(move, 340)
    form = walker.visit("keep_plan", retention.token(member(AMINA))).form()
    form.fill({"delete": "1"})
    assert "kvitto" in walker.went_on(walker.send(form)).text
    assert not Move.objects.exists()


def test_a_link_that_is_over_or_made_up_does_nothing(client):
    move = joined(keep(OUTSIDE_EEA, Move.new_key()), AMINA)
    unused_for(move, 340)
    old = retention.token(member(AMINA))
    unused_for(move, 1)
    walker = Walker(client)
    for token in (old, "x", f"{old}x"):
        assert "inget att svara på" in walker.visit("keep_plan", token).text
        client.post(walker.address("keep_plan", token), {"delete": "1"})
    assert Move.objects.exists()


def test_an_address_without_a_plan_is_forgotten_after_thirty_days():
    user = addresses.account(AMINA)
    User.movers.filter(pk=user.pk).update(date_joined=timezone.now() - timedelta(days=31))
    addresses.account(SAM)
    retention.run()
    assert [a.email for a in EmailAddress.objects.all()] == [SAM]


def test_a_receipt_is_read_from_its_address_and_not_from_another(client):
    receipt = erasing.erase_move(keep(OUTSIDE_EEA, Move.new_key()))
    walker = Walker(client)
    page = walker.visit("forgotten", receipt.token)
    assert receipt.reference in page.text
    assert client.get(walker.address("forgotten", f"{receipt.token}x")).status_code == 404
