"""Links in a mail that do one thing for one member, without signing in.

A link is signed for its purpose: what stops reminders deletes no plan. It names a member by
number and tells nothing else about them.
"""

from datetime import timedelta

from django.core import signing

from onboarding.models import Member

SALT = "onboarding.notebook.mail_links"


def token(member: Member, purpose: str, state: float | None = None) -> str:
    """Return what a link holds. `state` is what must still be so when it is used."""
    return signing.dumps([member.pk, state], salt=_salt(purpose))


def read(
    text: str, purpose: str, max_age: timedelta | None = None
) -> tuple[int, float | None] | None:
    """Return the number of the member whom a link is for, and the state it was made in.

    None for what we did not write, not for this purpose, or longer ago than `max_age`. The
    member may have left since.
    """
    try:
        member, state = signing.loads(text, salt=_salt(purpose), max_age=max_age)
    except (signing.BadSignature, ValueError):
        return None
    return member, state


def _salt(purpose: str) -> str:
    return f"{SALT}.{purpose}"
