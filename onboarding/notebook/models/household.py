"""Rows between two adults of a household: an invitation, and an offer of the owner's part."""

from datetime import datetime, timedelta

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


class Invitation(models.Model):
    """One adult of a move asks another to keep the plan with them.

    Only somebody who signs in with the address accepts it, once, within seven days: nothing
    in the mail opens anything. It is gone when it was accepted, declined or taken back.
    """

    LASTS = timedelta(days=7)

    move = models.ForeignKey(Move, on_delete=models.CASCADE, related_name="invitations")
    adult = models.OneToOneField(Adult, on_delete=models.CASCADE, related_name="invitation")
    address = models.EmailField(db_index=True)
    made_at = models.DateTimeField(default=timezone.now)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        verbose_name = _("invitation")
        verbose_name_plural = _("invitations")

    @property
    def ends_at(self) -> datetime:
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
