"""What movers are mailed about their plan. No mail says who they are, where they go or when."""

from datetime import timedelta

from cms.mail.kinds import Mail, kind
from cms.mail.models import Message
from cms.mail.writing import written
from onboarding.notebook.models import Invitation


@kind("invitation", expires_after=timedelta(days=2))
def invitation(message: Message) -> Mail | None:
    """Say that somebody wants to plan together; not when it was taken back meanwhile."""
    waiting = Invitation.objects.waiting().filter(pk=message.payload["invitation"])
    found = waiting.first()
    return written("invitation", {"ends_at": found.ends_at}) if found else None
