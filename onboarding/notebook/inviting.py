"""Asking another adult to keep the plan together: by a mail that gives nothing away.

The mail names nobody, and opens nothing. Whoever signs in with the address sees the
invitation; to the one who invites it is the same whether the address is known here or not.
"""

from datetime import timedelta

from allauth.account.models import EmailAddress
from django.db import IntegrityError, transaction
from django.utils import timezone

from cms.accounts import addresses
from cms.mail import outbox
from cms.models import User
from onboarding import membership, merging
from onboarding.models import Adult, Member, Move
from onboarding.notebook import leaving
from onboarding.notebook.models import Invitation

MOST_A_DAY = 10
"""Mail goes to strangers' addresses: so many invitations leave one plan in a day and a night."""


class TooMany(PermissionError):
    """No more invitations leave this plan today."""


class NotFree(LookupError):
    """The adult signs in already, is invited already, or is not in the plan."""


class NoLongerOpen(LookupError):
    """The invitation was accepted, declined or taken back, or its time has passed."""


def free_adults(move: Move) -> list[Adult]:
    """Return the adults of a move who can be invited."""
    waiting = Invitation.objects.waiting().values("adult")
    return list(move.adults.filter(member=None).exclude(pk__in=waiting))


@transaction.atomic
def invite(by: Member, number: int, address: str, language: str) -> Invitation:
    """Ask the owner of an address to be an adult of the plan; a few times a day."""
    plan = f"{by.move_id}:"
    yesterday = timezone.now() - timedelta(days=1)
    if outbox.decided_since(yesterday, "invitation", plan) >= MOST_A_DAY:
        raise TooMany(by.move_id)
    adult = next((adult for adult in free_adults(by.move) if adult.number == number), None)
    if adult is None:
        raise NotFree(number)
    Invitation.objects.filter(adult=adult).delete()
    try:
        with transaction.atomic():
            invitation = Invitation.objects.create(
                move=by.move, adult=adult, address=addresses.normal(address)
            )
    except IntegrityError as error:
        raise NotFree(number) from error
    outbox.queue(
        "invitation",
        invitation.address,
        dedupe_key=f"{plan}{invitation.pk}",
        language=language,
        payload={"invitation": invitation.pk},
    )
    return invitation


@transaction.atomic
def take_back(invitation: Invitation) -> None:
    """Take an invitation back, and its mail if that has not gone out."""
    outbox.call_off("invitation", f"{invitation.move_id}:{invitation.pk}")
    invitation.delete()


def waiting_for(user: User) -> list[Invitation]:
    """Return the invitations that a mover can answer."""
    mine = EmailAddress.objects.filter(user=user, verified=True).values("email")
    found = Invitation.objects.waiting().filter(address__in=mine)
    return list(found.exclude(move__members__user=user))


@transaction.atomic
def accept(invitation: Invitation, user: User) -> Member:
    """Make a mover a member of the plan; a plan of their own comes along.

    What they answered for themselves counts. Where the two households differ, the one that
    they join counts, and what they had is kept for thirty days.
    """
    if not Invitation.objects.waiting().filter(pk=invitation.pk).delete()[0]:
        raise NoLongerOpen(invitation.pk)
    Adult.objects.filter(pk=invitation.adult_id).update(has_left=False)
    own = membership.of(user)
    if own is None:
        return Member.objects.create(move=invitation.move, user=user, adult=invitation.adult)
    if own.move.members.exclude(pk=own.pk).exists():
        leaving.leave(own)
        own = membership.of(user)
    return _join_with_own_plan(own, invitation)


def _join_with_own_plan(member: Member, invitation: Invitation) -> Member:
    found, mover = member.move, member.adult
    Member.objects.filter(pk=member.pk).update(
        move=invitation.move, adult=invitation.adult, is_owner=False
    )
    joined = Member.objects.select_related("move", "adult").get(pk=member.pk)
    joined.move.reader = joined
    # Notes and the like are the mover's before the old plan goes.
    found.adults.exclude(pk=mover.pk).delete()
    own = {d.slot for d in merging.differences(joined, found) if d.slot.adult}
    merging.merge(joined, found, own)
    return joined


def decline(invitation: Invitation) -> None:
    """Say no. The one who invited sees only that nobody has come."""
    invitation.delete()
