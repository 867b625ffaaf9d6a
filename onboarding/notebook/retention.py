"""How long a plan is kept that nobody opens: a year, with two warnings before it goes.

| what | kept |
| --- | --- |
| the plan of a browser | 30 days after its last use (MOVE_COOKIE_AGE) |
| the plan of members, with their addresses | 12 months after its last use |
| an address without a plan | 30 days after the last sign-in |
| an invitation | 7 days |
| what lost when two plans became one | 30 days |
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from django.db.models import Q
from django.utils import timezone

from cms.accounts import addresses
from cms.mail import outbox
from cms.mail.models import Message
from cms.models import User
from onboarding.models import Member, Move
from onboarding.notebook import erasing, mail_links
from onboarding.notebook.models import Invitation

KEPT = timedelta(days=365)
WITHOUT_PLAN = timedelta(days=30)
LINKS_LAST = timedelta(days=90)
KEEPING = "keeping"
"""What the link of a warning is for: to keep the plan, or to delete it now."""
MORNING = time(9)
State = Message.State


@dataclass(frozen=True, slots=True)
class Notice:
    """A mail before the end: so long after the last use, so long before anything is deleted."""

    name: str
    after: timedelta
    before_end: timedelta


FIRST = Notice("first", timedelta(days=335), timedelta(days=28))
BETWEEN = FIRST.before_end - timedelta(days=7)
LAST = Notice("last", timedelta(days=358), timedelta(days=7))


def run(now: datetime | None = None) -> None:
    """Warn of plans that nobody has opened for long, and delete those whose time has passed."""
    now = now or timezone.now()
    Invitation.objects.expired().delete()
    for user in _without_plan(now):
        erasing.erase_account(user)
    for move in _unused(now, FIRST):
        members = list(move.members.select_related("user"))
        warning = LAST if move.used_at <= now - LAST.after else FIRST
        if move.used_at <= now - KEPT and _has_warned(members, move, now):
            for member in members:
                erasing.erase_account(member.user)
        elif warning is FIRST or _was_told(members, move, FIRST, now - BETWEEN):
            _warn(members, move, warning, now)


def _without_plan(now: datetime) -> Iterable[User]:
    since = now - WITHOUT_PLAN
    old = Q(last_login__lt=since) | Q(last_login=None, date_joined__lt=since)
    return User.movers.filter(old, member=None)


def _unused(now: datetime, warning: Notice) -> Iterable[Move]:
    return Move.objects.filter(used_at__lte=now - warning.after, members__isnull=False).distinct()


def _has_warned(members: list[Member], move: Move, now: datetime) -> bool:
    """Whether both warnings have gone out to all, each long enough ago."""
    return all(_was_told(members, move, w, now - w.before_end) for w in (FIRST, LAST))


def _was_told(members: list[Member], move: Move, warning: Notice, by: datetime) -> bool:
    """Whether all members were mailed by a time; who cannot be reached at all is not waited for."""
    told = Message.objects.filter(state__in=[State.SENT, State.FAILED], changed_at__lte=by)
    return all(
        told.filter(dedupe_key__startswith=f"unused_plan:{_name(m, move, warning)}:").exists()
        for m in members
    )


def _warn(members: list[Member], move: Move, warning: Notice, now: datetime) -> None:
    for member in members:
        name = _name(member, move, warning)
        tries = Message.objects.filter(dedupe_key__startswith=f"unused_plan:{name}:")
        # A mail that grew too old unsent is written anew: nothing is deleted without it.
        if not tries.exclude(state=State.EXPIRED).exists():
            outbox.queue(
                "unused_plan",
                addresses.of(member.user),
                dedupe_key=f"{name}:{tries.count()}",
                language=move.language,
                payload={"member": member.pk, "warning": warning.name},
                not_before=_in_the_morning(now),
            )


def _name(member: Member, move: Move, warning: Notice) -> str:
    return f"{member.pk}:{warning.name}:{move.used_at:%Y%m%d}"


def _in_the_morning(now: datetime) -> datetime:
    today = timezone.make_aware(datetime.combine(timezone.localdate(now), MORNING))
    return max(now, today)


def ends_on(move: Move) -> datetime:
    """Return the day on which a plan is deleted at the earliest, if nobody opens it."""
    return max(move.used_at + KEPT, timezone.now() + LAST.before_end)


def keep(member: Member) -> None:
    """Keep the plan for another year."""
    Move.objects.filter(pk=member.move_id).update(used_at=timezone.now())


def token(member: Member) -> str:
    """Return what a warning's link holds: it works until the plan is opened again."""
    return mail_links.token(member, KEEPING, member.move.used_at.timestamp())


def member_of(text: str) -> Member | None:
    """Return whose warning a link comes from; None where the plan was opened since."""
    said = mail_links.read(text, KEEPING, LINKS_LAST)
    if said is None:
        return None
    pk, used_at = said
    member = Member.objects.select_related("move", "user", "adult").filter(pk=pk).first()
    return member if member and member.move.used_at.timestamp() == used_at else None
