"""What partners write: a draft of their own, and what they have handed in."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Revision, TaskState

from cms.directory.models import OrganizationPage
from cms.models import User


class ListingDraft(models.Model):
    """What partners have typed and not handed in: as it was typed, right or wrong.

    No revision of the page: an editor who opens the page never meets half a sentence of
    somebody else. `version` grows with each save, so that two tabs do not undo each other.
    """

    page = models.OneToOneField(
        OrganizationPage, on_delete=models.CASCADE, related_name="partners_draft"
    )
    typed = models.JSONField(default=dict)
    version = models.PositiveIntegerField(default=1)
    changed_by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = _("draft of a partner")
        verbose_name_plural = _("drafts of partners")


class SubmissionQuerySet(models.QuerySet["Submission"]):
    """Verbs for choosing what was handed in."""

    def of(self, page: OrganizationPage) -> "SubmissionQuerySet":
        """What was handed in for a listing, the newest first."""
        return self.filter(page=page).order_by("-pk")

    def waiting(self) -> "SubmissionQuerySet":
        """What nobody has decided about."""
        return self.filter(state=Submission.State.WAITING)


class Submission(models.Model):
    """A revision of the Swedish page that a partner handed in, and the English that belongs to it.

    The English texts become translations at the moment the revision is published.
    """

    class State(models.TextChoices):
        WAITING = "waiting", _("Waits for the municipality")
        APPROVED = "approved", _("Published")
        CHANGES = "changes", _("Changes are asked for")
        WITHDRAWN = "withdrawn", _("Taken back")

    page = models.ForeignKey(OrganizationPage, on_delete=models.CASCADE, related_name="submissions")
    revision = models.OneToOneField(Revision, on_delete=models.CASCADE, related_name="+")
    task_state = models.OneToOneField(
        TaskState, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    english = models.JSONField(default=dict)
    english_is_public = models.BooleanField(default=False)
    handed_in_by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    handed_in_at = models.DateTimeField(auto_now_add=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    comment = models.TextField(blank=True)
    decided_at = models.DateTimeField(null=True)

    objects = SubmissionQuerySet.as_manager()

    class Meta:
        verbose_name = _("submission")
        verbose_name_plural = _("submissions")

    @property
    def is_waiting(self) -> bool:
        """Whether nobody has decided yet."""
        return self.state == self.State.WAITING

    @property
    def by(self) -> str:
        """The address of whoever handed it in, for those who decide."""
        return str(self.handed_in_by or "").removeprefix("partner:")

    @property
    def draft(self) -> Any:
        """The listing as it was handed in."""
        return self.revision.as_object()
