"""Ending reminders from a mail, by one press and without signing in (RFC 8058).

The address in the mail is signed for this and nothing else: whoever has it can end the
reminders of one member, and learns nothing about them.
"""

from collections.abc import Mapping

from django.conf import settings
from django.urls import reverse

from onboarding.models import Member
from onboarding.notebook import mail_links
from onboarding.notebook.models import Reminding

STOPPING = "stopping"


def address(member: Member) -> str:
    """Return where a member's reminders end."""
    token = mail_links.token(member, STOPPING)
    return f"{settings.SITE_BASE_URL}{reverse('stop_reminders', args=[token])}"


def headers(member: Member) -> Mapping[str, str]:
    """Return what lets a mail program show a button of its own."""
    return {
        "List-Unsubscribe": f"<{address(member)}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    }


def member_of(token: str) -> int | None:
    """Return the number of the member whom a token is for; None where we did not sign it."""
    said = mail_links.read(token, STOPPING)
    return said[0] if said else None


def stop(member: int) -> None:
    """End a member's reminders. Once more does no harm, nor where the member has left."""
    Reminding.objects.filter(member=member).delete()
