"""How a member wants to be reminded: by mail, and by a calendar that subscribes."""

import hashlib
import secrets

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from onboarding.models import Member


class Reminding(models.Model):
    """What mail a member has asked for. No row means none."""

    member = models.OneToOneField(Member, on_delete=models.CASCADE, related_name="reminding")
    weekly = models.BooleanField(default=False)
    deadlines = models.BooleanField(default=False)
    chosen_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("reminders by mail")
        verbose_name_plural = _("reminders by mail")


class Feed(models.Model):
    """A private address that calendars fetch a member's plan from; of its token only a digest."""

    member = models.OneToOneField(Member, on_delete=models.CASCADE, related_name="feed")
    token_digest = models.CharField(max_length=64, unique=True)
    is_discreet = models.BooleanField(default=False)
    made_at = models.DateTimeField(default=timezone.now)
    fetched_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("calendar address")
        verbose_name_plural = _("calendar addresses")

    @staticmethod
    def new_token() -> str:
        """Return a token of 256 random bits."""
        return secrets.token_urlsafe(32)

    @staticmethod
    def digest(token: str) -> str:
        """Return what the database keeps of a token: not enough to read the calendar."""
        return hashlib.sha256(token.encode()).hexdigest()
