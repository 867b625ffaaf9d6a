"""What readers looked for and did not find."""

from django.db import models
from django.utils.translation import gettext_lazy as _

WORDS_LENGTH = 60


class EmptySearch(models.Model):
    """Words that found nothing, and how often on a day. Nothing of who looked."""

    day = models.DateField(_("day"), db_index=True)
    language = models.CharField(_("language"), max_length=100)
    words = models.CharField(_("words"), max_length=WORDS_LENGTH)
    times = models.PositiveIntegerField(_("times"), default=0)

    class Meta:
        verbose_name = _("search without hits")
        verbose_name_plural = _("searches without hits")
        constraints = [
            models.UniqueConstraint(fields=["day", "language", "words"], name="unique_empty_search")
        ]

    def __str__(self) -> str:
        return self.words
