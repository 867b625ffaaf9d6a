"""Made-up movers, kept so that an editor sees what a change of the journey does to them."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _


class Persona(models.Model):
    """A household that does not exist, and its answers, in the shape of `manage.py plan`.

    The days in its answers are counted from `counted_from` and move along with today, so
    that somebody who moves in three months always does. It holds no alias and no ticks.
    """

    name = models.CharField(
        _("name"),
        max_length=80,
        unique=True,
        help_text=_("Who it is, in a few words: “Nurse from Malmö with two children”."),
    )
    name_en = models.CharField(
        _("name in English"),
        max_length=80,
        blank=True,
        help_text=_("For those who use the admin in English. May be left empty."),
    )
    description = models.TextField(
        _("description"),
        blank=True,
        help_text=_("What makes this household different from the others."),
    )
    answers = models.JSONField(_("answers"), default=dict, editable=False)
    counted_from = models.DateField(
        _("days counted from"), default=timezone.localdate, editable=False
    )

    class Meta:
        verbose_name = _("persona")
        verbose_name_plural = _("personas")
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.name_en if self.name_en and get_language() == "en" else self.name

    def clean(self) -> None:
        """Refuse a persona without answers, and an answer that is stored of nobody."""
        from onboarding.answering import NEVER_STORED

        super().clean()
        if not self.answers:
            raise ValidationError(
                _("There is no plan in this browser. Answer the questions first.")
            )
        if NEVER_STORED & set(self._answered()):
            raise ValidationError(_("This answer is never stored. Leave the question out."))

    def _answered(self) -> list[str]:
        parts: list[dict[str, Any]] = [
            self.answers.get("household") or {},
            *((adult.get("answers") or {}) for adult in self.answers.get("adults") or []),
        ]
        return [key for part in parts for key, value in part.items() if value is not None]
