"""The plan as a page shows it: the engine's items with everything a mover needs beside them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from onboarding import answering, chips, giving, lanes
from onboarding.answering import NEVER_STORED
from onboarding.journeys.answers import Answers
from onboarding.journeys.engine import Path
from onboarding.journeys.explain import Sentence, why
from onboarding.journeys.plan import Item, Plan, State, build
from onboarding.journeys.schema import Journey, Phase, Question, Task
from onboarding.lanes import Lane
from onboarding.models import Move

# Beside an open question; the rest is counted.
TASKS_NAMED = 3


@dataclass(frozen=True)
class Row:
    """One task of the plan, ready to be shown.

    `whose` is the index of the adult who does it, None where it is for all together.
    `is_closed` says that only that adult can change it, and nobody else sees why it is there.
    """

    item: Item
    because: str
    who: str
    whose: int | None
    is_closed: bool
    waits_for: tuple[Task, ...]
    advice: tuple[Task, ...]
    days_left: int | None
    anchor: str

    @property
    def task(self) -> Task:
        return self.item.task

    @cached_property
    def state(self) -> str:
        """What the mover said, or else how the task stands: for a label and a colour."""
        if self.item.set_aside:
            return "not_for_us"
        if self.item.state is State.DONE:
            return "done"
        if self.item.doing and self.item.state not in {State.LATE, State.BLOCKED}:
            return "doing"
        return self.item.state.value

    @property
    def chosen(self) -> str:
        """Which of the four states the mover has set."""
        if self.item.set_aside:
            return "not_for_us"
        if self.item.state is State.DONE:
            return "done"
        return "doing" if self.item.doing else "to_do"

    @property
    def name(self) -> str:
        """The task and whose it is, for those who hear one control at a time."""
        return f"{self.task.title}, {self.who}" if self.who else self.task.title

    @property
    def is_open(self) -> bool:
        """Whether there is still something to do."""
        return self.state not in {"done", "not_for_us"}

    @property
    def number(self) -> int | None:
        """The number of the adult it is a task of; None for the household's."""
        return None if self.item.adult is None else self.item.adult + 1

    def is_for(self, adult: int | None) -> bool:
        """Whether an adult has something to do with it: it is theirs, or everybody's."""
        return adult is None or self.whose in {None, adult}

    @property
    def due_mark(self) -> dict[str, str] | None:
        """The mark of the last day, for what is still to be done."""
        return chips.due(self.item, self.state == "late") if self.is_open else None

    @property
    def closed(self) -> str:
        """What to say where offices are closed on the last day."""
        return chips.closed(self.item) if self.is_open and self.state != "late" else ""

    @property
    def state_marks(self) -> list[dict[str, str]]:
        """The marks of how the task stands."""
        states = [self.state]
        if self.chosen == "doing" and self.state != "doing":
            states.append("doing")
        marks = (chips.state(name, self.item.start, self.item.done_on) for name in states)
        return [mark for mark in marks if mark]


@dataclass(frozen=True, slots=True)
class Section:
    """A phase of the plan."""

    phase: Phase
    rows: tuple[Row, ...]

    @property
    def changeable(self) -> tuple[Row, ...]:
        """The rows that the reader may change."""
        return tuple(row for row in self.rows if not row.is_closed)

    @property
    def done(self) -> int:
        return sum(row.state == "done" for row in self.rows)

    @property
    def counted(self) -> int:
        return sum(row.state != "not_for_us" for row in self.rows)

    @property
    def late(self) -> int:
        return sum(row.state == "late" for row in self.rows)


@dataclass(frozen=True, slots=True)
class Open:
    """A question that is not answered yet and that would settle whether tasks apply."""

    question: Question
    person: str
    tasks: tuple[Task, ...]
    phase: str
    screen: str

    @property
    def named(self) -> tuple[Task, ...]:
        """The tasks named beside the question."""
        return self.tasks[:TASKS_NAMED]

    @property
    def more(self) -> int:
        """How many tasks are only counted."""
        return len(self.tasks) - len(self.named)


@dataclass(frozen=True, slots=True)
class Shown:
    """The whole plan as its reader sees it; `path` and `answers` are what is open to them."""

    lane: Lane
    path: Path
    answers: Answers
    plan: Plan
    next: tuple[Row, ...]
    sections: tuple[Section, ...]
    open_questions: tuple[Open, ...]
    move_day: date | None
    is_estimated: bool
    days_to_move: int | None

    @property
    def rows(self) -> tuple[Row, ...]:
        """Everything in the plan, phase by phase."""
        return tuple(row for section in self.sections for row in section.rows)

    @property
    def mine(self) -> tuple[Row, ...]:
        """What the reader has something to do with; everything in a browser with a key."""
        return tuple(row for row in self.rows if row.is_for(self.lane.mine))

    @property
    def late(self) -> int:
        """How many are past their last day."""
        return sum(section.late for section in self.sections)

    @property
    def waiting(self) -> int:
        """How many wait for something else to be done first."""
        return sum(row.state == "blocked" for row in self.rows)

    @property
    def has_open(self) -> bool:
        """Whether there is a task that can be done by pressing its button."""
        return any(row.is_open and not row.is_closed for row in self.rows)

    def changeable(self, anchor: str) -> Row | None:
        """Return a row that the reader may change; None where there is no such row."""
        rows = (row for row in self.rows if row.anchor == anchor and not row.is_closed)
        return next(rows, None)

    @property
    def all_done(self) -> bool:
        progress = self.plan.progress()
        return bool(progress.total) and progress.done == progress.total


def sentence() -> Sentence:
    """Return the words that reasons are put together with, in the reader's language."""
    return Sentence(
        because=_("Because {reasons}."),
        everyone=_("Because everyone who moves to Piteå needs it."),
        # Apart from other lists: Arabic has "and" before each clause.
        comma=pgettext("between reasons", ", "),
        last=_(" and "),
    )


def of(move: Move, journey: Journey, today: date | None = None) -> Shown:
    """Return the plan of a move as whoever opened it sees it."""
    answers = answering.read(move, journey)
    return shown(journey, answers, lanes.of(move), giving.given(move), today)


def shown(
    journey: Journey,
    answers: Answers,
    lane: Lane,
    given: Mapping[str, int],
    today: date | None = None,
) -> Shown:
    """Build the plan of a household and make it ready to be shown to one reader.

    `given` holds the index of the adult who has taken on a task of the household.
    """
    today = today or timezone.localdate()
    plan = build(journey, answers, today)
    make = _RowMaker(journey, answers, lane, given, today, sentence())
    rows = {id(item): make.row(item) for item in plan.items}
    by_phase = plan.by_phase()
    move = _move_day(answers, lane.mine)
    open_path = lane.path(journey, answers)
    return Shown(
        lane=lane,
        path=open_path,
        answers=lane.answers(answers),
        plan=plan,
        next=tuple(
            rows[id(item)] for item in plan.next_three(lambda i: rows[id(i)].is_for(lane.mine))
        ),
        sections=tuple(
            Section(phase, tuple(rows[id(item)] for item in by_phase.get(phase.key, ())))
            for phase in journey.phases
        ),
        open_questions=tuple(_open(journey, answers, open_path, plan)),
        move_day=move[0],
        is_estimated=move[1],
        days_to_move=(move[0] - today).days if move[0] else None,
    )


@dataclass(frozen=True, slots=True)
class _RowMaker:
    """Makes rows for one reader."""

    journey: Journey
    answers: Answers
    lane: Lane
    given: Mapping[str, int]
    today: date
    words: Sentence

    def row(self, item: Item) -> Row:
        tasks, key = self.journey.tasks, item.task.key
        whose = self.given.get(key) if item.adult is None else item.adult
        return Row(
            item=item,
            because=self._because(item),
            who=self._who(whose),
            whose=whose,
            is_closed=not self.lane.is_open(item.adult),
            waits_for=tuple(tasks[key] for key in item.blocked_by),
            advice=tuple(tasks[key] for key in item.advice if key in tasks),
            days_left=(item.due - self.today).days if item.due else None,
            anchor=key if item.adult is None else f"{key}-{item.adult + 1}",
        )

    def _because(self, item: Item) -> str:
        """Say why, by the answers of the first adult it applies to; nothing if they are closed."""
        if not self.lane.is_open(item.applies_to[0]):
            return ""
        return why(item, self.journey, self.answers, self.words)

    def _who(self, whose: int | None) -> str:
        adults = self.answers.adults
        if len(adults) == 1:
            return ""
        return _("Together") if whose is None or whose >= len(adults) else adults[whose].alias


def _open(journey: Journey, answers: Answers, path: Path, plan: Plan) -> list[Open]:
    screens = {
        (question.key, screen.adult): screen
        for screen in path.screens
        for question in screen.questions
    }
    return [
        Open(
            question=journey.questions[unknown.question],
            person=_person(unknown.adult, answers),
            tasks=tuple(journey.tasks[key] for key in unknown.tasks),
            phase=screen.phase.key,
            screen=screen.key,
        )
        for unknown in plan.unknowns
        if unknown.question not in NEVER_STORED
        and (screen := screens.get((unknown.question, unknown.adult)))
    ]


def _person(adult: int | None, answers: Answers) -> str:
    if adult is None or len(answers.adults) == 1:
        return ""
    return answers.adults[adult].alias


def _move_day(answers: Answers, adult: int | None) -> tuple[date | None, bool]:
    """Return the day the reader comes, and whether it is only a month."""
    mine = (
        answers.adults[adult].answers if adult is not None and adult < len(answers.adults) else {}
    )
    days = (own.get(key) for key in ("arrived", "move") for own in (mine, answers.household))
    value = next((day for day in days if day), None)
    if value is None:
        return None, False
    return (value, False) if isinstance(value, date) else (value.first_day, True)
