"""What a household has answered and done, and how it is read from plain data.

Values, by kind of question: an option key (single, and "yes" or "no"), a tuple of option keys
(multiple; an empty one means "none of these"), a `date` or a `MonthDate`, a whole number. A
question that is missing, or None, is unanswered.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from typing import Any, Self, TypeAlias

from onboarding.journeys.schema import NO, OWN_DAYS, YES, AskedOf, Journey, Kind, Question

MOST_ADULTS = 6


class Choice(StrEnum):
    """What a mover says about a task that is not done."""

    DOING = "doing"
    NOT_FOR_US = "not_for_us"


@dataclass(frozen=True, slots=True, order=True)
class MonthDate:
    """A day of which only the month is known."""

    year: int
    month: int

    @property
    def first_day(self) -> date:
        """The day that dates are counted from, as an estimate."""
        return date(self.year, self.month, 1)

    @classmethod
    def fromisoformat(cls, text: str) -> Self:
        """Read "YYYY-MM"; ValueError for anything else."""
        first_day = date.fromisoformat(f"{text}-01")
        return cls(first_day.year, first_day.month)

    def isoformat(self) -> str:
        """Write "YYYY-MM"."""
        return self.first_day.isoformat()[:7]


Value: TypeAlias = str | tuple[str, ...] | date | MonthDate | int


@dataclass(frozen=True, slots=True)
class Adult:
    """One adult's answers, and what is known of the tasks that each adult does.

    `done` holds the day each task was done, `states` a `Choice` for tasks that are not.
    """

    alias: str = ""
    answers: Mapping[str, Value | None] = field(default_factory=dict)
    done: Mapping[str, date] = field(default_factory=dict)
    states: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Answers:
    """A household's answers and those of its adults, of whom there is always one.

    `done` and `states` are for the tasks that the household does once.
    """

    household: Mapping[str, Value | None] = field(default_factory=dict)
    adults: tuple[Adult, ...] = (Adult(),)
    done: Mapping[str, date] = field(default_factory=dict)
    states: Mapping[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if not self.adults:
            object.__setattr__(self, "adults", (Adult(),))


class WrongAnswers(ValueError):
    """Data that does not fit the journey.

    `code` says how (`unknown_key`, `unknown_option`, `unknown_task`, `bad_date`, `wrong_type`,
    `wrong_place`), `where` names the part of the data and `name` the key or value at fault.
    """

    def __init__(self, code: str, where: str, name: object, expected: str = "") -> None:
        self.code, self.where, self.name = code, where, name
        wanted = f", expected {expected}" if expected else ""
        super().__init__(f"{where}: {code.replace('_', ' ')} {name!r}{wanted}")


def parse(journey: Journey, data: object) -> Answers:
    """Read the data of one household, as `manage.py plan` takes it.

    Raises WrongAnswers for the first thing, in the order of the data, that does not fit.
    """
    parts = _mapping(data, "answers")
    _known_keys(parts, {"household", "adults", "done"}, "answers")
    household = _mapping(parts.get("household", {}), "household")
    done = _done(journey, parts.get("done", {}), "done")
    adults = _adults(journey, parts.get("adults", [{}]))
    return Answers(
        household=_answers(journey, household, AskedOf.HOUSEHOLD, "household"),
        adults=tuple(
            replace(adult, done=_of(journey, {**done, **adult.done}, per_person=True))
            for adult in adults
        ),
        done=_of(journey, _all_done(adults) | done, per_person=False),
    )


def _all_done(adults: tuple[Adult, ...]) -> dict[str, date]:
    return {task: day for adult in adults for task, day in adult.done.items()}


def _of(journey: Journey, done: Mapping[str, date], *, per_person: bool) -> dict[str, date]:
    """Pick the tasks that each adult does, or those of the household, wherever they were named.

    A task of each adult that is named for the household is done by all; a task of the
    household that one adult names is done.
    """
    return {task: day for task, day in done.items() if journey.tasks[task].per_person is per_person}


def _adults(journey: Journey, data: object) -> tuple[Adult, ...]:
    if not isinstance(data, list) or not 1 <= len(data) <= MOST_ADULTS:
        raise WrongAnswers("wrong_type", "adults", data, f"a list of 1 to {MOST_ADULTS}")
    return tuple(_adult(journey, adult, number) for number, adult in enumerate(data, start=1))


def _adult(journey: Journey, data: object, number: int) -> Adult:
    where = f"adult {number}"
    parts = _mapping(data, where)
    _known_keys(parts, {"alias", "answers", "done"}, where)
    alias = parts.get("alias", str(number))
    if not isinstance(alias, str):
        raise WrongAnswers("wrong_type", f"{where}, alias", alias, "text")
    answers = _mapping(parts.get("answers", {}), f"{where}, answers")
    return Adult(
        alias=alias,
        answers=_answers(journey, answers, AskedOf.EACH_ADULT, f"{where}, answers"),
        done=_done(journey, parts.get("done", {}), f"{where}, done"),
    )


def _answers(
    journey: Journey, data: Mapping[str, Any], asked_of: AskedOf, where: str
) -> dict[str, Value]:
    answers = {}
    for key, value in data.items():
        question = journey.questions.get(key)
        if question is None:
            raise WrongAnswers("unknown_key", where, key)
        is_own_day = asked_of is AskedOf.EACH_ADULT and key in OWN_DAYS
        if question.asked_of is not asked_of and not is_own_day:
            raise WrongAnswers("wrong_place", where, key, f"an answer of {question.asked_of}")
        if value is not None:
            answers[key] = _value(question, value, f"{where}, {key}")
    return answers


def _value(question: Question, value: object, where: str) -> Value:
    match question.kind:
        case Kind.DATE:
            return _day_or_month(value, where)
        case Kind.NUMBER:
            return _whole_number(value, where)
        case Kind.MULTIPLE:
            return _options(question, value, where)
        case _:
            return _option(question, value, where)


def _option(question: Question, value: object, where: str) -> str:
    if isinstance(value, bool):
        value = YES if value else NO
    if not isinstance(value, str):
        raise WrongAnswers("wrong_type", where, value, "an option key")
    if value not in question.option_keys:
        raise WrongAnswers("unknown_option", where, value)
    return value


def _options(question: Question, value: object, where: str) -> tuple[str, ...]:
    if not isinstance(value, list | tuple):
        raise WrongAnswers("wrong_type", where, value, "a list of option keys")
    return tuple(dict.fromkeys(_option(question, option, where) for option in value))


def _whole_number(value: object, where: str) -> int:
    is_number = isinstance(value, int) and not isinstance(value, bool)
    if not is_number or not 1 <= value <= MOST_ADULTS:
        raise WrongAnswers("wrong_type", where, value, f"a whole number from 1 to {MOST_ADULTS}")
    return value


def _day_or_month(value: object, where: str) -> date | MonthDate:
    if isinstance(value, str) and re.fullmatch(r"[0-9]{4}-[0-9]{2}", value):
        try:
            return MonthDate.fromisoformat(value)
        except ValueError as error:
            raise WrongAnswers("bad_date", where, value) from error
    return read_day(value, where)


def read_day(value: object, where: str) -> date:
    """Read "YYYY-MM-DD"; WrongAnswers, which names `where`, for anything else."""
    # The shape is checked first: date.fromisoformat also takes weeks and days without hyphens.
    if not isinstance(value, str) or not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", value):
        raise WrongAnswers("bad_date", where, value, "YYYY-MM-DD")
    try:
        return date.fromisoformat(value)
    except ValueError as error:
        raise WrongAnswers("bad_date", where, value) from error


def _done(journey: Journey, data: object, where: str) -> dict[str, date]:
    done = {}
    for key, day in _mapping(data, where).items():
        if key not in journey.tasks:
            raise WrongAnswers("unknown_task", where, key)
        if day is not None:
            done[key] = read_day(day, f"{where}, {key}")
    return done


def _mapping(data: object, where: str) -> Mapping[str, Any]:
    if not isinstance(data, Mapping):
        raise WrongAnswers("wrong_type", where, data, "an object")
    return data


def _known_keys(data: Iterable[str], known: set[str], where: str) -> None:
    for key in data:
        if key not in known:
            raise WrongAnswers("unknown_key", where, key)
