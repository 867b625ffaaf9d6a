"""Lets the adults of a move sign in to it, without walking there."""

from cms.accounts import addresses
from onboarding.models import Move


def joined(move: Move, *by: str) -> Move:
    """Make the owners of these addresses members, in order; the first one owns the move."""
    Move.objects.filter(pk=move.pk).update(key_digest=None)
    for adult, address in zip(move.adults.order_by("number"), by, strict=False):
        user = addresses.account(address)
        move.members.create(user=user, adult=adult, is_owner=adult.number == 1)
    move.refresh_from_db()
    return move
