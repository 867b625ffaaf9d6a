"""The outbox: mail that has been decided and is still to be sent."""

import hashlib
import json
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cms.encryption import EncryptedTextField


class MessageQuerySet(models.QuerySet["Message"]):
    """Verbs for choosing messages."""

    def due(self, now: datetime) -> "MessageQuerySet":
        """What is to be sent now, what a dead worker left behind included; first things first."""
        waiting = models.Q(state=Message.State.QUEUED, not_before__lte=now)
        left_behind = models.Q(state=Message.State.SENDING, lease_until__lte=now)
        return self.filter(waiting | left_behind).order_by("priority", "not_before", "pk")

    def unfinished(self) -> "MessageQuerySet":
        """What has not been sent, given up or called off."""
        return self.filter(state__in=[Message.State.QUEUED, Message.State.SENDING])

    def finished_before(self, moment: datetime) -> "MessageQuerySet":
        """What was over and done with by then."""
        over = [state for state in Message.State if state not in UNFINISHED]
        return self.filter(state__in=over, changed_at__lt=moment)


class Message(models.Model):
    """One mail to one person. What it says is made when it is sent, from a payload of few words."""

    class State(models.TextChoices):
        QUEUED = "queued", _("Waiting")
        SENDING = "sending", _("Being sent")
        SENT = "sent", _("Sent")
        FAILED = "failed", _("Refused")
        EXPIRED = "expired", _("Too old")
        CALLED_OFF = "called_off", _("No longer wanted")

    kind = models.CharField(max_length=40)
    dedupe_key = models.CharField(max_length=200, unique=True)
    recipient = models.EmailField(db_index=True)
    language = models.CharField(max_length=10)
    secret_payload = EncryptedTextField(blank=True)
    priority = models.PositiveSmallIntegerField(default=5)
    state = models.CharField(max_length=10, choices=State.choices, default=State.QUEUED)
    attempts = models.PositiveSmallIntegerField(default=0)
    fault = models.CharField(max_length=60, blank=True)
    not_before = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField()
    lease_until = models.DateTimeField(null=True)
    created_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(auto_now=True)

    objects = MessageQuerySet.as_manager()

    class Meta:
        verbose_name = _("message")
        verbose_name_plural = _("messages")
        indexes = [
            models.Index(
                fields=["priority", "not_before"],
                condition=models.Q(state__in=["queued", "sending"]),
                name="unfinished_messages",
            )
        ]

    @property
    def payload(self) -> dict[str, Any]:
        """What the kind of mail needs to know to write it."""
        return json.loads(self.secret_payload or "{}")

    @property
    def message_id(self) -> str:
        """The same for each try, so that a mailbox can tell a second copy from a second mail."""
        digest = hashlib.sha256(self.dedupe_key.encode()).hexdigest()[:32]
        return f"<{self.kind}.{digest}@{urlsplit(settings.SITE_BASE_URL).hostname}>"

    def is_late(self, now: datetime) -> bool:
        """Whether it should have been sent more than an hour ago."""
        return now - self.not_before > timedelta(hours=1)


UNFINISHED = (Message.State.QUEUED, Message.State.SENDING)
