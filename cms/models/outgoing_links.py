"""Addresses outside of the service that pages lead to, and what was answered there."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

ADDRESS_LENGTH = 1000


class Answer(models.TextChoices):
    """What an address answered, in words for an editor."""

    WORKS = "works", _("Works")
    UNSURE = "unsure", _("Does not let programs in, so we cannot tell")
    GONE = "gone", _("There is no such page any more")
    UNKNOWN_HOST = "unknown_host", _("There is no such website")
    FAULT = "fault", _("The website says that something is wrong with it")
    SILENT = "silent", _("Nobody answers")
    UNSAFE = "unsafe", _("The website’s certificate is not in order")


class OutgoingLinkQuerySet(models.QuerySet["OutgoingLink"]):
    """Chooses links."""

    def broken(self) -> "OutgoingLinkQuerySet":
        """Return those that have failed for long enough to be sure."""
        return self.filter(is_broken=True)

    def on(self, pages: models.QuerySet[Page]) -> "OutgoingLinkQuerySet":
        """Return those that stand on some published pages."""
        return self.filter(pages__in=pages.live().order_by()).distinct()


class OutgoingLink(models.Model):
    """An address that published pages lead to. `cms.link_checks` asks it now and then."""

    address = models.CharField(_("address"), max_length=ADDRESS_LENGTH, unique=True)
    pages = models.ManyToManyField(Page, verbose_name=_("pages"), related_name="outgoing_links")
    checked_at = models.DateTimeField(_("checked"), null=True, db_index=True)
    answer = models.CharField(_("answer"), max_length=12, choices=Answer.choices, blank=True)
    status = models.PositiveSmallIntegerField(null=True)
    failing_since = models.DateField(_("failing since"), null=True)
    failed_on = models.DateField(null=True)
    """The newest day on which it failed."""
    failures = models.PositiveSmallIntegerField(default=0)
    """Days in a row on which it failed."""
    is_broken = models.BooleanField(_("broken"), default=False)

    objects = OutgoingLinkQuerySet.as_manager()

    class Meta:
        verbose_name = _("link to another website")
        verbose_name_plural = _("links to other websites")
        ordering = ["failing_since", "address"]

    def __str__(self) -> str:
        return self.address
