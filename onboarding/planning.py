"""The plan as a page shows it: the engine's items with everything a mover needs beside them."""

from dataclasses import dataclass
from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from onboarding import chips
from onboarding.answering import NEVER_STORED
from onboarding.journeys.answers import Answers
from onboarding.journeys.engine import path
from onboarding.journeys.explain import Sentence, why
from onboarding.journeys.plan import Item, Plan, State, build
from onboarding.journeys.schema import Journey, Phase, Question, Task

# Beside an open question; the rest is counted.
TASKS_NAMED = 3


@dataclass(frozen=True, slots=True)
class Row:
    """One task of the plan, ready to be shown."""

    item: Item
    because: str
    who: str
    waits_for: tuple[Task, ...]
    advice: tuple[Task, ...]
    days_left: int | None
    anchor: str

    @property
    def task(self) -> Task:
        return self.item.task

    @property
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
    """The whole plan, ready to be shown."""

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
    def has_open(self) -> bool:
        """Whether there is a task that can be done by pressing its button."""
        return any(row.is_open for row in self.rows)

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


def shown(journey: Journey, answers: Answers, today: date | None = None) -> Shown:
    """Build the plan of a household and make it ready to be shown."""
    today = today or timezone.localdate()
    plan = build(journey, answers, today)
    words = sentence()
    rows = {id(item): _row(item, journey, answers, words, today) for item in plan.items}
    by_phase = plan.by_phase()
    move = _move_day(answers)
    return Shown(
        plan=plan,
        next=tuple(rows[id(item)] for item in plan.next_three()),
        sections=tuple(
            Section(phase, tuple(rows[id(item)] for item in by_phase.get(phase.key, ())))
            for phase in journey.phases
        ),
        open_questions=tuple(_open(journey, answers, plan)),
        move_day=move[0],
        is_estimated=move[1],
        days_to_move=(move[0] - today).days if move[0] else None,
    )


def _row(item: Item, journey: Journey, answers: Answers, words: Sentence, today: date) -> Row:
    return Row(
        item=item,
        because=why(item, journey, answers, words),
        who=_who(item, answers),
        waits_for=tuple(journey.tasks[key] for key in item.blocked_by),
        advice=tuple(journey.tasks[key] for key in item.advice if key in journey.tasks),
        days_left=(item.due - today).days if item.due else None,
        anchor=f"{item.task.key}-{item.adult + 1}" if item.adult is not None else item.task.key,
    )


def _who(item: Item, answers: Answers) -> str:
    if len(answers.adults) == 1:
        return ""
    return item.alias or _("Together")


def _open(journey: Journey, answers: Answers, plan: Plan) -> list[Open]:
    screens = {
        (question.key, screen.adult): screen
        for screen in path(journey, answers).screens
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


def _move_day(answers: Answers) -> tuple[date | None, bool]:
    value = answers.household.get("arrived") or answers.household.get("move")
    if value is None:
        return None, False
    return (value, False) if isinstance(value, date) else (value.first_day, True)
