"""Who signs in to a move: its members."""

from django.db import IntegrityError, transaction

from cms.models import User
from onboarding.models import Member, Move


def of(user: User) -> Member | None:
    """Return a mover's membership, its move read by this mover; None without a move."""
    member = Member.objects.filter(user=user).select_related("move", "adult").first()
    if member:
        member.move.reader = member
    return member


def begin(user: User, language: str) -> Move:
    """Return the mover's move, made now unless a second click made it already."""
    try:
        with transaction.atomic():
            move = Move.objects.create(language=language)
            adult = move.adults.create(number=1)
            move.reader = move.members.create(user=user, adult=adult, is_owner=True)
    except IntegrityError:
        member = of(user)
        if member is None:
            raise
        return member.move
    return move


@transaction.atomic
def take_along(move: Move, user: User) -> bool:
    """Make a browser's move the mover's own; its key opens nothing any more.

    False where it is somebody's already. The mover is the first adult until they say otherwise.
    """
    free = Move.objects.filter(pk=move.pk, key_digest=move.key_digest, members=None)
    if not free.exclude(key_digest=None).update(key_digest=None):
        return False
    adult = move.adults.order_by("number").first() or move.adults.create(number=1)
    move.members.create(user=user, adult=adult, is_owner=True)
    return True
