"""An editor's account for local use, and only there."""

import io

import pytest
from django.core.management import CommandError, call_command

from cms.models import User


@pytest.mark.django_db
def test_the_account_can_sign_in_with_the_printed_password(settings, client):
    settings.DEBUG = True
    said = io.StringIO()
    call_command("local_editor", stdout=said)
    password = said.getvalue().split()[-1]
    assert client.login(username="redaktor", password=password)
    assert User.objects.get().is_superuser


@pytest.mark.django_db
def test_live_no_such_account_is_made():
    with pytest.raises(CommandError):
        call_command("local_editor")
    assert not User.objects.exists()


def test_there_are_no_default_accounts(db):
    assert not User.objects.exists()
