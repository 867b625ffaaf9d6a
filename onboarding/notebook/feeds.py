"""The private address that a calendar fetches a member's plan from.

Whoever has the address reads the calendar, so it holds title, day and link of what is to be
done and nothing else; it is shown once, can be made anew or taken away, and ends when no
calendar has asked for a year.
"""

from datetime import timedelta

from django.utils import timezone
from django.utils.crypto import constant_time_compare

from onboarding.models import Member
from onboarding.notebook.models import Feed

# Compared with where there is no such address, so that both answers are the same work.
NOBODYS = Feed.digest("")
NOTED_EVERY = timedelta(days=1)


def make(member: Member, language: str, *, discreet: bool) -> str:
    """Return the token of a new address; the one before opens nothing any more."""
    token, now = Feed.new_token(), timezone.now()
    values = {
        "token_digest": Feed.digest(token),
        "language": language,
        "is_discreet": discreet,
        "made_at": now,
        "fetched_at": now,
    }
    Feed.objects.update_or_create(member=member, defaults=values)
    return token


def of(member: Member) -> Feed | None:
    """Return a member's address, if there is one in use."""
    return Feed.objects.in_use().filter(member=member).first()


def take_away(member: Member) -> None:
    """Let a member's address open nothing any more."""
    Feed.objects.filter(member=member).delete()


def opened_by(token: str) -> Feed | None:
    """Return the address that a token belongs to; None for a wrong, old or replaced one."""
    rows = Feed.objects.in_use().filter(member__user__is_active=True)
    feed = rows.opened_by(token).select_related("member__move", "member__adult").first()
    kept = feed.token_digest if feed else NOBODYS
    return feed if constant_time_compare(kept, Feed.digest(token)) else None


def note_fetch(feed: Feed) -> None:
    """Note that a calendar asks, once a day."""
    now = timezone.now()
    if now - feed.fetched_at > NOTED_EVERY:
        Feed.objects.filter(pk=feed.pk).update(fetched_at=now)


def forget() -> None:
    """Delete the addresses that no calendar has asked for in a year."""
    Feed.objects.expired().delete()
