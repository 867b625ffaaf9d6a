"""Regular jobs: each runs when it is due, in one worker at a time.

A job that was missed while no worker ran is made up for once. A job that fails is
noted, logged and tried again at its next time; the others go on.
"""

import logging
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from django.utils import timezone

from cms.jobs.models import JobRun

log = logging.getLogger(__name__)

LEASE = timedelta(minutes=30)
DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Job:
    """Something to do again and again: every so often, or every day at a time of the clock."""

    name: str
    run: Callable[[], object]
    every: timedelta = DAY
    at: time | None = None

    def next_after(self, now: datetime) -> datetime:
        """Return when the job is due after a run."""
        if self.at is None:
            return now + self.every
        today = timezone.make_aware(datetime.combine(timezone.localdate(now), self.at))
        if today > now:
            return today
        tomorrow = timezone.localdate(now) + DAY
        return timezone.make_aware(datetime.combine(tomorrow, self.at))


def run_due(jobs: Iterable[Job]) -> list[str]:
    """Run what is due and return its names."""
    return [job.name for job in jobs if _claimed(job) and _ran(job)]


def _claimed(job: Job) -> bool:
    """Whether the job is due and nobody else has it: the claim is a compare-and-swap."""
    now = timezone.now()
    run, _is_new = JobRun.objects.get_or_create(name=job.name, defaults={"due_at": now})
    if run.due_at > now or (run.lease_until and run.lease_until > now):
        return False
    return bool(
        JobRun.objects.filter(pk=run.pk, due_at=run.due_at, lease_until=run.lease_until).update(
            lease_until=now + LEASE
        )
    )


def _ran(job: Job) -> bool:
    fault = ""
    try:
        job.run()
    except Exception as raised:
        # One broken job must not stop the others; it is seen in the log and at /readyz.
        log.exception("The job %s failed", job.name)
        fault = type(raised).__name__
    now = timezone.now()
    JobRun.objects.filter(name=job.name).update(
        due_at=job.next_after(now), lease_until=None, finished_at=now, fault=fault
    )
    return True
