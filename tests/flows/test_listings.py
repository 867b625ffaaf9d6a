"""Those who look after a listing are asked, answer from the mail, or are silent."""

import json
import re
from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone
from wagtail.signal_handlers import disable_reference_index_auto_update

from cms.directory import asking
from cms.directory.freshness import Stage
from cms.directory.models import OrganizationPage
from cms.mail.models import Message
from home.indexing import indexed_together
from onboarding import lanes, planning
from onboarding.journeys.answers import parse
from onboarding.loading import load_journey
from onboarding.models import TaskPage
from tests import loaded
from tests.cast import OUTSIDE_EEA
from tests.factories.pages import OrganizationFactory, publish
from tests.signing import mails
from tests.walking import Walker

pytestmark = pytest.mark.django_db

BOARD = "styrelsen@example.com"
DAY = date(2027, 3, 1)
LINK = re.compile(r"https?://[^/\s]+(/\S*stammer-det/\S+)")
POINT = {"function": "Kansliet", "phone": "070-174 06 05", "hours": "Vardagar 9–12"}


def morning(day):
    return f"{day.isoformat()} 09:00+01:00"


@pytest.fixture
def choir():
    """A choir that somebody looks after."""
    page = OrganizationFactory(
        parent=loaded.page("directory:directory"),
        title="Exempelkören",
        lead="Vi sjunger.",
        verified_on=DAY - timedelta(days=182),
        verify_by=DAY,
        caretaker=BOARD,
    )
    return publish(page, contact_points=[("contact_point", POINT)])


@pytest.fixture
def walker():
    return Walker(Client())


def run_at(time_machine, days):
    """Let the worker run on a morning, so many days after the day, and send."""
    time_machine.move_to(morning(DAY + timedelta(days=days)))
    asking.run()
    return [message.subject for message in mails()]


def opened(walker, time_machine, days=-14):
    """Open the link of the newest mail."""
    run_at(time_machine, days)
    assert mail.outbox[-1].to == [BOARD]
    return walker.open(LINK.search(mail.outbox[-1].body).group(1))


def sent(walker, **changes):
    """Write over some fields, press the button, and return where that leads."""
    form = walker.page.form("form.form")
    form.fill({named(form, name): value for name, value in changes.items()})
    return walker.send(form)


def send(walker, **changes):
    return walker.went_on(sent(walker, **changes))


def named(form, name):
    return next((key for key in form.data if key.endswith(f":{name}")), name)


def test_each_step_is_told_once_and_in_order(choir, time_machine):
    subjects = []
    for days in range(-20, 200):
        subjects = run_at(time_machine, days)
    kinds = [m.payload for m in Message.objects.filter(kind="listing").order_by("pk")]
    assert len(subjects) == 5
    assert subjects[0] == "Stämmer er sida fortfarande?"
    assert subjects[-1] == "Er sida visas inte längre"
    assert all(len(m.to) == 1 and m.to[0] == BOARD for m in mail.outbox)
    assert len(kinds) == 5


def test_after_an_outage_one_mail_is_sent_and_not_all(choir, time_machine):
    assert len(run_at(time_machine, 100)) == 1


def test_without_an_address_nobody_is_asked_and_nothing_is_hidden_unannounced(choir, time_machine):
    publish(choir, caretaker="")
    assert run_at(time_machine, -14) == []
    assert run_at(time_machine, 400) == []
    choir.refresh_from_db()
    assert choir.live
    assert choir.stage is Stage.HIDDEN


def test_what_holds_is_confirmed_by_one_press(choir, walker, time_machine):
    page = opened(walker, time_machine)
    assert "Exempelkören" in page.heading
    assert "Tack" in send(walker).heading
    choir.refresh_from_db()
    today = timezone.localdate()
    assert (choir.verified_on, choir.verify_by) == (today, today + timedelta(days=182))
    assert f"{today.day} " in walker.open(choir.url).text
    assert run_at(time_machine, 30) == run_at(time_machine, 31)


def test_the_address_answers_once(choir, walker, time_machine):
    way = opened(walker, time_machine).url
    send(walker)
    assert walker.open(way).status == 410
    assert walker.open(way[:-3] + "x/").status == 410


def test_new_hours_are_shown_at_once(choir, walker, time_machine):
    opened(walker, time_machine)
    send(walker, hours="Torsdagar 18–20")
    assert "Torsdagar 18–20" in walker.open(choir.url).text


def test_other_changes_wait_for_a_communicator(choir, walker, time_machine):
    way = opened(walker, time_machine).url
    assert "Kommunen läser" in send(walker, lead="Vi spelar.", helps_with="Sjung\nDansa").text
    choir.refresh_from_db()
    assert choir.lead == "Vi sjunger."
    assert choir.verify_by == DAY
    draft = choir.get_latest_revision_as_object()
    assert draft.lead == "Vi spelar."
    assert [block.value for block in draft.helps_with] == ["Sjung", "Dansa"]
    assert walker.open(way).status == 410
    assert len(run_at(time_machine, 1)) == 1
    draft.get_latest_revision().publish()
    choir.refresh_from_db()
    assert choir.stage is Stage.FRESH


def test_an_answer_publishes_nothing_that_an_editor_has_begun(choir, walker, time_machine):
    choir.lead = "Halvfärdigt"
    choir.save_revision()
    opened(walker, time_machine)
    send(walker)
    choir.refresh_from_db()
    assert choir.lead == "Vi sjunger."
    assert choir.verify_by > DAY
    draft = choir.get_latest_revision_as_object()
    assert (draft.lead, draft.verify_by) == ("Halvfärdigt", choir.verify_by)


def test_small_changes_wait_too_where_an_editor_has_begun_something(choir, walker, time_machine):
    choir.lead = "Halvfärdigt"
    choir.save_revision()
    opened(walker, time_machine)
    send(walker, phone="070-174 06 09")
    choir.refresh_from_db()
    assert choir.lead == "Vi sjunger."
    assert choir.contact_points[0].value["phone"] == POINT["phone"]


@pytest.mark.parametrize(
    ("field", "typed", "said"),
    [
        ("phone", "ring mig", "telefonnummer"),
        ("email", "ingen adress", "e-postadress med @"),
        ("url", "javascript:alert(1)", "adress på webben"),
        ("function", "", "Säg vem som svarar"),
        ("lead", "", "Säg i en mening"),
        ("helps_with", "\n".join("abcdefghi"), "högst åtta"),
    ],
)
def test_what_cannot_be_is_said_and_nothing_typed_is_lost(
    choir, walker, time_machine, field, typed, said
):
    opened(walker, time_machine)
    page = sent(walker, hours="Bara söndagar", **{field: typed})
    assert said.casefold() in page.text.casefold()
    assert "Bara söndagar" in page.html
    choir.refresh_from_db()
    assert choir.verify_by == DAY


def test_whoever_was_hidden_comes_back_at_once(choir, walker, time_machine):
    run_at(time_machine, 183)
    choir.refresh_from_db()
    assert not choir.live
    walker.open(LINK.search(mail.outbox[-1].body).group(1))
    send(walker)
    choir.refresh_from_db()
    assert choir.live
    assert walker.open(choir.url).status == 200


def test_a_mail_that_waits_is_not_sent_when_the_answer_has_come(choir, time_machine):
    time_machine.move_to(morning(DAY - timedelta(days=14)))
    asking.run()
    OrganizationPage.objects.filter(pk=choir.pk).update(verify_by=DAY + timedelta(days=182))
    assert mails() == []


def test_what_a_task_cannot_be_without_is_not_hidden(choir, time_machine):
    publish(loaded.page("task:join-pitebo-queue"), responsible=choir)
    run_at(time_machine, 400)
    choir.refresh_from_db()
    assert choir.live


def test_a_label_stands_wherever_a_listing_does(choir, walker, time_machine):
    time_machine.move_to(morning(DAY + timedelta(days=1)))
    assert "Inte granskad" in walker.open("/sv/kontakter/?q=Exempelk%C3%B6ren").text
    assert "Skulle ha granskats" in walker.open(choir.url).text


# Eighteen months --------------------------------------------------------------------

LISTINGS, SILENT = 300, 0.3


def test_in_eighteen_months_no_plan_shows_what_is_past_its_day_without_a_label(time_machine):
    time_machine.move_to(morning(DAY - timedelta(days=30)))
    silent = many_listings()
    tasks = list(TaskPage.objects.filter(locale__language_code="sv", live=True))
    for number, task in enumerate(tasks):
        chosen = list(silent)[number :: len(tasks)]
        contacts = [{"type": "organization", "value": pk, "id": str(uuid4())} for pk in chosen]
        TaskPage.objects.filter(pk=task.pk).update(
            contacts=json.dumps(contacts), verify_by=DAY + timedelta(days=number * 7)
        )
    for days in range(-14, 18 * 30, 30):
        time_machine.move_to(morning(DAY + timedelta(days=days)))
        asking.run()
        confirm_those_who_answer(silent)
        assert wrong_in_a_plan(timezone.localdate()) == []
    hidden = OrganizationPage.objects.filter(pk__in=[pk for pk, mute in silent.items() if mute])
    assert not hidden.filter(live=True).exists()
    assert OrganizationPage.objects.filter(
        pk__in=[pk for pk, mute in silent.items() if not mute], live=True
    ).count() == LISTINGS * (1 - SILENT)


def many_listings():
    """Make listings, and say of each whether nobody answers for it."""
    parent = loaded.page("directory:directory")
    made = {}
    with indexed_together(), disable_reference_index_auto_update():
        for number in range(LISTINGS):
            page = OrganizationFactory(
                parent=parent,
                title=f"Förening {number}",
                verify_by=DAY + timedelta(days=number % 60),
                caretaker=f"f{number}@example.com",
            )
            made[page.pk] = number % 10 < SILENT * 10
    return made


def confirm_those_who_answer(silent):
    from cms.directory import confirming

    due = timezone.localdate() + timedelta(days=14)
    asked = OrganizationPage.objects.filter(
        pk__in=[pk for pk, mute in silent.items() if not mute], verify_by__lte=due
    )
    for page in asked:
        confirming.answer(page, {})


def wrong_in_a_plan(today):
    """Return what a plan shows that should not be there, or says nothing of its age."""
    journey = load_journey("sv")
    answers = parse(journey, OUTSIDE_EEA.as_data())
    shown = planning.shown(journey, answers, lanes.ALL_OPEN, {}, today)
    by_slug = {
        page.slug: page for page in OrganizationPage.objects.filter(locale__language_code="sv")
    }
    days = dict(TaskPage.objects.filter(locale__language_code="sv").values_list("key", "verify_by"))
    wrong = []
    for row in shown.rows:
        if (day := days[row.task.key]) and (day < today) is not row.task.is_unchecked:
            wrong.append((row.task.key, "no label"))
        for contact in row.task.contacts:
            stage = by_slug[contact.key].stage
            if stage >= Stage.OUT_OF_PLANS or (stage > Stage.FRESH) is not contact.is_unchecked:
                wrong.append((row.task.key, contact.key, stage))
    return wrong
