"""The table in which it is counted how often something is done (cms/limits.py)."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class CountQuerySet(models.QuerySet["Count"]):
    """Verbs for choosing counts."""

    def over(self) -> "CountQuerySet":
        """Counts whose time has passed."""
        return self.filter(expires__lt=timezone.now())


class Count(models.Model):
    """A row of the cache "limits": the shape is Django's (`createcachetable`), the table is ours.

    So the migrations make it, and what is over can be deleted by the day.
    """

    cache_key = models.CharField(max_length=255, primary_key=True)
    value = models.TextField()
    expires = models.DateTimeField(db_index=True)

    objects = CountQuerySet.as_manager()

    class Meta:
        db_table = "accounts_count"
        verbose_name = _("count of tries")
        verbose_name_plural = _("counts of tries")
