"""What readers answer to "Did you find what you were looking for?"."""

from datetime import date, timedelta

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

ANSWER_LENGTH = 500


class ReaderAnswerQuerySet(models.QuerySet["ReaderAnswer"]):
    """Verbs for choosing answers."""

    def since(self, day: date) -> "ReaderAnswerQuerySet":
        """Answers given on a day or later."""
        return self.filter(answered_on__gte=day)

    def with_old_words(self) -> "ReaderAnswerQuerySet":
        """Answers whose words have been kept for as long as the page promises."""
        kept = timedelta(days=settings.ANSWER_TEXT_DAYS_KEPT)
        return self.filter(answered_on__lt=timezone.localdate() - kept).exclude(text="")


class ReaderAnswer(models.Model):
    """One yes or no to one page, perhaps with a line of text. A day, no hour; nobody's."""

    class Reason(models.TextChoices):
        MISSING = "missing", _("Something is missing")
        UNCLEAR = "unclear", _("It is hard to understand")
        WRONG = "wrong", _("Something is wrong or out of date")

    page = models.ForeignKey(
        Page, verbose_name=_("page"), on_delete=models.CASCADE, related_name="+"
    )
    found = models.BooleanField(_("found it"))
    reason = models.CharField(_("why not"), max_length=10, choices=Reason.choices, blank=True)
    text = models.CharField(_("in their own words"), max_length=ANSWER_LENGTH, blank=True)
    answered_on = models.DateField(_("day"), default=timezone.localdate, editable=False)

    objects = ReaderAnswerQuerySet.as_manager()

    class Meta:
        verbose_name = _("reader's answer")
        verbose_name_plural = _("readers' answers")
        ordering = ["-answered_on", "-pk"]
        indexes = [models.Index(fields=["page", "answered_on"], name="reader_answer_of_page")]
