"""What a journey is made of: phases, steps, questions and tasks, in one language.

Keys are stable and the same in every language; labels and titles are ready to show.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import NamedTuple

from onboarding.journeys.rules import ALWAYS, UNANSWERED, Chosen, Rule

YES, NO = "yes", "no"
OWN_DAYS = frozenset(("move", "arrived"))
"""Questions of the household that an adult who comes on a day of their own may answer too."""


class Kind(StrEnum):
    """The shape of a question's answer."""

    SINGLE = "single"
    MULTIPLE = "multiple"
    YES_NO = "yes_no"
    DATE = "date"
    NUMBER = "number"


class AskedOf(StrEnum):
    """Who answers a question: the household once, or each adult."""

    HOUSEHOLD = "household"
    EACH_ADULT = "each_adult"


class Anchor(StrEnum):
    """The day that a task's dates are counted from; `dates` finds it."""

    MOVE = "move"
    HOME = "home"
    JOB = "job"
    PRESCHOOL = "preschool"
    SCHOOL = "school"
    PERSONNUMMER = "personnummer"
    NEXT_MOVE = "next_move"
    PURCHASE = "purchase"
    PERMIT_EXPIRY = "permit_expiry"
    ONE_YEAR = "one_year"
    ELECTION = "election"
    WINTER_TYRES = "winter_tyres"


@dataclass(frozen=True, slots=True)
class Option:
    """One answer to choose; `reason` completes a sentence that begins with "Because"."""

    key: str
    label: str
    hint: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Question:
    """One question, asked of those for whom `condition` holds.

    A question for the household is asked when the condition holds for at least one adult.
    """

    key: str
    kind: Kind
    asked_of: AskedOf
    label: str = ""
    why: str = ""
    hint: str = ""
    options: tuple[Option, ...] = ()
    condition: Rule = ALWAYS
    starts_page: bool = False

    @property
    def option_keys(self) -> tuple[str, ...]:
        """The keys that may be chosen, as written; a yes/no question always has both."""
        keys = tuple(option.key for option in self.options)
        return keys or ((YES, NO) if self.kind is Kind.YES_NO else ())

    def may_read(self, option: str) -> bool:
        """Say whether a rule may ask for this option of the question."""
        if self.kind is Kind.NUMBER:
            return option == UNANSWERED or option.isdecimal()
        return option == UNANSWERED or option in self.option_keys


@dataclass(frozen=True, slots=True)
class Timing:
    """When a task may begin and must be done, in days from the anchor.

    `law` tells a day that follows from law, contract or permit from a recommended one.
    """

    anchor: Anchor
    start: int
    due: int
    law: bool = False


@dataclass(frozen=True, slots=True)
class TimingFor:
    """A timing of their own for the adults for whom `rule` holds."""

    rule: Rule
    timing: Timing


@dataclass(frozen=True, slots=True)
class Prerequisite:
    """Something to do first: any one of the tasks `any_of`.

    It counts only for adults for whom `rule` holds. A helpful one is advice and never blocks.
    """

    any_of: tuple[str, ...]
    helpful: bool = False
    rule: Rule = ALWAYS


@dataclass(frozen=True, slots=True)
class Contact:
    """An organisation to turn to; `kind` is one of the directory's, an example is made up.

    `is_unchecked` says that nobody has confirmed it by the day it should have been.
    """

    key: str
    name: str
    url: str = ""
    phone: str = ""
    email: str = ""
    kind: str = ""
    is_example: bool = False
    is_unchecked: bool = False


class Link(NamedTuple):
    """A link to an official page."""

    label: str
    url: str


@dataclass(frozen=True, slots=True)
class Task:
    """Something to do, once per household or, with `per_person`, once per adult.

    `phase` and `step` are the keys of its place in the journey. `too_late` says what to do
    when the day has passed; `is_unchecked` that its facts should have been checked again;
    `swedish_only` that the texts are not in the reader's language and are not going to be.
    """

    key: str
    title: str
    phase: str
    step: str
    timing: Timing
    per_person: bool = False
    audience: Rule = ALWAYS
    timing_for: tuple[TimingFor, ...] = ()
    prerequisites: tuple[Prerequisite, ...] = ()
    responsible: Contact | None = None
    contacts: tuple[Contact, ...] = ()
    official_links: tuple[Link, ...] = ()
    topics: tuple[str, ...] = ()
    lead: str = ""
    url: str = ""
    too_late: str = ""
    is_unchecked: bool = False
    swedish_only: bool = False

    def timing_of(self, chosen: Chosen) -> Timing:
        """Return the timing for the adult who chose these options, the first that holds."""
        for own in self.timing_for:
            if own.rule.holds(chosen):
                return own.timing
        return self.timing


@dataclass(frozen=True, slots=True)
class Step:
    """A part of a phase: the questions about one thing and the tasks that come of it.

    `swedish_only` as in `Task`.
    """

    key: str
    title: str
    lead: str = ""
    url: str = ""
    questions: tuple[Question, ...] = ()
    tasks: tuple[Task, ...] = ()
    swedish_only: bool = False


@dataclass(frozen=True, slots=True)
class Phase:
    """A stretch of the journey: before the move, arrival, settling in."""

    key: str
    title: str
    lead: str = ""
    url: str = ""
    steps: tuple[Step, ...] = ()


# Compared by identity, so that what is worked out of a journey can be kept under it; without
# slots, so that the look-ups can be kept in it.
@dataclass(frozen=True, eq=False)
class Journey:
    """A whole journey. Where a key occurs twice, the look-ups hold the last one."""

    key: str
    title: str
    phases: tuple[Phase, ...] = ()

    def all_steps(self) -> Iterator[Step]:
        """Every step, as written."""
        return (step for phase in self.phases for step in phase.steps)

    def all_questions(self) -> Iterator[Question]:
        """Every question, in the order in which a mover meets them."""
        return (question for step in self.all_steps() for question in step.questions)

    def all_tasks(self) -> Iterator[Task]:
        """Every task, as written."""
        return (task for step in self.all_steps() for task in step.tasks)

    @cached_property
    def questions(self) -> dict[str, Question]:
        """The questions by key, as written."""
        return {question.key: question for question in self.all_questions()}

    @cached_property
    def tasks(self) -> dict[str, Task]:
        """The tasks by key, as written."""
        return {task.key: task for task in self.all_tasks()}

    @cached_property
    def steps(self) -> dict[str, Step]:
        """The steps by key, as written."""
        return {step.key: step for step in self.all_steps()}

    @cached_property
    def _phases_by_step(self) -> dict[str, Phase]:
        return {step.key: phase for phase in self.phases for step in phase.steps}

    def phase_of(self, step: str) -> Phase:
        """Return the phase that holds the step of this key; KeyError when there is none."""
        return self._phases_by_step[step]
