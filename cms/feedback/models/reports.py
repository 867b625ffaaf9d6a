"""Faults that readers report, and how far each has come."""

import uuid
from datetime import date, timedelta
from typing import Any

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from cms.models import Term
from cms.models.base import terms
from cms.working_days import working_day_after

TEXT_LENGTH = 4000
ADDRESS_LENGTH = 300


def first_answer_by() -> date:
    """Return the day by which a report that comes in today should have its first answer."""
    return working_day_after(timezone.localdate(), settings.FAULT_REPORT_WORKING_DAYS)


class FaultReportQuerySet(models.QuerySet["FaultReport"]):
    """Verbs for choosing reports."""

    def unanswered(self) -> "FaultReportQuerySet":
        """Reports that still wait for their first answer."""
        return self.filter(state__in=FaultReport.UNANSWERED)

    def late(self) -> "FaultReportQuerySet":
        """Reports that should have had their first answer before today."""
        return self.unanswered().filter(due_on__lt=timezone.localdate())

    def expired(self) -> "FaultReportQuerySet":
        """Closed reports that have been kept for as long as the form promises."""
        kept = timedelta(days=settings.FAULT_REPORT_DAYS_KEPT)
        return self.filter(closed_on__lt=timezone.localdate() - kept)


class FaultReport(models.Model):
    """What a reader says is wrong. Nobody's name; an e-mail address only if they want an answer."""

    class Kind(models.TextChoices):
        BARRIER = "barrier", _("Something I cannot use")
        WRONG = "wrong", _("Something that is not right")
        UNCLEAR = "unclear", _("Something hard to understand")
        BROKEN = "broken", _("Something that does not work")
        OTHER = "other", _("Something else")

    class State(models.TextChoices):
        NEW = "new", _("New")
        IN_HAND = "in_hand", _("In hand")
        ANSWERED = "answered", _("Answered")
        CLOSED = "closed", _("Closed")

    UNANSWERED = (State.NEW, State.IN_HAND)

    # Made with the empty form, so that a form that is sent twice makes one report.
    submission = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    received_at = models.DateTimeField(_("received"), default=timezone.now, editable=False)
    language = models.CharField(_("language"), max_length=10, editable=False)
    kind = models.CharField(_("what it is about"), max_length=10, choices=Kind.choices)
    text = models.TextField(_("what is wrong"), max_length=TEXT_LENGTH)
    address = models.CharField(_("which page"), max_length=ADDRESS_LENGTH, blank=True)
    page = models.ForeignKey(
        Page,
        verbose_name=_("page"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    wants_version = models.BooleanField(_("needs the content in another form"), default=False)
    email = models.EmailField(_("e-mail"), blank=True)

    state = models.CharField(
        _("state"),
        max_length=10,
        choices=State.choices,
        default=State.NEW,
        help_text=_("Closed reports are deleted when their time has passed."),
    )
    unit = models.ForeignKey(
        Term,
        verbose_name=_("unit that answers"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        limit_choices_to=terms("unit"),
        help_text=_("The unit of the page to begin with. A unit, never a person."),
    )
    due_on = models.DateField(
        _("first answer by"),
        default=first_answer_by,
        help_text=_("Counted in working days from the day the report came in."),
    )
    note = models.TextField(
        _("internal note"),
        blank=True,
        help_text=_("For colleagues. It may become public: anybody can ask to see it."),
    )
    answered_on = models.DateField(_("answered"), null=True, editable=False)
    closed_on = models.DateField(_("closed"), null=True, editable=False)
    version = models.PositiveIntegerField(default=0, editable=False)

    objects = FaultReportQuerySet.as_manager()

    class Meta:
        verbose_name = _("fault report")
        verbose_name_plural = _("fault reports")
        ordering = ["-received_at"]
        indexes = [models.Index(fields=["state", "due_on"], name="fault_report_queue")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state="closed") ^ models.Q(closed_on=None),
                name="only_closed_reports_have_a_closing_day",
            )
        ]

    def __str__(self) -> str:
        return self.reference

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save; the days of answer and closing follow the state."""
        today = timezone.localdate()
        if self.state in self.UNANSWERED:
            self.answered_on = None
        else:
            self.answered_on = self.answered_on or today
        self.closed_on = (self.closed_on or today) if self.state == self.State.CLOSED else None
        super().save(*args, **kwargs)

    @property
    def reference(self) -> str:
        """What the reader and the municipality call the report: short enough for a phone call."""
        return f"F-{self.pk:04d}" if self.pk else ""

    # What lists call it.
    reference.fget.short_description = _("number")

    @property
    def is_late(self) -> bool:
        """Whether the first answer should have come before today."""
        return self.state in self.UNANSWERED and self.due_on < timezone.localdate()

    @property
    def place(self) -> str:
        """Where the fault is, as far as it is known."""
        return str(self.page) if self.page else self.address

    @property
    def due(self) -> str:
        """Until when the first answer is due, said aloud where it is late."""
        if self.state not in self.UNANSWERED:
            return ""
        day = date_format(self.due_on, "SHORT_DATE_FORMAT")
        return _("%(day)s, late") % {"day": day} if self.is_late else day
