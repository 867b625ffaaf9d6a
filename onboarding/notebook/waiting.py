"""What waits for one adult in a plan: counted, never named.

The counts are those of the plan as this adult sees it (onboarding/planning.py), worked out
without its sentences, since a reminder holds none of them.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from onboarding import answering, giving
from onboarding.journeys.plan import Item, State, build
from onboarding.journeys.schema import Journey
from onboarding.models import Member

SOON = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Waiting:
    """How many things can be done now, and the last day of each that is still to be done."""

    today: date
    ready: int
    last_days: tuple[date, ...]

    @property
    def soon(self) -> int:
        """How many have their last day today or within a week."""
        return sum(self.today <= day <= self.today + SOON for day in self.last_days)

    @property
    def late(self) -> int:
        """How many are past their last day."""
        return sum(day < self.today for day in self.last_days)

    def __bool__(self) -> bool:
        return bool(self.ready or self.soon or self.late)


def of(member: Member, journey: Journey, today: date) -> Waiting:
    """Count what waits for a member: their own, what they took on, and what is everybody's.

    Asks the database for nothing that was fetched with the member beforehand.
    """
    items = list(_items(member, journey, today))
    own = [task for task in member.adult.own_tasks.all() if task.done_on is None]
    days = [item.due for item in items] + [task.day for task in own]
    ready = sum(_can_be_done(item) for item in items) + len(own)
    return Waiting(today, ready, tuple(sorted(day for day in days if day)))


def _items(member: Member, journey: Journey, today: date) -> Iterator[Item]:
    """Return what is still to be done and is for this member."""
    given, mine = giving.given_in_rows(member.move), member.adult.number - 1
    for item in build(journey, answering.read(member.move, journey), today).items:
        whose = given.get(item.task.key) if item.adult is None else item.adult
        if whose in {None, mine} and item.state is not State.DONE and not item.set_aside:
            yield item


def _can_be_done(item: Item) -> bool:
    return item.state in {State.READY, State.LATE} and not item.blocked_by
