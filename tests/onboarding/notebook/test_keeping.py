"""What an adult keeps, alone or shared."""

from datetime import date
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import Page

from cms.visibility import public
from onboarding.models import Member, Move, TaskPage
from onboarding.notebook import changes, importing, keeping, leaving
from onboarding.notebook.models import Note, OwnTask, SavedThing
from tests.cast import OUTSIDE_EEA
from tests.household import joined
from tests.moving import keep, moved
from tests.walking import Walker

pytestmark = pytest.mark.django_db
DAY = date(2027, 3, 1)


@pytest.fixture
def adults():
    move = Move.objects.create(language="sv")
    return [move.adults.create(number=number) for number in (1, 2)]


def test_the_calendar_gets_what_has_a_day_and_is_not_done(adults):
    amina, sam = adults
    stranger = Move.objects.create(language="sv").adults.create(number=1)
    mine = OwnTask.objects.create(adult=amina, title="Mät fönstren", day=DAY)
    OwnTask.objects.create(adult=amina, title="Utan dag")
    OwnTask.objects.create(adult=amina, title="Gjord", day=DAY, done_on=DAY)
    OwnTask.objects.create(adult=sam, title="Sams egen", day=DAY)
    shared = OwnTask.objects.create(adult=sam, title="Delad", day=date(2027, 2, 1), is_shared=True)
    OwnTask.objects.create(adult=stranger, title="Främmande", day=DAY, is_shared=True)
    assert list(keeping.own_tasks_with_days(amina)) == [shared, mine]


def test_whoever_changes_what_another_has_changed_is_told(adults):
    amina, sam = adults
    note = keeping.write_note(amina, "Början", uuid4(), is_shared=True)
    keeping.change_note(note, "Sams text", by=sam, version=1)
    with pytest.raises(keeping.ChangedMeanwhile) as fault:
        keeping.change_note(note, "Aminas text", by=amina, version=1)
    assert (fault.value.now.body, fault.value.now.changed_by) == ("Sams text", sam)
    keeping.change_note(note, "Sams text", by=amina, version=1)
    keeping.change_note(note, "Aminas text", by=amina, version=2)
    keeping.share(note, False)
    with pytest.raises(keeping.Gone):
        keeping.change_note(note, "Sam igen", by=sam, version=3)


def test_done_is_set_and_not_toggled(adults):
    task = keeping.add_task(adults[0], "Mät", None, uuid4())
    for _time in range(2):
        keeping.set_done(task, True, by=adults[0])
    task.refresh_from_db()
    assert (task.done_on, task.version) == (timezone.localdate(), 2)
    for _time in range(2):
        keeping.set_done(task, False, by=adults[0])
    task.refresh_from_db()
    assert (task.done_on, task.version) == (None, 3)


def test_a_form_of_another_adult_writes_nothing_of_theirs(adults):
    number = uuid4()
    notes = [keeping.write_note(adult, f"Av {adult.pk}", number) for adult in adults]
    assert notes[0] != notes[1]
    assert keeping.write_note(adults[0], "Igen", number) == notes[0]


def test_searching_needs_every_word_in_any_case_and_finds_no_private_note(adults):
    amina, sam = adults
    found = keeping.write_note(amina, "Ring VÄRDEN om nyckeln", uuid4())
    keeping.write_note(sam, "Värden har nyckeln", uuid4())
    shared = keeping.write_note(sam, "nyckeln till värdens hus", uuid4(), is_shared=True)
    assert set(keeping.search(amina, " värden NYCKEL ")) == {found, shared}
    assert keeping.search(amina, "värden cykel") == keeping.search(amina, " ") == []


def test_what_was_shared_with_one_who_left_is_not_shared_with_the_next():
    move = joined(keep(OUTSIDE_EEA, Move.new_key()), "adi@example.com", "noor@example.com")
    for adult in move.adults.all():
        keeping.write_note(adult, "Delad", uuid4(), is_shared=True)
    member = Member.objects.select_related("move", "adult").get(adult__number=2)
    member.move.reader = member
    leaving.leave(member)
    assert not Note.objects.filter(is_shared=True).exists()


# How often the database is asked --------------------------------------------------

MOST_ON_THE_PLAN, MOST_IN_THE_NOTEBOOK = 25, 25
NOTES, SAVED, TASKS = 500, 200, 60


def fill(adult, notes, saved, tasks):
    pages = list(public(Page.objects.filter(depth__gt=2, locale__language_code="sv")))[:saved]
    things = SavedThing.objects.bulk_create(
        SavedThing(adult=adult, page_key=page.translation_key, title=page.title, as_saved=AS_SAVED)
        for page in pages
    )
    more = (SavedThing(adult=adult, page_key=uuid4(), title="x") for _ in range(saved - len(pages)))
    SavedThing.objects.bulk_create(more)
    Note.objects.bulk_create(
        Note(adult=adult, body=f"Anteckning {n}", about=things[n % len(things)])
        for n in range(notes)
    )
    OwnTask.objects.bulk_create(OwnTask(adult=adult, title=f"Gör {n}") for n in range(tasks))


AS_SAVED = {"address": "/sv/x/", "texts": {"title": "Hette något annat", "lead": "Förr"}}


def asked(client, name):
    address = Walker(client).address(name)
    assert client.get(address).status_code == 200
    with CaptureQueriesContext(connection) as queries:
        client.get(address)
    return len(queries)


@pytest.mark.parametrize(
    ("name", "most"), [("plan", MOST_ON_THE_PLAN), ("notebook", MOST_IN_THE_NOTEBOOK)]
)
@pytest.mark.parametrize("has_news", [False, True])
def test_no_page_asks_more_often_for_more(client, name, most, has_news):
    move = moved(client, OUTSIDE_EEA)
    fill(move.adults.get(number=1), 10, 30, 5)
    ago = timezone.now() - timezone.timedelta(days=9999) if has_news else timezone.now()
    SavedThing.objects.update(seen_at=ago)
    few = asked(client, name)
    SavedThing.objects.all().delete()
    fill(move.adults.get(number=1), NOTES, SAVED, TASKS)
    SavedThing.objects.update(seen_at=ago)
    many = asked(client, name)
    assert many <= most, (few, many)
    assert many <= few + 1, (few, many)


@pytest.mark.parametrize(
    "as_saved",
    [
        {},
        {"texts": []},
        {"texts": {"title": 1, "timing": "x"}, "address": {}},
        {"texts": {"timing": "move a b\nmove 1 2 3\nnone 1 2"}, "address": "x" * 5000},
    ],
)
@pytest.mark.parametrize("is_gone", [False, True])
def test_whatever_a_loaded_file_says_of_a_saved_thing_can_be_shown(adults, as_saved, is_gone):
    page = public(TaskPage.objects.filter(locale__language_code="sv")).first()
    thing = SavedThing.objects.create(
        adult=adults[0],
        page_key=uuid4() if is_gone else page.translation_key,
        title="x",
        as_saved=as_saved,
        seen_at=importing.LONG_AGO,
    )
    (shown,) = changes.shown([thing], "sv")
    assert shown.has_news
    assert changes.news(adults[0]) == 1
