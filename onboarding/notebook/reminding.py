"""Who is reminded by mail, when, and of what: at most one mail a day, and only who asked for it.

A weekly mail comes on Mondays, one about last days a week before each and the day before.
Both together are one mail. What a mail says is counted when it is sent: until then it is a
member and the days it is for.
"""

import logging
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from cms.accounts import addresses
from cms.mail import outbox
from cms.mail.models import UNFINISHED, Message
from cms.visibility import public_languages
from onboarding.journeys.schema import Journey
from onboarding.loading import load_journey
from onboarding.models import Member
from onboarding.notebook import quiet, waiting
from onboarding.notebook.models import Reminding
from onboarding.notebook.waiting import Waiting

log = logging.getLogger(__name__)

KIND = "reminder"
MONDAY = 0
DAYS_BEFORE = {7, 1}
AT_A_TIME = 200


@dataclass(frozen=True, slots=True)
class Due:
    """A mail to be queued: to whom, and for which days."""

    reminding: Reminding
    days: tuple[date, ...]


def choose(member: Member, language: str, *, weekly: bool, deadlines: bool) -> None:
    """Keep what mail a member wants; nothing is kept of somebody who wants none."""
    if not (weekly or deadlines):
        Reminding.objects.filter(member=member).delete()
        return
    wishes = {"weekly": weekly, "deadlines": deadlines, "language": language}
    Reminding.objects.update_or_create(member=member, defaults=wishes)


def remind(now: datetime | None = None) -> int:
    """Queue the mails that are due, by day only; return how many. Safe to be run again."""
    now = now or timezone.now()
    journey = load_journey(settings.LANGUAGE_CODE)
    if journey is None or quiet.is_quiet(now):
        return 0
    return sum(_remind(some, journey, now) for some in _a_few_at_a_time(timezone.localdate(now)))


def wants(reminding: Reminding, found: Waiting, days: Iterable[date]) -> bool:
    """Whether a member wants a mail for any of these days, as the plan stands."""
    if reminding.weekly and found and any(day.weekday() == MONDAY for day in days):
        return True
    ahead = (last for last in found.last_days if last >= found.today)
    return reminding.deadlines and any(
        (last - day).days in DAYS_BEFORE for last in ahead for day in days
    )


def has_had_one(message: Message, now: datetime) -> bool:
    """Whether the same reader has had a reminder today, or an older one still waits to be sent."""
    midnight = timezone.make_aware(datetime.combine(timezone.localdate(now), time.min))
    others = Message.objects.filter(kind=KIND, recipient=message.recipient).exclude(pk=message.pk)
    older = Q(pk__lt=message.pk, state__in=UNFINISHED, expires_at__gt=now)
    sent = Q(state=Message.State.SENT, changed_at__gte=midnight)
    return others.filter(older | sent).exists()


def _a_few_at_a_time(today: date) -> Iterator[list[Reminding]]:
    """Return those to look at, with all that counting needs: memory does not grow with them."""
    wanted = Reminding.objects.not_looked_at(today).with_plans()
    last = 0
    while some := list(wanted.filter(pk__gt=last)[:AT_A_TIME]):
        last = some[-1].pk
        yield some


def _remind(some: list[Reminding], journey: Journey, now: datetime) -> int:
    due = [mail for reminding in some if (mail := _due(reminding, journey, now))]
    to = addresses.of_all(mail.reminding.member.user_id for mail in due)
    # Counting is over: other writers wait only while rows are written.
    with transaction.atomic():
        for mail in due:
            _queue(mail, to.get(mail.reminding.member.user_id, ""), timezone.localdate(now))
        looked_at = Reminding.objects.filter(pk__in=[reminding.pk for reminding in some])
        looked_at.update(looked_on=timezone.localdate(now))
    return len(due)


def _due(reminding: Reminding, journey: Journey, now: datetime) -> Due | None:
    days = quiet.days_since(reminding.looked_on, now)
    if not (reminding.deadlines or any(day.weekday() == MONDAY for day in days)):
        return None
    try:
        found = waiting.of(reminding.member, journey, timezone.localdate(now))
    except Exception:
        # One plan that cannot be built must not keep the others from being reminded.
        log.exception("The plan of member %s could not be counted", reminding.member_id)
        return None
    return Due(reminding, days) if wants(reminding, found, days) else None


def _queue(mail: Due, address: str, today: date) -> None:
    if not address:
        return
    language = mail.reminding.language
    outbox.queue(
        KIND,
        address,
        dedupe_key=f"{mail.reminding.member_id}:{today.isoformat()}",
        language=language if language in public_languages() else settings.LANGUAGE_CODE,
        payload={
            "member": mail.reminding.member_id,
            "days": [day.isoformat() for day in mail.days],
        },
    )
