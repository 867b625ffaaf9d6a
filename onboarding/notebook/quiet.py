"""When a reminder may be sent: by day, as the clocks in Sweden go, and not too long after its day.

Every day has one moment for reminders, its morning. What was missed while nothing ran is
made up for within 48 hours of it.
"""

from datetime import UTC, date, datetime, time, timedelta

from django.utils import timezone

MORNING, EVENING = time(8), time(20)
LATEST = timedelta(hours=48)
DAY = timedelta(days=1)


def is_quiet(now: datetime) -> bool:
    """Whether it is evening or night."""
    return not MORNING <= timezone.localtime(now).time() < EVENING


def next_morning(now: datetime) -> datetime:
    """Return the next moment at which reminders begin."""
    today = timezone.localdate(now)
    return next(moment for day in (today, today + DAY) if (moment := morning_of(day)) > now)


def morning_of(day: date) -> datetime:
    """Return the moment for the reminders of a day."""
    return timezone.make_aware(datetime.combine(day, MORNING)).astimezone(UTC)


def days_since(looked_on: date, now: datetime) -> tuple[date, ...]:
    """Return the days after one, today included, whose moment has come and is not too long ago."""
    today = timezone.localdate(now)
    days = (today - DAY * ago for ago in range(LATEST // DAY + 1))
    age = timedelta(0)
    return tuple(d for d in days if d > looked_on and age <= now - morning_of(d) <= LATEST)
