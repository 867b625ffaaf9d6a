"""What has been answered, what is still open, and what no longer counts."""

from dataclasses import dataclass

from django.utils.dateformat import format as format_date
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from cms.lists import listed
from onboarding.answering import NEVER_STORED, asked
from onboarding.journeys.answers import Answers, MonthDate, Value
from onboarding.journeys.engine import Path, Screen
from onboarding.journeys.schema import OWN_DAYS, Journey, Question
from onboarding.models import Move


@dataclass(frozen=True, slots=True)
class Row:
    """A question and what was answered, as the mover reads it."""

    question: Question
    person: str
    text: str
    screen: Screen
    is_open: bool


@dataclass(frozen=True, slots=True)
class Unused:
    """An answer that is kept but no longer counts, because an earlier one changed."""

    question: Question
    person: str
    text: str


def first_open_screen(path: Path, move: Move | None) -> Screen | None:
    """Return the first page with a question that the mover has not met; None when all are."""
    met = asked(move)
    return next((screen for screen in path.screens if not is_met(screen, met)), None)


def is_met(screen: Screen, met: set[tuple[int | None, str]]) -> bool:
    """Whether every question of a page has been met."""
    number = None if screen.adult is None else screen.adult + 1
    return all((number, question.key) in met for question in screen.questions)


def rows(path: Path, answers: Answers, met: set[tuple[int | None, str]]) -> list[Row]:
    """Return every question of these pages with its answer in words."""
    return [
        Row(
            question=question,
            person=_person(screen.adult, answers),
            text=in_words(question, _given(question.key, screen.adult, answers)),
            screen=screen,
            is_open=not is_met(screen, met),
        )
        for screen in path.screens
        for question in screen.questions
    ]


def unused(journey: Journey, answers: Answers, path: Path) -> list[Unused]:
    """Return the answers that are kept but do not count on this path."""
    used = {
        (screen.adult, question.key) for screen in path.screens for question in screen.questions
    }
    given = [(None, key, value) for key, value in answers.household.items()] + [
        (index, key, value)
        for index, adult in enumerate(answers.adults)
        for key, value in adult.answers.items()
    ]
    return [
        Unused(
            journey.questions[key], _person(index, answers), in_words(journey.questions[key], value)
        )
        for index, key, value in given
        if (index, key) not in used and key in journey.questions and key not in OWN_DAYS
    ]


def _given(key: str, adult: int | None, answers: Answers) -> Value | None:
    return (answers.household if adult is None else answers.adults[adult].answers).get(key)


def _person(adult: int | None, answers: Answers) -> str:
    if adult is None or len(answers.adults) == 1:
        return ""
    return answers.adults[adult].alias


def in_words(question: Question, value: Value | None) -> str:
    """Return an answer as the mover reads it."""
    if question.key in NEVER_STORED:
        return _("We never save this answer")
    if value is None:
        return _("Don’t know yet")
    if isinstance(value, MonthDate):
        return format_date(value.first_day, "F Y")
    if isinstance(value, int):
        return str(value)
    if isinstance(value, str | tuple):
        return _labels(question, (value,) if isinstance(value, str) else value)
    return day_in_words(value)


def day_in_words(day: object) -> str:
    """Return a date the way people say it: Monday 1 March 2027."""
    pattern = "l j F Y"
    text = format_date(day, pattern)
    return text.lower() if get_language() == "sv" else text


def _labels(question: Question, keys: tuple[str, ...]) -> str:
    labels = {option.key: option.label for option in question.options}
    plain = {"yes": _("Yes"), "no": _("No")}
    return listed(labels.get(key) or plain.get(key, key) for key in keys) or _("None of these")
