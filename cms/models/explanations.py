"""Words that newcomers do not know, and what they mean."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import TranslatableMixin
from wagtail_localize.fields import SynchronizedField

MEANING_LENGTH = 220


class Explanation(TranslatableMixin, models.Model):
    """A word and its meaning; `cms.explaining` shows it where the word first stands on a page."""

    key = models.SlugField(
        _("key"), max_length=60, help_text=_("A short English word. It never changes.")
    )
    word = models.CharField(
        _("word"), max_length=60, help_text=_("As it stands in most texts, in this language.")
    )
    forms = models.CharField(
        _("also written"),
        max_length=400,
        blank=True,
        help_text=_("Other forms of the word that texts use, with a comma between them."),
    )
    meaning = models.TextField(
        _("meaning"),
        max_length=MEANING_LENGTH,
        help_text=_("One to three short sentences that need no other explanation."),
    )

    override_translatable_fields = [SynchronizedField("key", overridable=False)]

    class Meta(TranslatableMixin.Meta):
        verbose_name = _("explained word")
        verbose_name_plural = _("explained words")
        ordering = ["word"]
        constraints = [
            models.UniqueConstraint(
                fields=["key", "locale"],
                name="unique_explanation",
                violation_error_message=_(
                    "There is already a word with this key. Choose another key."
                ),
            )
        ]

    def __str__(self) -> str:
        return self.word

    def clean(self) -> None:
        """Refuse a form that another word of the same language has."""
        super().clean()
        others = Explanation.objects.filter(locale_id=self.locale_id).exclude(pk=self.pk)
        for other in others:
            if shared := set(self.spellings) & set(other.spellings):
                message = _("“%(form)s” belongs to “%(word)s” already. Take it away here or there.")
                raise ValidationError(
                    {"forms": message % {"form": min(shared), "word": other.word}}
                )

    @property
    def spellings(self) -> tuple[str, ...]:
        """The word in all its forms, in lower case."""
        forms = (form.strip().casefold() for form in [self.word, *self.forms.split(",")])
        return tuple(dict.fromkeys(filter(None, forms)))
