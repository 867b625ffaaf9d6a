"""What movers are mailed about their plan. No mail says who they are, where they go or when.

Why a reminder counts and names nothing: docs/decisions/0020-mail-that-counts.md.
"""

from datetime import date, timedelta

from django.conf import settings
from django.utils import timezone

from cms.accounts import addresses
from cms.mail.kinds import DIGESTS, Later, Mail, kind
from cms.mail.models import Message
from cms.mail.writing import written
from onboarding.loading import load_journey
from onboarding.models import Member
from onboarding.notebook import quiet, reminding, retention, stopping, waiting
from onboarding.notebook.models import Invitation, Reminding


@kind("invitation", expires_after=timedelta(days=2))
def invitation(message: Message) -> Mail | None:
    """Say that somebody wants to plan together; not when it was taken back meanwhile."""
    waiting = Invitation.objects.waiting().filter(pk=message.payload["invitation"])
    found = waiting.first()
    return written("invitation", {"ends_at": found.ends_at}) if found else None


@kind("unused_plan", expires_after=timedelta(days=5))
def unused_plan(message: Message) -> Mail | None:
    """Warn that a plan is to be deleted; not when somebody has opened it meanwhile."""
    member = Member.objects.select_related("move").filter(pk=message.payload["member"]).first()
    if member is None or member.move.used_at > timezone.now() - retention.FIRST.after:
        return None
    context = {"ends_on": retention.ends_on(member.move), "token": retention.token(member)}
    return written("unused_plan", context)


@kind(reminding.KIND, expires_after=quiet.LATEST, priority=DIGESTS)
def reminder(message: Message) -> Mail | None:
    """Write how much waits, for who still wants it, is still a member, and has something to do."""
    now = timezone.now()
    if quiet.is_quiet(now):
        raise Later(quiet.next_morning(now))
    wish = _still_wanted(message)
    journey = load_journey(settings.LANGUAGE_CODE)
    if wish is None or journey is None or reminding.has_had_one(message, now):
        return None
    found = waiting.of(wish.member, journey, timezone.localdate(now))
    days = [date.fromisoformat(day) for day in message.payload["days"]]
    if not reminding.wants(wish, found, days):
        return None
    context = {"waiting": found, "stop": stopping.address(wish.member)}
    return written("reminder", context, stopping.headers(wish.member))


def _still_wanted(message: Message) -> Reminding | None:
    """Return what the reader has asked for; None where they left, said no, or moved their mail."""
    wishes = Reminding.objects.with_plans().select_related("member__user")
    wish = wishes.filter(member=message.payload["member"], member__user__is_active=True).first()
    if wish is None or addresses.of(wish.member.user) != message.recipient:
        return None
    return wish
