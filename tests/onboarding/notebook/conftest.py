"""A real mail server, and members who are to be reminded."""

import pytest

from tests.mailbox import open_mailbox


@pytest.fixture
def mailbox(settings):
    with open_mailbox() as box:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = "127.0.0.1", box.port, 2
        yield box
