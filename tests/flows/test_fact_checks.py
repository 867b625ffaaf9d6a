"""A department is asked once a week whether its pages hold, and answers without signing in."""

import re
from datetime import date, timedelta

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone
from wagtail.models import Page, PageLogEntry

from cms.feedback.models import FaultReport
from home import fact_checks
from home.models import Department
from tests import loaded
from tests.departments import department
from tests.factories.pages import publish
from tests.signing import mails
from tests.walking import Walker

pytestmark = pytest.mark.django_db
MAILBOX = "bibliotek@example.com"
MONDAY = date(2027, 3, 1)
LINK = re.compile(r"https?://[^/\s]+(/\S*stammer-uppgifterna/\S+)")


@pytest.fixture
def library(time_machine):
    """A department with two pages that are due, one of them with a past day."""
    time_machine.move_to(f"{MONDAY.isoformat()} 09:00+01:00")
    own = department("kultur_park_fritid")
    publish(own.organization, caretaker=MAILBOX)
    # Nothing else of its is due.
    for page in fact_checks.due(own, MONDAY):
        publish(page, verify_by=MONDAY + timedelta(days=300))
    publish(loaded.page("page:culture"), unit=own.unit, verify_by=MONDAY - timedelta(days=40))
    publish(loaded.page("task:library-card"), unit=own.unit, verify_by=MONDAY + timedelta(days=10))
    return Department.objects.get(pk=own.pk)


@pytest.fixture
def walker():
    return Walker(Client())


def to_library():
    return [message for message in mails() if message.to == [MAILBOX]]


def ask(time_machine, days=0):
    """Let the worker run so many days after that Monday."""
    time_machine.move_to(f"{(MONDAY + timedelta(days=days)).isoformat()} 09:00+01:00")
    fact_checks.run()
    return to_library()


def opened(walker, time_machine):
    ask(time_machine)
    return walker.open(LINK.search(to_library()[-1].body).group(1))


def named(name):
    return loaded.page(name).pk


def press(walker, **said):
    form = walker.page.form("form.form")
    form.fill({name.replace("_", "-"): value for name, value in said.items()})
    return walker.send(form)


def send(walker, **said):
    return walker.went_on(press(walker, **said))


def test_one_mail_a_week_names_the_pages_and_the_oldest_day(library, time_machine):
    (message,) = ask(time_machine)
    assert message.subject == "Stämmer 2 sidor fortfarande?"
    assert "Kultur" in message.body
    assert loaded.page("task:library-card").title in message.body
    assert "20 januari 2027" in message.body
    for day in range(1, 7):
        assert len(ask(time_machine, day)) == 1
    assert len(ask(time_machine, 7)) == 2


def test_without_an_address_nobody_is_asked(library, time_machine):
    publish(library.organization, caretaker="")
    assert ask(time_machine) == []


def test_a_department_without_pages_that_are_due_is_left_in_peace(library, time_machine):
    for name in ("page:culture", "task:library-card"):
        publish(loaded.page(name), verify_by=MONDAY + timedelta(days=15))
    assert ask(time_machine) == []


def test_the_page_shows_facts_and_sources_to_whoever_has_the_link(library, walker, time_machine):
    page = opened(walker, time_machine)
    task = loaded.page("task:library-card")
    for text in (task.title, task.lead, loaded.page("page:culture").lead, "Räknas från"):
        assert text in page.text
    answer = Client().get(page.url)
    assert answer.headers["X-Robots-Tag"] == "noindex"
    assert not answer.cookies


def test_what_holds_is_checked_from_today_in_every_language_and_draft(
    library, walker, time_machine
):
    task = loaded.page("task:library-card")
    task.lead = "Ett utkast."
    task.save_revision()
    opened(walker, time_machine)
    assert "Tack" in send(walker, **{f"says_{task.pk}": "holds"}).heading
    today = timezone.localdate()
    for code in ("sv", "en", "ar"):
        twin = loaded.page("task:library-card", code)
        assert (twin.verified_on, twin.verify_by) == (today, today + timedelta(days=182))
    page = loaded.page("task:library-card")
    newest = page.get_latest_revision_as_object()
    assert (page.lead == "Ett utkast.", newest.lead) == (False, "Ett utkast.")
    assert newest.verify_by == page.verify_by
    assert PageLogEntry.objects.filter(page=page.pk, action="home.confirm").exists()
    assert [due.pk for due in fact_checks.due(library, today)] == [named("page:culture")]


def test_what_is_wrong_becomes_one_report_for_communicators(library, walker, time_machine):
    way = opened(walker, time_machine).url
    pk = named("page:culture")
    for _twice in range(2):
        walker.open(way)
        send(walker, **{f"says_{pk}": "wrong", f"wrong_{pk}": "Det kostar nu 20 kronor."})
    (report,) = FaultReport.objects.all()
    assert (report.page_id, report.text) == (pk, "Det kostar nu 20 kronor.")
    assert report.unit == library.unit
    assert Page.objects.get(pk=pk).live


def test_nothing_typed_is_lost_where_an_answer_is_missing(library, walker, time_machine):
    opened(walker, time_machine)
    culture, card = named("page:culture"), named("task:library-card")
    page = press(walker, **{f"says_{culture}": "wrong", f"says_{card}": "holds"})
    assert "Skriv vad som är fel på sidan." in page.text
    form = page.form("form.form")
    assert form.data[f"says-{card}"] == ["holds"]
    assert (
        "Svara för minst en sida."
        in press(walker, **{f"says_{culture}": "", f"says_{card}": ""}).text
    )
    page = press(walker, **{f"says_{culture}": "holds", f"wrong_{culture}": "Fel pris."})
    assert "Du har skrivit vad som är fel." in page.text
    assert page.form("form.form").data[f"wrong-{culture}"] == ["Fel pris."]
    assert not FaultReport.objects.exists()


def test_a_wrong_old_or_moved_link_says_so(library, walker, time_machine):
    way = opened(walker, time_machine).url
    assert walker.open(f"{way[:-3]}x/").status == 410
    publish(library.organization, caretaker="annan@example.com")
    assert walker.open(way).status == 410
    publish(library.organization, caretaker=MAILBOX)
    assert walker.open(way).status == 200
    time_machine.move_to(f"{(MONDAY + timedelta(days=61)).isoformat()} 09:00+01:00")
    assert walker.open(way).status == 410


def test_a_mail_that_is_answered_before_it_is_sent_is_not_sent(library, time_machine):
    fact_checks.run()
    fact_checks.answer(fact_checks.due(library, MONDAY), {})
    assert to_library() == []
    assert mail.outbox == []
