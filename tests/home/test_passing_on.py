"""What a reader says of a listing reaches whoever looks after it."""

import uuid
from datetime import date

import pytest
from django.core import mail
from django.core.management import call_command

from cms.feedback import reporting
from cms.feedback.models import FaultReport
from cms.mail.models import Message
from home.models import Department
from tests import loaded
from tests.factories.pages import publish
from tests.signing import mails

pytestmark = pytest.mark.django_db

BOARD, READER = "styrelsen@example.com", "lasare@example.com"
WORDS = "Telefonnumret går inte fram & ingen svarar."


@pytest.fixture
def choir():
    return publish(loaded.page("org:example_choir"), caretaker=BOARD, verify_by=date(2030, 1, 1))


def say(page, kind="wrong", submission=None):
    said = {"kind": kind, "text": WORDS, "address": page.url, "email": READER}
    said["wants_version"] = False
    return reporting.keep(submission or uuid.uuid4(), said, "sv")


@pytest.mark.parametrize("language", ["sv", "en"])
def test_the_words_and_a_way_to_correct_reach_whoever_looks_after_it(choir, client, language):
    say(loaded.page("org:example_choir", language))
    (message,) = mails()
    assert message.to == [BOARD]
    assert WORDS in message.body
    assert READER not in message.body
    way = next(word for word in message.body.split() if "stammer-det" in word)
    assert client.get(way.split("8000", 1)[1]).status_code == 200


def test_a_form_that_is_sent_twice_is_passed_on_once(choir):
    submission = uuid.uuid4()
    for _time in range(2):
        say(choir, submission=submission)
    assert len(mails()) == 1


@pytest.mark.parametrize("kind", ["barrier", "other"])
def test_what_is_the_services_own_is_not_passed_on(choir, kind):
    say(choir, kind)
    assert not Message.objects.exists()


def test_where_nobody_looks_after_the_page_communicators_hear_of_it_alone(choir):
    publish(choir, caretaker="")
    say(choir)
    say(loaded.page("page:rent"))
    assert not Message.objects.exists()
    assert FaultReport.objects.count() == 2


def test_a_report_that_is_closed_before_the_mail_goes_is_not_sent(choir):
    say(choir)
    FaultReport.objects.get().delete()
    assert mails() == []
    assert not mail.outbox


def test_a_report_on_a_task_reaches_the_department_that_answers_for_it():
    page = loaded.page("task:library-card")
    call_command("departments", verbosity=0)
    department = Department.objects.get(unit=page.unit)
    publish(department.organization, caretaker="bibliotek@example.com")
    say(loaded.page("task:library-card", "en"))
    (message,) = mails()
    assert message.to == ["bibliotek@example.com"]
    assert WORDS in message.body
    assert "stammer-det" not in message.body
