"""Who owns a plan: whoever began it, until they offer it to another member who says yes."""

from django.db import transaction

from onboarding.models import Member, Move
from onboarding.notebook.models import OwnerOffer


class NotTheirs(LookupError):
    """There is nothing that this member could offer or answer."""


@transaction.atomic
def offer(owner: Member, number: int) -> None:
    """Offer the owner's part to the member who is the adult of a number."""
    to = owner.move.members.filter(adult__number=number, is_owner=False).first()
    if not owner.is_owner or to is None:
        raise NotTheirs(number)
    OwnerOffer.objects.update_or_create(move=owner.move, defaults={"to": to})


@transaction.atomic
def take_back(owner: Member) -> None:
    """Take the offer back."""
    OwnerOffer.objects.filter(move=owner.move).delete()


@transaction.atomic
def answer(member: Member, *, accepted: bool) -> None:
    """Take over the owner's part, or say no: then everything stays as it was."""
    if not OwnerOffer.objects.filter(move=member.move_id, to=member).delete()[0]:
        raise NotTheirs
    if accepted:
        Member.objects.filter(move=member.move_id, is_owner=True).update(is_owner=False)
        Member.objects.filter(pk=member.pk).update(is_owner=True)


def offered_to(member: Member) -> bool:
    """Whether a member has been offered the owner's part."""
    return OwnerOffer.objects.filter(to=member).exists()


def offered_in(move: Move) -> int | None:
    """Return the number of the adult who has been offered the owner's part, if any."""
    return OwnerOffer.objects.filter(move=move).values_list("to__adult__number", flat=True).first()
