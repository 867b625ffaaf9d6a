"""What movers are mailed about their plan. No mail says who they are, where they go or when."""

from datetime import timedelta

from django.utils import timezone

from cms.mail.kinds import Mail, kind
from cms.mail.models import Message
from cms.mail.writing import written
from onboarding.models import Member
from onboarding.notebook import retention
from onboarding.notebook.models import Invitation


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
