"""Deleting everything at once, when a mover asks for it or when its time has passed.

What others keep stays theirs: a member leaves the household first and takes along what is
theirs, and that is deleted. Of what is gone there is a line in the ledger and no more.
"""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Self

from django.core import signing
from django.db import transaction
from django.utils import timezone

from cms.accounts import addresses
from cms.mail import outbox
from cms.models import User
from onboarding import membership
from onboarding.models import Adult, Member, Move
from onboarding.notebook import leaving, ledger
from onboarding.notebook.models import Invitation, Note, OwnTask, SavedThing

SALT = "onboarding.notebook.erasing"


@dataclass(frozen=True, slots=True)
class Receipt:
    """What was deleted and when, for the mover to keep: nothing of it stays here."""

    reference: str
    at: datetime
    answers: int
    tasks: int
    saved: int
    notes: int
    own_tasks: int

    @property
    def token(self) -> str:
        """The receipt as an address holds it."""
        return signing.dumps([self.reference, self.at.timestamp(), *self._numbers], salt=SALT)

    @classmethod
    def of(cls, token: str) -> Self | None:
        """Read a receipt from an address; None where we did not write it."""
        try:
            reference, at, *numbers = signing.loads(token, salt=SALT)
        except signing.BadSignature:
            return None
        return cls(reference, datetime.fromtimestamp(at, UTC), *numbers)

    @property
    def _numbers(self) -> tuple[int, ...]:
        return self.answers, self.tasks, self.saved, self.notes, self.own_tasks


@transaction.atomic
def erase_account(user: User) -> Receipt:
    """Delete a mover: the account, the address, the plan, and every mail to them."""
    member = membership.of(user)
    if member and _has_others(member):
        leaving.leave(member, keeps_shared=False)
        member = membership.of(user)
    counted = _counted(member.move) if member else {}
    address = addresses.of(user)
    if address:
        outbox.forget(address)
        Invitation.objects.filter(address=address).delete()
    if member:
        member.move.delete()
    name = user.username
    user.delete()
    return _receipt(name, counted)


@transaction.atomic
def erase_move(move: Move) -> Receipt:
    """Delete the plan of a browser."""
    name, counted = move.key_digest or str(move.pk), _counted(move)
    move.delete()
    return _receipt(name, counted)


def replay() -> int:
    """Erase anew what the ledger says is erased and a backup brought back; return how much."""
    gone = set(ledger.entries())
    users = [user for user in User.movers.all() if ledger.digest(user.username) in gone]
    moves = [
        move
        for move in Move.objects.exclude(key_digest=None).iterator()
        if ledger.digest(str(move.key_digest)) in gone
    ]
    for user in users:
        erase_account(user)
    for move in moves:
        erase_move(move)
    return len(users) + len(moves)


def _has_others(member: Member) -> bool:
    return member.move.members.exclude(pk=member.pk).exists()


def _counted(move: Move) -> dict[str, int]:
    adults = Adult.objects.filter(move=move)
    return {
        "answers": move.answers.count(),
        "tasks": move.task_states.count(),
        "saved": SavedThing.objects.filter(adult__in=adults).count(),
        "notes": Note.objects.filter(adult__in=adults).count(),
        "own_tasks": OwnTask.objects.filter(adult__in=adults).count(),
    }


def _receipt(name: str, counted: dict[str, int]) -> Receipt:
    nothing = dict.fromkeys(("answers", "tasks", "saved", "notes", "own_tasks"), 0)
    # The last thing in the transaction: rather a line for what is still there than none.
    entry = ledger.write(name)
    return Receipt(reference=entry[:12].upper(), at=timezone.now(), **{**nothing, **counted})
