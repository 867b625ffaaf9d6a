"""How easy published pages are to read."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page


class Ease(models.Model):
    """What was counted in the published text of a page; `cms.ease` counts."""

    page = models.OneToOneField(Page, models.CASCADE, related_name="ease")
    lix = models.FloatField("LIX")
    sentence_length = models.FloatField(_("words in a sentence"))
    words = models.PositiveIntegerField()
    is_hard = models.BooleanField(default=False)
    measured_at = models.DateTimeField(auto_now=True)
