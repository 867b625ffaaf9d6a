"""Mail of a made-up kind, and a real server to send it to."""

from datetime import timedelta

import pytest

from cms.mail import kinds, outbox
from cms.mail.kinds import Mail
from tests.mailbox import open_mailbox


@pytest.fixture
def mailbox(settings):
    with open_mailbox() as box:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = "127.0.0.1", box.port, 2
        yield box


@pytest.fixture
def letter(monkeypatch):
    """Queue a letter. Its writer says no when the payload says that nobody wants it."""
    monkeypatch.setattr(kinds, "_kinds", dict(kinds._kinds))

    @kinds.kind("letter", expires_after=timedelta(hours=48))
    def write(message):
        if message.payload.get("unwanted"):
            return None
        return Mail("Hej å Piteå", f"Till {message.payload['name']}", "<p>Hej</p>")

    def queue(name, recipient="amina@example.com", **rules):
        payload = {"name": name, **rules.pop("payload", {})}
        return outbox.queue(
            "letter", recipient, dedupe_key=name, language="sv", payload=payload, **rules
        )

    return queue
