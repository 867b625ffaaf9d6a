"""Private texts are unreadable in the database, and readable with any key of the ring."""

import json

import pytest
from cryptography.fernet import Fernet
from django.core.exceptions import FieldError
from django.db import connection

from cms import encryption
from cms.mail.models import Message

pytestmark = pytest.mark.django_db
OLD, NEW = Fernet.generate_key().decode(), Fernet.generate_key().decode()


@pytest.fixture
def secret(settings):
    from cms.mail import kinds, outbox

    settings.ENCRYPTION_KEYS = [OLD]
    kinds.kind("secret")(lambda message: None)
    yield outbox.queue(
        "secret", "a@example.com", dedupe_key="1", language="sv", payload={"word": "lingon"}
    )
    del kinds._kinds["secret"]


def stored(message):
    with connection.cursor() as cursor:
        cursor.execute("select secret_payload from mail_message where id = %s", [message.pk])
        return cursor.fetchone()[0]


def word(message):
    return json.loads(Message.objects.get(pk=message.pk).secret_payload)["word"]


def test_a_text_is_encrypted_at_rest_and_plain_in_use(secret):
    assert "lingon" not in stored(secret)
    assert word(secret) == "lingon"


def test_an_old_key_still_reads(secret, settings):
    settings.ENCRYPTION_KEYS = [NEW, OLD]
    assert word(secret) == "lingon"
    assert encryption.readable()


def test_another_key_reads_nothing_and_says_so(secret, settings):
    settings.ENCRYPTION_KEYS = [NEW]
    assert not encryption.readable()
    with pytest.raises(encryption.WrongKey):
        word(secret)


def test_after_rotation_the_old_key_can_go(secret, settings):
    settings.ENCRYPTION_KEYS = [NEW, OLD]
    assert encryption.rotate() == 1
    settings.ENCRYPTION_KEYS = [NEW]
    assert word(secret) == "lingon"


def test_an_encrypted_text_cannot_be_searched_by_mistake(secret):
    with pytest.raises(FieldError):
        Message.objects.filter(secret_payload="lingon").first()
