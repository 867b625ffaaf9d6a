"""What a changed answer, or a changed journey, does to a plan: what comes, goes and moves.

`compare` is for a mover who changes an answer: what becomes late, what stays safe.
`differences` is for an editor who changes the journey: every part of an item that a mover sees.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cached_property
from typing import TypeAlias

from onboarding.journeys.answers import Answers
from onboarding.journeys.engine import path
from onboarding.journeys.explain import ENGLISH, Sentence, why
from onboarding.journeys.plan import Item, Plan, State, build
from onboarding.journeys.schema import Contact, Journey, Question


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


class Part(StrEnum):
    """What a mover sees of an item."""

    TITLE = "title"
    START = "start"
    DUE = "due"
    LAW = "law"
    REASON = "reason"
    RESPONSIBLE = "responsible"
    CONTACTS = "contacts"
    WAITS_FOR = "waits_for"


Seen: TypeAlias = str | bool | date | None


@dataclass(frozen=True, slots=True)
class Shift:
    """One part of an item that is another afterwards."""

    part: Part
    before: Seen
    after: Seen


@dataclass(frozen=True, slots=True)
class Difference:
    """An item that stays, and what is different about it."""

    item: Item
    shifts: tuple[Shift, ...]


@dataclass(frozen=True, slots=True)
class Asked:
    """A question that somebody meets; `adult` is the index of who is asked, None for all."""

    question: Question
    adult: int | None


# Not frozen with slots: the plan is worked out once and kept in it.
@dataclass(frozen=True)
class Case:
    """A household on a journey, as it stands on a day."""

    journey: Journey
    answers: Answers
    today: date

    @cached_property
    def plan(self) -> Plan:
        """The household's plan."""
        return build(self.journey, self.answers, self.today)

    @cached_property
    def asked(self) -> dict[tuple[str, int | None], Asked]:
        """The questions that the household meets, in order."""
        return {
            (question.key, screen.adult): Asked(question, screen.adult)
            for screen in path(self.journey, self.answers).screens
            for question in screen.questions
        }


@dataclass(frozen=True, slots=True)
class Differences:
    """Everything that a household meets otherwise on another journey; `same` counts the rest."""

    comes: tuple[Item, ...]
    goes: tuple[Item, ...]
    changes: tuple[Difference, ...]
    same: int
    asked_anew: tuple[Asked, ...]
    asked_no_more: tuple[Asked, ...]
    asked_otherwise: tuple[Asked, ...]

    @property
    def is_nothing(self) -> bool:
        """Whether plan and questions stay as they are."""
        items = self.comes or self.goes or self.changes
        return not (items or self.asked_anew or self.asked_no_more or self.asked_otherwise)


def differences(before: Case, after: Case, words: Sentence = ENGLISH) -> Differences:
    """Return what another journey makes of a household's plan and of its questions."""
    earlier = {_identity(item): item for item in before.plan.items}
    later = {_identity(item): item for item in after.plan.items}
    stays = [(earlier[key], item) for key, item in later.items() if key in earlier]
    changes = [
        Difference(item, shifts)
        for was, item in stays
        if (shifts := tuple(_shifts((was, before), (item, after), words)))
    ]
    asked, asks = before.asked, after.asked
    return Differences(
        comes=tuple(item for key, item in later.items() if key not in earlier),
        goes=tuple(item for key, item in earlier.items() if key not in later),
        changes=tuple(changes),
        same=len(stays) - len(changes),
        asked_anew=tuple(one for key, one in asks.items() if key not in asked),
        asked_no_more=tuple(one for key, one in asked.items() if key not in asks),
        asked_otherwise=tuple(
            one
            for key, one in asks.items()
            if key in asked and _read(asked[key].question) != _read(one.question)
        ),
    )


def _shifts(
    before: tuple[Item, Case], after: tuple[Item, Case], words: Sentence
) -> Iterator[Shift]:
    was, now = _seen(*before, words), _seen(*after, words)
    for part in was:
        if was[part] != now[part]:
            yield Shift(part, was[part], now[part])
    # By keys: another title of what it waits for is that task's own difference.
    if before[0].blocked_by != after[0].blocked_by:
        yield Shift(Part.WAITS_FOR, _titles(*before), _titles(*after))


def _seen(item: Item, case: Case, words: Sentence) -> dict[Part, Seen]:
    task = item.task
    return {
        Part.TITLE: task.title,
        Part.START: item.start,
        Part.DUE: item.due,
        Part.LAW: item.law,
        Part.REASON: why(item, case.journey, case.answers, words),
        Part.RESPONSIBLE: _names((task.responsible,)),
        Part.CONTACTS: _names(task.contacts),
    }


def _titles(item: Item, case: Case) -> str:
    return ", ".join(case.journey.tasks[key].title for key in item.blocked_by)


def _names(contacts: Iterable[Contact | None]) -> str:
    return ", ".join(contact.name for contact in contacts if contact)


def _read(question: Question) -> tuple[object, ...]:
    """Return what somebody reads who is asked."""
    options = tuple((option.key, option.label, option.hint) for option in question.options)
    return question.kind, question.label, question.why, question.hint, options
