"""The days that a plan counts from: what another day would do to it, and setting one."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from django.db import transaction

from onboarding import answering
from onboarding.journeys.answers import Answers, MonthDate, Value
from onboarding.journeys.changes import Changes, compare
from onboarding.journeys.plan import build
from onboarding.journeys.schema import OWN_DAYS, AskedOf, Journey, Kind, Question
from onboarding.lanes import Lane
from onboarding.models import Move


@dataclass(frozen=True, slots=True)
class Day:
    """A question about a day, as this household or one of its adults answered it.

    An adult may come on a day of their own (`OWN_DAYS`); without one the household's counts.
    """

    question: Question
    adult: int | None
    alias: str
    value: Value | None

    @property
    def name(self) -> str:
        """The day in an address: the key of its question, and the adult's number."""
        return self.question.key if self.adult is None else f"{self.question.key}.{self.number}"

    @property
    def number(self) -> int | None:
        """The number of the adult it is about; None where it is the household's."""
        return None if self.adult is None else self.adult + 1

    @property
    def is_own(self) -> bool:
        """Whether it is a day of one's own, beside the household's."""
        return self.adult is not None and self.question.key in OWN_DAYS

    @property
    def is_a_month(self) -> bool:
        """Whether only the month is known."""
        return isinstance(self.value, MonthDate)

    @property
    def shown(self) -> date | None:
        """The day, or the first of the month."""
        return self.value.first_day if isinstance(self.value, MonthDate) else self.value  # type: ignore[return-value]


def all_of(journey: Journey, answers: Answers, lane: Lane) -> Iterator[Day]:
    """Return every day that this household is asked about and the reader may see, in order."""
    for screen in lane.path(journey, answers).screens:
        for question in screen.questions:
            if question.kind is Kind.DATE:
                yield _day(question, screen.adult, answers)
                yield from _own_days(question, answers, lane)


def named(name: str, journey: Journey, answers: Answers, lane: Lane) -> Day | None:
    """Return the day of a name; None where the reader is not asked about it."""
    return next((day for day in all_of(journey, answers, lane) if day.name == name), None)


def _own_days(question: Question, answers: Answers, lane: Lane) -> Iterator[Day]:
    """Return the days on which adults come by themselves, where there are several."""
    if question.key in OWN_DAYS and len(answers.adults) > 1:
        for index, person in enumerate(answers.adults):
            if lane.is_open(index):
                yield Day(question, index, person.alias, person.answers.get(question.key))


def _day(question: Question, adult: int | None, answers: Answers) -> Day:
    if adult is None or question.asked_of is AskedOf.HOUSEHOLD:
        return Day(question, None, "", answers.household.get(question.key))
    person = answers.adults[adult]
    alias = person.alias if len(answers.adults) > 1 else ""
    return Day(question, adult, alias, person.answers.get(question.key))


def what_if(
    journey: Journey, answers: Answers, day: Day, value: Value | None, today: date
) -> Changes:
    """Return what becomes of the plan if a day is another one."""
    return compare(
        build(journey, answers, today), build(journey, with_day(answers, day, value), today)
    )


def what_moved(
    journey: Journey, answers: Answers, day: Day, earlier: Value | None, today: date
) -> Changes:
    """Return what became of the plan since a day was an earlier one."""
    return compare(
        build(journey, with_day(answers, day, earlier), today), build(journey, answers, today)
    )


def with_day(answers: Answers, day: Day, value: Value | None) -> Answers:
    """Return the answers as they would be with another day."""
    if day.adult is None:
        return replace(answers, household={**answers.household, day.question.key: value})
    adults = list(answers.adults)
    person = adults[day.adult]
    adults[day.adult] = replace(person, answers={**person.answers, day.question.key: value})
    return replace(answers, adults=tuple(adults))


@transaction.atomic
def set_day(move: Move, day: Day, value: Value | None) -> None:
    """Keep a day, and beside it the one that it replaces, for showing and for going back.

    Saying the same day twice leaves what it replaced alone.
    """
    if value == day.value:
        return
    answering.write(move, day.number, {day.question.key: value})
    move.answers.filter(adult__number=day.number, question=day.question.key).update(
        replaced=answering.plain(day.value)
    )


def replaced(move: Move, day: Day) -> Value | None:
    """Return the day that stood here before; None where there was none."""
    row = move.answers.filter(adult__number=day.number, question=day.question.key).first()
    return answering.revive(day.question, row.replaced) if row and row.replaced else None
