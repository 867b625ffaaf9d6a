"""When each regular job ran and when it is due again: one row for each job, made as needed."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class JobRun(models.Model):
    """The last and the next run of one job."""

    name = models.CharField(max_length=60, unique=True)
    due_at = models.DateTimeField()
    lease_until = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)
    fault = models.CharField(max_length=120, blank=True)

    class Meta:
        verbose_name = _("run of a job")
        verbose_name_plural = _("runs of jobs")
