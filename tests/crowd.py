"""People who do the same at the same moment: run by a test, on a database of its own.

python -m tests.crowd accept | tick | remind
"""

import sys
import threading
from collections import Counter
from collections.abc import Callable
from datetime import UTC, datetime

import django

ROUNDS, AT_ONCE = 50, 20
MEMBERS = 1000
# Noon on a Monday in Sweden: the weekly mails are due.
MONDAY = datetime(2027, 2, 1, 11, tzinfo=UTC)


def main(wish: str) -> None:
    """Let a crowd do it, and stop with 1 and a word where it did not end as it should."""
    django.setup()
    {"accept": accept, "tick": tick, "remind": remind}[wish]()


def together(*deeds: Callable[[], object]) -> list[object]:
    """Do everything at once, each over a connection of its own; return what came of it."""
    from django.db import connection

    start, outcomes = threading.Barrier(len(deeds)), []

    def run(deed: Callable[[], object]) -> None:
        start.wait()
        try:
            outcomes.append(deed())
        except Exception as raised:
            outcomes.append(raised)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(deed,)) for deed in deeds]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return outcomes


def accept() -> None:
    """Accept one invitation twenty times: one membership (C-03)."""
    from cms.accounts import addresses
    from onboarding import membership
    from onboarding.models import Member, Move
    from onboarding.notebook import inviting
    from tests.cast import OUTSIDE_EEA
    from tests.household import joined
    from tests.moving import keep

    joined(keep(OUTSIDE_EEA, Move.new_key()), "amina@example.com")
    owner, sam = (membership.of(addresses.account("amina@example.com")), "sam@example.com")
    user = addresses.account(sam)
    invitation = inviting.invite(owner, 2, sam, "sv")
    outcomes = together(*[lambda: inviting.accept(invitation, user)] * AT_ONCE)
    refused = [o for o in outcomes if isinstance(o, inviting.NoLongerOpen)]
    assert len(refused) == AT_ONCE - 1, outcomes
    assert Member.objects.filter(user=user).count() == 1


def tick() -> None:
    """One says done while the other says not for us: one of them stands, both are told (C-02)."""
    from onboarding import ticking
    from onboarding.models import Move, TaskChange
    from tests.cast import OUTSIDE_EEA
    from tests.moving import keep

    move = keep(OUTSIDE_EEA, Move.new_key())
    first, second = move.adults.all()
    for round_ in range(ROUNDS):
        task = f"task-{round_}"

        def done(task: str = task) -> None:
            ticking.set_state(move, task, None, "done", by=first)

        def not_for_us(task: str = task) -> None:
            ticking.set_state(move, task, None, "not_for_us", by=second)

        assert together(done, not_for_us) == [None, None]
        changes = list(TaskChange.objects.filter(move=move, task=task))
        assert {change.state for change in changes} == {"done", "not_for_us"}
        assert move.task_states.get(task=task).state == changes[0].state


def remind() -> None:
    """Two workers remind a thousand members: one mail to each (M-04)."""
    import time_machine
    from django.core import mail

    from cms.mail.sending import send_due
    from onboarding.notebook import reminding

    make_members()
    mail.outbox = []

    def work() -> None:
        while reminding.remind() or send_due().sent:
            pass

    with time_machine.travel(MONDAY):
        assert together(work, work) == [None, None]
        work()
    received = Counter(message.to[0] for message in mail.outbox)
    assert set(received.values()) == {1}, received.most_common(3)
    assert len(received) == MEMBERS


def make_members() -> None:
    """Make members who want the weekly mail and whom nobody has looked at since the day before."""
    from allauth.account.models import EmailAddress

    from cms.models import User
    from onboarding.models import Adult, Member, Move
    from onboarding.notebook.models import Reminding

    numbers = range(MEMBERS)
    users = User.objects.bulk_create(
        User(username=f"mover-{number}", is_mover=True, password="!") for number in numbers
    )
    EmailAddress.objects.bulk_create(
        EmailAddress(user=user, email=f"m{user.pk}@example.com", verified=True, primary=True)
        for user in users
    )
    moves = Move.objects.bulk_create(Move(language="sv") for _number in numbers)
    adults = Adult.objects.bulk_create(Adult(move=move, number=1) for move in moves)
    members = Member.objects.bulk_create(
        Member(user=user, move=adult.move, adult=adult, is_owner=True)
        for user, adult in zip(users, adults, strict=True)
    )
    Reminding.objects.bulk_create(
        Reminding(member=member, weekly=True, looked_on=MONDAY.date().replace(month=1, day=31))
        for member in members
    )


if __name__ == "__main__":
    main(*sys.argv[1:])
