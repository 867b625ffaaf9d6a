"""What readers should know about a translation."""

from django.db import models
from wagtail_localize.models import Translation


class TranslationState(models.Model):
    """How a translation stands to its Swedish page; `cms.translation_states` keeps it."""

    translation = models.OneToOneField(Translation, models.CASCADE, related_name="state")
    open_since = models.DateTimeField(null=True)
    """Since when the Swedish page has texts that readers of the translation do not get."""
    is_machine = models.BooleanField(default=False)
    """Whether a machine wrote some of what readers get."""
