"""A mail is decided with what it belongs to, once, and its words are not in the database."""

from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.utils import timezone

from cms.mail import outbox
from cms.mail.models import Message

pytestmark = pytest.mark.django_db


def test_the_same_mail_is_queued_once(letter):
    assert letter("first").pk == letter("first").pk
    assert Message.objects.count() == 1


def test_what_is_rolled_back_mails_nobody(letter):
    with transaction.atomic():
        letter("never")
        transaction.set_rollback(True)
    assert not Message.objects.exists()


def test_the_database_holds_no_word_of_a_mail(letter):
    message = letter("Hemlig")
    with connection.cursor() as cursor:
        cursor.execute("select secret_payload from mail_message where id = %s", [message.pk])
        assert "Hemlig" not in cursor.fetchone()[0]
    assert Message.objects.get().payload == {"name": "Hemlig"}


def test_a_mail_can_be_called_off_until_it_is_sent(letter):
    letter("first")
    assert outbox.call_off("letter", "first")
    assert not outbox.call_off("letter", "first")
    assert Message.objects.get().payload == {}


def test_an_address_can_be_forgotten(letter):
    letter("first")
    letter("second", "sam@example.com")
    assert outbox.forget("Amina@example.com") == 1
    assert Message.objects.get().recipient == "sam@example.com"


@pytest.mark.parametrize(("days", "kept", "body"), [(6, 1, True), (8, 1, False), (91, 0, False)])
def test_what_was_sent_fades(letter, days, kept, body):
    message = letter("first")
    past = timezone.now() - timedelta(days=days)
    Message.objects.filter(pk=message.pk).update(state=Message.State.SENT, changed_at=past)
    outbox.tidy()
    assert [bool(row.secret_payload) for row in Message.objects.all()] == [body] * kept


def test_what_waits_is_not_tidied_away(letter):
    message = letter("first")
    past = timezone.now() - timedelta(days=100)
    Message.objects.filter(pk=message.pk).update(changed_at=past)
    outbox.tidy()
    assert Message.objects.get().payload == {"name": "first"}
