"""The plan: which tasks a household has, when, in what order and in what state.

Everything is worked out per adult, never for the household as a whole: a task per adult
applies to each adult for whom its rule holds, a task per household applies once when the rule
holds for at least one of them.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from operator import attrgetter
from typing import NamedTuple

from onboarding.journeys.answers import Adult, Answers, Choice
from onboarding.journeys.dates import PERSONNUMMER_TASK, AnchorDate, Facts, resolve
from onboarding.journeys.engine import Person, walk
from onboarding.journeys.rules import Group
from onboarding.journeys.schema import Anchor, AskedOf, Journey, Task

PRESSING = timedelta(days=14)
"""So close, a day that follows from law comes before everything else."""


class State(StrEnum):
    """How a task stands today. Of several that would fit, the first one here counts."""

    DONE = "done"
    LATE = "late"
    BLOCKED = "blocked"
    NOT_YET = "not_yet"
    READY = "ready"


class Item(NamedTuple):
    """A task of the plan: one adult's, or with `adult` None the household's.

    `start` and `due` are None when the day they count from is not known. `blocked_by` holds the
    tasks that must be done first, any one of each prerequisite; `advice` those that would
    help. `applies_to` holds the indexes of the adults for whom the rule holds and `matched`
    the lines that hold for the first of them. A task that is `set_aside` is "not for us".
    It is a tuple since a plan makes a hundred of them, and these are made fastest.
    """

    task: Task
    adult: int | None
    alias: str | None
    start: date | None
    due: date | None
    estimated: bool
    law: bool
    state: State
    blocked_by: tuple[str, ...]
    advice: tuple[str, ...]
    applies_to: tuple[int, ...]
    matched: Group
    done_on: date | None
    doing: bool
    set_aside: bool

    @property
    def phase(self) -> str:
        """The key of the phase that the task lies in."""
        return self.task.phase


@dataclass(frozen=True, slots=True)
class Unknown:
    """An unanswered question that decides whether `tasks` apply; `adult` as in `Item`."""

    question: str
    adult: int | None
    tasks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Progress:
    """How many items are done, of those that are not set aside."""

    done: int
    total: int


@dataclass(frozen=True, slots=True)
class Plan:
    """A household's items, by phase and date, and the questions that could add to them."""

    items: tuple[Item, ...]
    unknowns: tuple[Unknown, ...]
    today: date

    def next_three(self, wanted: Callable[[Item], bool] | None = None) -> tuple[Item, ...]:
        """Return what to do next: what is late, then what is ready, the earliest due first.

        `wanted` tells which items count, all unless it is given.
        What law, contract or permit asks for within two weeks comes before all advice, however
        late. Of items due on the same day, those already begun come first.
        """
        items = filter(wanted, self.items) if wanted else self.items
        return tuple(sorted(filter(_can_be_done, items), key=self._urgency)[:3])

    def _urgency(self, item: Item) -> tuple[bool, bool, date, bool]:
        due = item.due or date.max
        presses = item.law and due - self.today <= PRESSING
        return not presses, item.state is not State.LATE, due, not item.doing

    def by_phase(self) -> dict[str, tuple[Item, ...]]:
        """Return the items by phase key, for the phases that have any, in order."""
        phases = dict.fromkeys(item.phase for item in self.items)
        return {phase: tuple(i for i in self.items if i.phase == phase) for phase in phases}

    def progress(self) -> Progress:
        """Count what is done."""
        counted = [item for item in self.items if not item.set_aside]
        return Progress(sum(item.state is State.DONE for item in counted), len(counted))

    def unblocks(self, item: Item) -> tuple[Item, ...]:
        """Return the items that wait for this one."""
        return tuple(
            other
            for other in self.items
            if item.task.key in other.blocked_by
            and (item.adult is None or item.adult in other.applies_to)
        )


def build(journey: Journey, answers: Answers, today: date) -> Plan:
    """Work out a household's plan as it stands today.

    Only answers to questions on the path count.
    """
    case = _Case(journey, answers, today, tuple(_movers(journey, answers, today)))
    phases = {phase.key: number for number, phase in enumerate(journey.phases)}
    items = [item for task in journey.tasks.values() for item in _items(case, task)]
    items.sort(key=lambda item: (phases[item.phase], item.start or date.max, item.due or date.max))
    return Plan(tuple(items), _unknowns(case), today)


@dataclass(frozen=True, slots=True)
class _Mover:
    """One adult, with what holds for that adult.

    `applying` maps the keys of the tasks whose rules hold to the groups that do; `settled`
    holds the keys of tasks that are done or set aside, the household's included.
    """

    person: Person
    adult: Adult
    applying: Mapping[str, Group]
    settled: frozenset[str]
    anchors: Mapping[Anchor, AnchorDate]


@dataclass(frozen=True, slots=True)
class _Case:
    """All that a plan is built from."""

    journey: Journey
    answers: Answers
    today: date
    movers: tuple[_Mover, ...]


class _Dates(NamedTuple):
    """When a task is to be done, for one adult; a tuple as `Item` is one."""

    start: date | None
    due: date | None
    estimated: bool
    law: bool

    @property
    def preference(self) -> tuple[bool, bool, date]:
        """Sort known days before estimates, and earlier before later."""
        return self.due is None, self.estimated, self.due or date.max


def _movers(journey: Journey, answers: Answers, today: date) -> Iterator[_Mover]:
    household = _settled(answers)
    for person, adult in zip(walk(journey, answers), answers.adults, strict=True):
        yield _Mover(
            person=person,
            adult=adult,
            applying=_applying(journey, person),
            settled=household | _settled(adult),
            anchors=_anchors(journey, person, adult, today),
        )


def _settled(whose: Answers | Adult) -> frozenset[str]:
    set_aside = (key for key, choice in whose.states.items() if choice == Choice.NOT_FOR_US)
    return frozenset((*whose.done, *set_aside))


def _applying(journey: Journey, person: Person) -> dict[str, Group]:
    matches = ((key, task.audience.matched(person.chosen)) for key, task in journey.tasks.items())
    return {key: group for key, group in matches if group is not None}


def _anchors(
    journey: Journey, person: Person, adult: Adult, today: date
) -> dict[Anchor, AnchorDate]:
    personnummer = journey.tasks.get(PERSONNUMMER_TASK)
    facts = Facts(
        values=person.values,
        today=today,
        personnummer_received=adult.done.get(PERSONNUMMER_TASK),
        personnummer_timing=personnummer and personnummer.timing_of(person.chosen),
    )
    return {anchor: resolve(anchor, facts) for anchor in Anchor}


def _items(case: _Case, task: Task) -> Iterator[Item]:
    movers = tuple(mover for mover in case.movers if task.key in mover.applying)
    if task.per_person:
        for mover in movers:
            yield _item(case, task, (mover,), mover.adult)
    elif movers:
        yield _item(case, task, movers, case.answers)


def _item(case: _Case, task: Task, movers: tuple[_Mover, ...], owner: Adult | Answers) -> Item:
    first = movers[0]
    done_on = owner.done.get(task.key)
    choice = None if done_on else owner.states.get(task.key)
    blocked_by = () if done_on else _waiting(task, movers, helpful=False)
    dates = _best_dates(task, movers)
    return Item(
        task=task,
        adult=first.person.index if task.per_person else None,
        alias=first.adult.alias if task.per_person else None,
        start=dates.start,
        due=dates.due,
        estimated=dates.estimated,
        law=dates.law,
        state=State.DONE if done_on else _state(dates, blocked_by, case.today),
        blocked_by=blocked_by,
        advice=() if done_on else _waiting(task, movers, helpful=True),
        applies_to=tuple(mover.person.index for mover in movers),
        matched=first.applying[task.key],
        done_on=done_on,
        doing=choice == Choice.DOING,
        set_aside=choice == Choice.NOT_FOR_US,
    )


def _best_dates(task: Task, movers: tuple[_Mover, ...]) -> _Dates:
    if len(movers) == 1:
        return _dates(task, movers[0])
    return min((_dates(task, mover) for mover in movers), key=attrgetter("preference"))


def _dates(task: Task, mover: _Mover) -> _Dates:
    timing = task.timing_of(mover.person.chosen)
    anchor = mover.anchors[timing.anchor]
    return _Dates(anchor.plus(timing.start), anchor.plus(timing.due), anchor.estimated, timing.law)


def _state(dates: _Dates, blocked_by: tuple[str, ...], today: date) -> State:
    if dates.due and dates.due < today:
        return State.LATE
    if blocked_by:
        return State.BLOCKED
    if dates.start and dates.start > today:
        return State.NOT_YET
    return State.READY


def _waiting(task: Task, movers: Iterable[_Mover], *, helpful: bool) -> tuple[str, ...]:
    """Name what a task waits for: nothing as soon as one of the adults waits for nothing."""
    if not task.prerequisites:
        return ()
    waiting: list[str] = []
    for mover in movers:
        unmet = _unmet(task, mover, helpful=helpful)
        if not unmet:
            return ()
        waiting += unmet
    return tuple(dict.fromkeys(waiting))


def _unmet(task: Task, mover: _Mover, *, helpful: bool) -> list[str]:
    unmet: list[str] = []
    for prerequisite in task.prerequisites:
        if prerequisite.helpful is helpful and prerequisite.rule.holds(mover.person.chosen):
            alternatives = [key for key in prerequisite.any_of if key in mover.applying]
            if mover.settled.isdisjoint(alternatives):
                unmet += alternatives
    return unmet


def _unknowns(case: _Case) -> tuple[Unknown, ...]:
    """Find the unanswered questions on the path that could make further tasks apply."""
    tasks: dict[tuple[str, int | None], dict[str, None]] = {}
    for task, mover in _not_applying(case):
        for question in task.audience.lacking(mover.person.chosen, mover.person.unanswered):
            if question in mover.person.asked:
                whose = _asked_person(case.journey, question, mover)
                tasks.setdefault((question, whose), {})[task.key] = None
    order = {key: number for number, key in enumerate(case.journey.questions)}
    return tuple(
        Unknown(question, adult, tuple(needing))
        for (question, adult), needing in sorted(
            tasks.items(), key=lambda found: (order[found[0][0]], found[0][1] or 0)
        )
    )


def _not_applying(case: _Case) -> Iterator[tuple[Task, _Mover]]:
    """Pair the tasks that are not in the plan with the adults they could apply to."""
    waiting = [mover for mover in case.movers if mover.person.unanswered]
    for key, task in case.journey.tasks.items() if waiting else ():
        if task.per_person or not any(key in mover.applying for mover in case.movers):
            for mover in waiting:
                if key not in mover.applying:
                    yield task, mover


def _asked_person(journey: Journey, question: str, mover: _Mover) -> int | None:
    of_household = journey.questions[question].asked_of is AskedOf.HOUSEHOLD
    return None if of_household else mover.person.index


def _can_be_done(item: Item) -> bool:
    open_to_do = item.state in (State.LATE, State.READY)
    return open_to_do and not item.blocked_by and not item.set_aside
