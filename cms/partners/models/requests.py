"""Organisations that ask to be listed, or to look after their page."""

from datetime import datetime
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from cms.directory.models import OrganizationPage
from cms.models import User


class ListingRequestQuerySet(models.QuerySet["ListingRequest"]):
    """Verbs for choosing requests."""

    def open(self) -> "ListingRequestQuerySet":
        """Those that nobody has decided."""
        return self.filter(state=ListingRequest.State.OPEN)

    def decided_before(self, moment: datetime) -> "ListingRequestQuerySet":
        """Those that were decided by then."""
        return self.exclude(state=ListingRequest.State.OPEN).filter(decided_at__lt=moment)


class ListingRequest(models.Model):
    """Somebody says that an organisation is theirs. A communicator decides; the row remembers."""

    class State(models.TextChoices):
        OPEN = "open", _("Waits for an answer")
        ACCEPTED = "accepted", _("Accepted")
        REFUSED = "refused", _("Refused")

    submission = models.UUIDField(default=uuid4, unique=True, editable=False)
    page = models.ForeignKey(
        OrganizationPage,
        verbose_name=_("page"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    name = models.CharField(_("organisation"), max_length=200)
    organization_number = models.CharField(_("organisation number"), max_length=11)
    reason = models.TextField(_("what they say"), max_length=1000)
    address = models.EmailField(_("e-mail address"))
    language = models.CharField(_("language"), max_length=10, default=settings.LANGUAGE_CODE)
    asked_at = models.DateTimeField(_("asked"), auto_now_add=True)
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.OPEN)
    comment = models.TextField(
        _("answer"), blank=True, help_text=_("Goes into the mail to whoever asked.")
    )
    decided_by = models.ForeignKey(
        User, verbose_name=_("decided by"), null=True, on_delete=models.SET_NULL, related_name="+"
    )
    decided_at = models.DateTimeField(_("decided"), null=True)

    objects = ListingRequestQuerySet.as_manager()

    class Meta:
        verbose_name = _("request for a page")
        verbose_name_plural = _("requests for pages")

    def __str__(self) -> str:
        return self.name

    @property
    def is_open(self) -> bool:
        """Whether nobody has decided yet."""
        return self.state == self.State.OPEN
