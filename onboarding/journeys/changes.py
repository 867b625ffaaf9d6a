"""What a changed answer does to a plan: what becomes late, what stays safe, what comes and goes."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from onboarding.journeys.plan import Item, Plan, State


class Effect(StrEnum):
    """What happens to one item of a plan, the most urgent first."""

    LATE = "late"
    NEW = "new"
    SOONER = "sooner"
    LATER = "later"
    IN_TIME = "in_time"
    GONE = "gone"
    SAME = "same"


@dataclass(frozen=True, slots=True)
class Change:
    """One item before and after; `item` as it is afterwards, or as it was where it is gone.

    LATE: late now, and was in time or not in the plan. IN_TIME: the other way round. SOONER
    and LATER: another last day, and as much in time as before.
    """

    item: Item
    effect: Effect
    before: date | None
    after: date | None


@dataclass(frozen=True, slots=True)
class Changes:
    """Everything that a changed answer does, the most urgent first."""

    all: tuple[Change, ...]

    def of(self, *effects: Effect) -> tuple[Change, ...]:
        """Return the changes with one of these effects."""
        return tuple(change for change in self.all if change.effect in effects)

    @property
    def late(self) -> tuple[Change, ...]:
        """What becomes late."""
        return self.of(Effect.LATE)

    @property
    def moved(self) -> tuple[Change, ...]:
        """What has another last day and does not become late."""
        return self.of(Effect.SOONER, Effect.LATER, Effect.IN_TIME)

    @property
    def new(self) -> tuple[Change, ...]:
        """What was not in the plan before."""
        return self.of(Effect.NEW)

    @property
    def gone(self) -> tuple[Change, ...]:
        """What is no longer in the plan."""
        return self.of(Effect.GONE)

    @property
    def is_nothing(self) -> bool:
        """Whether the plan stays as it is."""
        return all(change.effect is Effect.SAME for change in self.all)


def compare(before: Plan, after: Plan) -> Changes:
    """Return what became of each item between two plans of the same household.

    What is done or set aside is settled: it neither moves nor becomes late.
    """
    return Changes(tuple(sorted(_changes(before, after), key=_urgency)))


def _changes(before: Plan, after: Plan) -> Iterator[Change]:
    earlier = {_identity(item): item for item in before.items}
    for item in after.items:
        was = earlier.pop(_identity(item), None)
        if not _is_settled(item):
            yield Change(item, _effect(was, item), was and was.due, item.due)
    for was in earlier.values():
        if not _is_settled(was):
            yield Change(was, Effect.GONE, was.due, None)


def _identity(item: Item) -> tuple[str, int | None]:
    return item.task.key, item.adult


def _is_settled(item: Item) -> bool:
    return item.state is State.DONE or item.set_aside


def _effect(was: Item | None, item: Item) -> Effect:
    was_late, is_late = was is not None and was.state is State.LATE, item.state is State.LATE
    if is_late and not was_late:
        return Effect.LATE
    if was is None:
        return Effect.NEW
    if was_late and not is_late:
        return Effect.IN_TIME
    if was.due == item.due:
        return Effect.SAME
    return Effect.SOONER if _day(item.due) < _day(was.due) else Effect.LATER


def _day(due: date | None) -> date:
    return due or date.max


def _urgency(change: Change) -> tuple[int, date]:
    return list(Effect).index(change.effect), _day(change.after)
