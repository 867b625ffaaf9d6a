"""Every rule of a journey as plain sentences: for whom, by when, after what, asked of whom.

The words come from outside, in the language of whoever reads them. A question, option or
task that is not there is named by its key, and said to be missing.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from onboarding.journeys.rules import UNANSWERED, Group, Line, Rule
from onboarding.journeys.schema import (
    Anchor,
    AskedOf,
    Journey,
    Kind,
    Prerequisite,
    Question,
    Task,
    Timing,
)


def _on(days: int, anchor: Anchor) -> str:
    """Return a day as it is counted, in English."""
    day = f"the day of {anchor.value}"
    if not days:
        return f"on {day}"
    return f"{abs(days)} days {'before' if days < 0 else 'after'} {day}"


@dataclass(frozen=True, slots=True)
class Words:
    """The words that rules are told with.

    `whoever` takes `{groups}`, each group joined by `or_whoever`; `everybody` stands where a
    rule has none; `either` joins the last of several options to the `first` ones. `on` says a
    number of days from an anchor.
    """

    whoever: str = "whoever {groups}"
    or_whoever: str = ", or whoever "
    everybody: str = "everybody"
    answers: str = "answers {options} to {question}"
    answers_or_not: str = "answers {options} to {question} or has not answered it yet"
    anything_but: str = "anything but {options}"
    not_answered: str = "has not answered {question} yet"
    quoted: str = "“{text}”"
    missing: str = "“{key}” (does not exist)"
    yes: str = "Yes"
    no: str = "No"
    comma: str = ", "
    either: str = "{first} or {last}"
    both: str = " and "
    audience: str = "For {whom}."
    each_adult: str = "Each adult does it."
    household: str = "The household does it once."
    timing: str = "Begins {start} and should be done {due} at the latest."
    timing_law: str = "Begins {start} and must be done {due} at the latest, by law or contract."
    timing_for: str = "Other days for {whom}: {timing}"
    first: str = "Waits for {tasks}."
    first_for: str = "For {whom} it waits for {tasks}."
    advice: str = "Easier after {tasks}."
    advice_for: str = "For {whom} it is easier after {tasks}."
    asked_once: str = "Asked once, of {whom}."
    asked_of_each: str = "Asked of each adult, of {whom}."
    on: Callable[[int, Anchor], str] = _on


ENGLISH = Words()
# From how many options on it is plainer to say which are left out, and how many those may be.
FEWEST_LISTED, MOST_LEFT_OUT = 4, 2


def of_task(task: Task, journey: Journey, words: Words = ENGLISH) -> tuple[str, ...]:
    """Return every rule of a task: for whom, by whom, by when, and after what."""
    return (
        words.audience.format(whom=_whom(task.audience, journey, words)),
        words.each_adult if task.per_person else words.household,
        _timing(task.timing, words),
        *(
            words.timing_for.format(
                whom=_whom(own.rule, journey, words), timing=_begun_small(own.timing, words)
            )
            for own in task.timing_for
        ),
        *(_first(prerequisite, journey, words) for prerequisite in task.prerequisites),
    )


def of_question(question: Question, journey: Journey, words: Words = ENGLISH) -> str:
    """Return of whom a question is asked."""
    is_of_each = question.asked_of is AskedOf.EACH_ADULT
    sentence = words.asked_of_each if is_of_each else words.asked_once
    return sentence.format(whom=_whom(question.condition, journey, words))


def _whom(rule: Rule, journey: Journey, words: Words) -> str:
    if not rule.groups:
        return words.everybody
    groups = words.or_whoever.join(_group(group, journey, words) for group in rule.groups)
    return words.whoever.format(groups=groups)


def _group(group: Group, journey: Journey, words: Words) -> str:
    return words.both.join(_line(line, journey, words) for line in group)


def _line(line: Line, journey: Journey, words: Words) -> str:
    question = journey.questions.get(line.question)
    label = question.label if question else ""
    asked = words.quoted.format(text=label) if label else words.missing.format(key=line.question)
    options = _all_but(line, question, words) or _joined(_options(line, question, words), words)
    if UNANSWERED not in line.options:
        return words.answers.format(options=options, question=asked)
    if options:
        return words.answers_or_not.format(options=options, question=asked)
    return words.not_answered.format(question=asked)


def _all_but(line: Line, question: Question | None, words: Words) -> str:
    """Return a long list of options by the few that are not in it; nothing for a short one.

    Only where one option is chosen: of several, one that is not in the list may be another.
    """
    if question is None or question.kind is not Kind.SINGLE:
        return ""
    labels = _labels(question, words)
    others = [words.quoted.format(text=labels[key]) for key in labels if key not in line.options]
    named = len(line.options & labels.keys())
    is_whole = line.options <= labels.keys() | {UNANSWERED}
    if not is_whole or not 0 < len(others) <= MOST_LEFT_OUT or named < FEWEST_LISTED:
        return ""
    return words.anything_but.format(options=_joined(others, words))


def _options(line: Line, question: Question | None, words: Words) -> Iterator[str]:
    """Return the options of a line in the order of the question, the unknown ones last."""
    labels = _labels(question, words)
    known = [key for key in labels if key in line.options]
    yield from (words.quoted.format(text=labels[key]) for key in known)
    for key in sorted(line.options - labels.keys() - {UNANSWERED}):
        is_number = question is not None and question.may_read(key)
        yield (words.quoted.format(text=key) if is_number else words.missing.format(key=key))


def _labels(question: Question | None, words: Words) -> dict[str, str]:
    if question is None:
        return {}
    own = {option.key: option.label for option in question.options}
    yes_no = dict(zip(question.option_keys, (words.yes, words.no), strict=False))
    return own or yes_no


def _timing(timing: Timing, words: Words) -> str:
    sentence = words.timing_law if timing.law else words.timing
    return sentence.format(
        start=words.on(timing.start, timing.anchor), due=words.on(timing.due, timing.anchor)
    )


def _begun_small(timing: Timing, words: Words) -> str:
    text = _timing(timing, words)
    return f"{text[:1].lower()}{text[1:]}"


def _first(prerequisite: Prerequisite, journey: Journey, words: Words) -> str:
    tasks = _joined(_titles(prerequisite.any_of, journey, words), words)
    plain, of_some = (
        (words.advice, words.advice_for) if prerequisite.helpful else (words.first, words.first_for)
    )
    if not prerequisite.rule.groups:
        return plain.format(tasks=tasks)
    return of_some.format(tasks=tasks, whom=_whom(prerequisite.rule, journey, words))


def _titles(keys: Iterable[str], journey: Journey, words: Words) -> Iterator[str]:
    for key in keys:
        task = journey.tasks.get(key)
        yield (words.quoted.format(text=task.title) if task else words.missing.format(key=key))


def _joined(parts: Iterable[str], words: Words) -> str:
    *first, last = list(parts) or [""]
    if not first:
        return last
    return words.either.format(first=words.comma.join(first), last=last)
