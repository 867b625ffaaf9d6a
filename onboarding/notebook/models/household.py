"""Rows between two adults of a household: an invitation, and an offer of the owner's part."""

import hashlib
import secrets
from datetime import timedelta

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from onboarding.models import Adult, Member, Move


class InvitationQuerySet(models.QuerySet["Invitation"]):
    """Verbs for choosing invitations."""

    def waiting(self) -> "InvitationQuerySet":
        """Invitations that can still be accepted."""
        return self.filter(made_at__gt=timezone.now() - Invitation.LASTS)

    def expired(self) -> "InvitationQuerySet":
        """Invitations whose time has passed."""
        return self.filter(made_at__lte=timezone.now() - Invitation.LASTS)

    def opened_by(self, token: str) -> "InvitationQuerySet":
        """The invitation that a token from a mail opens."""
        return self.filter(token_digest=Invitation.digest(token))


class Invitation(models.Model):
    """One adult of a move asks another to keep the plan with them.

    Only the address that it was sent to accepts it, once, within seven days. It is gone
    when it was accepted, declined or taken back.
    """

    LASTS = timedelta(days=7)

    move = models.ForeignKey(Move, on_delete=models.CASCADE, related_name="invitations")
    adult = models.OneToOneField(Adult, on_delete=models.CASCADE, related_name="invitation")
    address = models.EmailField()
    token_digest = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField(default=timezone.now)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        verbose_name = _("invitation")
        verbose_name_plural = _("invitations")

    @staticmethod
    def new_token() -> str:
        """Return a token of 256 random bits."""
        return secrets.token_urlsafe(32)

    @staticmethod
    def digest(token: str) -> str:
        """Return what the database keeps of a token: not enough to accept anything."""
        return hashlib.sha256(token.encode()).hexdigest()

    @property
    def last_day(self) -> timezone.datetime:
        """When it can no longer be accepted."""
        return self.made_at + self.LASTS


class OwnerOffer(models.Model):
    """The owner of a move offers that part to another member, who has not answered yet."""

    move = models.OneToOneField(Move, on_delete=models.CASCADE, related_name="owner_offer")
    to = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("offer of the owner's part")
        verbose_name_plural = _("offers of the owner's part")
