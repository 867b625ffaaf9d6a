"""What an adult keeps: saved things, notes, own tasks. Private until its writer shares it."""

from django.db import models

from onboarding.models import Adult
from onboarding.notebook.models import OwnTask


def own_tasks_with_days(adult: Adult) -> models.QuerySet[OwnTask]:
    """Return the own tasks that an adult sees, with a day and still to be done, by day."""
    return OwnTask.objects.seen_by(adult).exclude(day=None).filter(done_on=None)
