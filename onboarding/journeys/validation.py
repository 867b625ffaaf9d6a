"""What is wrong with a journey, told before it is published.

Problems carry codes and parameters. `MESSAGES` holds one English text for each code, for the
caller to translate and fill in.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from graphlib import CycleError, TopologicalSorter
from types import MappingProxyType
from typing import NamedTuple

from onboarding.journeys.dates import ANCHOR_QUESTIONS, PERSONNUMMER_TASK
from onboarding.journeys.rules import UNANSWERED, Group, Rule
from onboarding.journeys.schema import Anchor, AskedOf, Journey, Kind, Question, Task, Timing


def _(text: str) -> str:
    """Mark a text for the translators; whoever shows it looks its translation up."""
    return text


MESSAGES: Mapping[str, str] = MappingProxyType(
    {
        "duplicate_key": _("The key “{key}” is used more than once. Choose another."),
        "duplicate_option": _("The option “{option}” is there more than once. Remove one of them."),
        "no_options": _("The question has no options to choose from. Add some."),
        "empty_group": _(
            "Group {group} of the rule has no conditions, so it would hold for everyone. Add one, "
            "or remove the group."
        ),
        "unknown_question": _(
            "The rule reads the question “{question}”, which does not exist. Choose another "
            "question."
        ),
        "unknown_option": _(
            "The rule reads “{option}”, which “{question}” does not offer. Choose another option."
        ),
        "reads_later_question": _(
            "The question depends on “{question}”, which is asked later. Move it below that "
            "question."
        ),
        "impossible_group": _(
            "Group {group} of the rule can never hold, because nobody can give all these answers. "
            "Take a condition away."
        ),
        "never_applies": _(
            "The rule can never hold, because nobody can give all these answers. Take a condition "
            "away."
        ),
        "unused_option": _("Nothing reads the option “{option}”."),
        "unknown_prerequisite": _(
            "The task waits for “{task}”, which does not exist. Choose another task."
        ),
        "own_prerequisite": _("The task waits for itself. Choose another task."),
        "prerequisite_cycle": _(
            "These tasks wait for each other: {cycle}. Let one of them wait no more."
        ),
        "start_after_due": _(
            "The task begins on day {start}, after day {due} when it is due. Let it begin earlier."
        ),
        "law_without_too_late": _(
            "The last day follows from law, so readers must know what to do when it is too late. "
            "Write that."
        ),
        "no_responsible": _("No organisation is responsible for the task. Choose one."),
        "missing_anchor_question": _(
            "The dates need the question “{question}”, which is missing. Count from another day."
        ),
        "missing_anchor_task": _(
            "The dates need the task “{task}”, which is missing. Count from another day."
        ),
        "needed_question": _(
            "The question “{question}” is used in more places than rules. Write its old key again."
        ),
        "anchor_question_of_household": _(
            "Dates are counted from this question. Let it be a date, and ask the household."
        ),
        "anchor_question_of_adults": _(
            "Dates are counted from this question. Let it be a date, and ask each adult."
        ),
        "anchor_on_itself": _(
            "The task gives the day of the personnummer, so it cannot count from it. Count from "
            "another day."
        ),
    }
)

WRONG_ANCHOR_QUESTION = {
    AskedOf.HOUSEHOLD: "anchor_question_of_household",
    AskedOf.EACH_ADULT: "anchor_question_of_adults",
}

WARNINGS = frozenset({"unused_option"})
"""The codes that do not stop a journey from being published."""


class Place(NamedTuple):
    """Where a problem is: a `kind` (phase, step, question or task) and a key."""

    kind: str
    key: str


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing to put right; `params` fill the message of `code`."""

    where: Place
    code: str
    params: Mapping[str, str | int] = field(default_factory=dict)

    @property
    def is_error(self) -> bool:
        """Whether the journey must not be published."""
        return self.code not in WARNINGS

    @property
    def message(self) -> str:
        """The English text."""
        return MESSAGES[self.code].format(**self.params)


def problems(journey: Journey, read_elsewhere: frozenset[str] = frozenset()) -> list[Problem]:
    """Return all that is wrong with a journey.

    `read_elsewhere` holds the keys of questions whose options are used outside of its rules.
    """
    return [
        *_duplicate_keys(journey),
        *(found for question in journey.all_questions() for found in _in_question(question)),
        *_late_readings(journey),
        *_in_rules(journey),
        *_unused_options(journey, read_elsewhere),
        *_needed_questions(journey, read_elsewhere),
        *(found for task in journey.all_tasks() for found in _in_task(task, journey)),
        *_cycles(journey),
        *_anchor_questions(journey),
        *_anchor_tasks(journey),
    ]


def _duplicate_keys(journey: Journey) -> Iterator[Problem]:
    kinds = {
        "phase": journey.phases,
        "step": journey.all_steps(),
        "question": journey.all_questions(),
        "task": journey.all_tasks(),
    }
    for kind, things in kinds.items():
        for key in _repeated(thing.key for thing in things):
            yield Problem(Place(kind, key), "duplicate_key", {"key": key})


def _repeated(keys: Iterable[str]) -> list[str]:
    return [key for key, count in Counter(keys).items() if count > 1]


def _in_question(question: Question) -> Iterator[Problem]:
    where = Place("question", question.key)
    if question.kind in (Kind.SINGLE, Kind.MULTIPLE) and not question.options:
        yield Problem(where, "no_options")
    for option in _repeated(option.key for option in question.options):
        yield Problem(where, "duplicate_option", {"option": option})


def _late_readings(journey: Journey) -> Iterator[Problem]:
    """Find conditions that read a question which has not been asked by then."""
    asked: set[str] = set()
    for question in journey.all_questions():
        for key in dict.fromkeys(line.question for line in question.condition.lines):
            if key in journey.questions and key not in asked:
                where = Place("question", question.key)
                yield Problem(where, "reads_later_question", {"question": key})
        asked.add(question.key)


def _rules(journey: Journey) -> Iterator[tuple[Place, Rule]]:
    for question in journey.all_questions():
        yield Place("question", question.key), question.condition
    for task in journey.all_tasks():
        where = Place("task", task.key)
        yield where, task.audience
        yield from ((where, own.rule) for own in task.timing_for)
        yield from ((where, prerequisite.rule) for prerequisite in task.prerequisites)


def _in_rules(journey: Journey) -> Iterator[Problem]:
    for where, rule in _rules(journey):
        unreadable = list(_unreadable(where, rule, journey))
        yield from unreadable
        # A rule that reads what is not there cannot hold either; once said is enough.
        if not unreadable:
            yield from _impossible(where, rule, journey)


def _unreadable(where: Place, rule: Rule, journey: Journey) -> Iterator[Problem]:
    for line in rule.lines:
        question = journey.questions.get(line.question)
        if question is None:
            yield Problem(where, "unknown_question", {"question": line.question})
            continue
        for option in sorted(line.options):
            if not question.may_read(option):
                params = {"question": question.key, "option": option}
                yield Problem(where, "unknown_option", params)


def _impossible(where: Place, rule: Rule, journey: Journey) -> Iterator[Problem]:
    for number, group in enumerate(rule.groups, start=1):
        if not group:
            yield Problem(where, "empty_group", {"group": number})
    dead = [
        number
        for number, group in enumerate(rule.groups, start=1)
        if not _can_hold(group, {}, frozenset(), journey)
    ]
    if dead and len(dead) == len(rule.groups):
        yield Problem(where, "never_applies")
    else:
        yield from (Problem(where, "impossible_group", {"group": number}) for number in dead)


def _can_hold(
    group: Group,
    wanted: Mapping[str, frozenset[str]],
    asked: frozenset[str],
    journey: Journey,
) -> bool:
    """Say whether some answers meet a group and all that is `wanted` besides.

    A line that needs an answer also needs its question to be asked, so that question's
    condition is tried in turn; `asked` holds the questions for which that is settled.
    """
    wanted = dict(wanted)
    for line in group:
        question = journey.questions[line.question]
        wanted[line.question] = _both(question, wanted.get(line.question), line.options)
        if not wanted[line.question]:
            return False
    for key, options in wanted.items():
        if key not in asked and UNANSWERED not in options:
            question = journey.questions[key]
            return any(
                _can_hold(condition, wanted, asked | {key}, journey)
                for condition in _conditions(question, journey)
            )
    return True


def _both(question: Question, one: frozenset[str] | None, other: frozenset[str]) -> frozenset[str]:
    """Return the options that meet two lines on one question, none when they exclude each other.

    Several options of a multiple choice may be chosen, but not together with no answer.
    """
    if one is None:
        return other
    if question.kind is not Kind.MULTIPLE:
        return one & other
    if UNANSWERED in one and UNANSWERED in other:
        return one | other
    answered = one - {UNANSWERED}, other - {UNANSWERED}
    return answered[0] | answered[1] if all(answered) else frozenset()


def _conditions(question: Question, journey: Journey) -> tuple[Group, ...]:
    """Return the groups of a question's condition, as far as they bind the adult at hand.

    What a household question reads of an adult may be true of another adult.
    """
    binding = {
        key
        for key, read in journey.questions.items()
        if AskedOf.EACH_ADULT is question.asked_of or AskedOf.HOUSEHOLD is read.asked_of
    }
    groups = question.condition.groups or ((),)
    return tuple(tuple(line for line in group if line.question in binding) for group in groups)


def _unused_options(journey: Journey, read_elsewhere: frozenset[str]) -> Iterator[Problem]:
    read: dict[str, set[str]] = {}
    for _, rule in _rules(journey):
        for line in rule.lines:
            read.setdefault(line.question, set()).update(line.options)
    for question in journey.all_questions():
        if question.key not in read_elsewhere:
            for option in _unread(question, read.get(question.key, set())):
                yield Problem(Place("question", question.key), "unused_option", {"option": option})


def _needed_questions(journey: Journey, read_elsewhere: frozenset[str]) -> Iterator[Problem]:
    for key in sorted(read_elsewhere - journey.questions.keys()):
        yield Problem(Place("question", key), "needed_question", {"question": key})


def _unread(question: Question, read: set[str]) -> list[str]:
    """Return the options that no rule reads, but for a single one left over.

    That one says "none of the others", which is an answer too.
    """
    unread = [option for option in question.option_keys if option not in read]
    return unread if len(unread) > 1 or len(question.option_keys) == 1 else []


def _in_task(task: Task, journey: Journey) -> Iterator[Problem]:
    where = Place("task", task.key)
    timings = (task.timing, *(own.timing for own in task.timing_for))
    if task.responsible is None:
        yield Problem(where, "no_responsible")
    if any(timing.law for timing in timings) and not task.too_late:
        yield Problem(where, "law_without_too_late")
    for timing in timings:
        yield from _in_timing(where, timing)
    for key in dict.fromkeys(key for first in task.prerequisites for key in first.any_of):
        if key == task.key:
            yield Problem(where, "own_prerequisite")
        elif key not in journey.tasks:
            yield Problem(where, "unknown_prerequisite", {"task": key})


def _in_timing(where: Place, timing: Timing) -> Iterator[Problem]:
    if timing.start > timing.due:
        yield Problem(where, "start_after_due", {"start": timing.start, "due": timing.due})
    if timing.anchor is Anchor.PERSONNUMMER and where.key == PERSONNUMMER_TASK:
        yield Problem(where, "anchor_on_itself")


def _cycles(journey: Journey) -> Iterator[Problem]:
    """Find the cycles among hard prerequisites, one after the other."""
    waits_for = {
        task.key: {key for first in task.prerequisites if not first.helpful for key in first.any_of}
        - {task.key}
        for task in journey.all_tasks()
    }
    while cycle := _cycle(waits_for):
        waits_for[cycle[0]].discard(cycle[1])
        yield Problem(Place("task", cycle[0]), "prerequisite_cycle", {"cycle": " → ".join(cycle)})


def _cycle(waits_for: Mapping[str, set[str]]) -> list[str]:
    """Return one cycle, each task before the one it waits for and the first again at the end."""
    try:
        TopologicalSorter(waits_for).prepare()
    except CycleError as error:
        return list(reversed(error.args[1]))
    return []


def _anchor_questions(journey: Journey) -> Iterator[Problem]:
    """Check the questions that dates are read from: there, a date, and of the right people."""
    for anchor, questions in ANCHOR_QUESTIONS.items():
        users = [task.key for task in journey.all_tasks() if anchor in _anchors_of(task)]
        for key, asked_of in questions:
            question = journey.questions.get(key)
            if question is None:
                for task in users:
                    yield Problem(Place("task", task), "missing_anchor_question", {"question": key})
            elif question.kind is not Kind.DATE or question.asked_of is not asked_of:
                yield Problem(Place("question", key), WRONG_ANCHOR_QUESTION[asked_of])


def _anchor_tasks(journey: Journey) -> Iterator[Problem]:
    """Check that the task is there whose day done is an anchor."""
    if PERSONNUMMER_TASK not in journey.tasks:
        for task in journey.all_tasks():
            if Anchor.PERSONNUMMER in _anchors_of(task):
                params = {"task": PERSONNUMMER_TASK}
                yield Problem(Place("task", task.key), "missing_anchor_task", params)


def _anchors_of(task: Task) -> set[Anchor]:
    return {task.timing.anchor, *(own.timing.anchor for own in task.timing_for)}
