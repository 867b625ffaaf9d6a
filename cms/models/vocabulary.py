"""The words that pages, tasks and organisations share."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import TranslatableMixin
from wagtail_localize.fields import SynchronizedField


class Term(TranslatableMixin, models.Model):
    """A topic, an area, a language or a unit, by a key that never changes.

    Others refer to the Swedish row; names in the reader's language come from
    `cms.vocabulary`, in one query for all.
    """

    class Kind(models.TextChoices):
        TOPIC = "topic", _("Topic")
        AREA = "area", _("Area")
        LANGUAGE = "language", _("Language")
        UNIT = "unit", _("Unit that answers for pages")

    kind = models.CharField(
        _("kind"), max_length=10, choices=Kind.choices, help_text=_("What the word is used for.")
    )
    key = models.SlugField(
        _("key"),
        max_length=60,
        help_text=_("A short English word. Rules and addresses use it, so it never changes."),
    )
    name = models.CharField(
        _("name"), max_length=80, help_text=_("As readers see it, in this language.")
    )
    order = models.PositiveSmallIntegerField(
        _("order"), default=0, help_text=_("Words with a small number come first.")
    )

    override_translatable_fields = [SynchronizedField("key", overridable=False)]

    class Meta(TranslatableMixin.Meta):
        verbose_name = _("word in the vocabulary")
        verbose_name_plural = _("vocabulary")
        ordering = ["kind", "order", "name"]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "key", "locale"],
                name="unique_term",
                violation_error_message=_(
                    "There is already a word with this key. Choose another key."
                ),
            )
        ]

    def __str__(self) -> str:
        return self.name
