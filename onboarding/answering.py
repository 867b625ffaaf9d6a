"""A mover's answers as rows: read for the engine, written one question at a time."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from onboarding.journeys import answers as engine
from onboarding.journeys.answers import Answers, MonthDate, Value
from onboarding.journeys.schema import Journey, Kind, Question
from onboarding.models import Adult, Answer, Move, TaskState

# Shown beside the question, acted upon, and forgotten: an answer would be a trace of
# somebody who is in danger.
NEVER_STORED = frozenset({"protected"})
ADULTS_QUESTION = "adults"


def read(move: Move | None, journey: Journey, *, tasks: bool = True) -> Answers:
    """Return what a household has answered and, unless told not to, done.

    Three queries, however much it is. What no longer fits the journey (a removed question
    or option) counts as unanswered.
    """
    if move is None:
        return Answers()
    adults = list(move.adults.all())
    rows = list(move.answers.all())
    states = list(move.task_states.all()) if tasks else []
    counted = adults[: _count(rows)] or adults[:1]
    return Answers(
        household=_values(journey, rows, None),
        adults=tuple(
            engine.Adult(
                alias=adult.alias or default_alias(adult.number),
                answers=_values(journey, rows, adult.pk),
                done=_done(states, adult.pk),
                states=_states(states, adult.pk),
            )
            for adult in counted
        ),
        done=_done(states, None),
        states=_states(states, None),
    )


def default_alias(number: int) -> str:
    """Return what an adult is called who has no alias."""
    return _("Adult %(number)d") % {"number": number}


def asked(move: Move | None) -> set[tuple[int | None, str]]:
    """Return the questions that were answered, "don't know yet" included: (adult number, key)."""
    if move is None:
        return set()
    return set(move.answers.values_list("adult__number", "question"))


@transaction.atomic(savepoint=False)
def write(move: Move, adult_number: int | None, values: Mapping[str, Value | None]) -> None:
    """Keep answers, each in its own row, all or none. None stands for "don't know yet"."""
    now = timezone.now()
    # The move comes first: a second click waits here until the first one is through.
    Move.objects.filter(pk=move.pk).update(used_at=now, version=F("version") + 1)
    adult = _adult(move, adult_number) if adult_number else None
    kept = {row.question: row for row in move.answers.filter(adult=adult, question__in=values)}
    rows = [
        kept.get(question) or Answer(move=move, adult=adult, question=question)
        for question in values
    ]
    for row in rows:
        row.value = None if row.question in NEVER_STORED else plain(values[row.question])
        row.answered_at = now
    Answer.objects.bulk_create([row for row in rows if row.pk is None])
    Answer.objects.bulk_update([row for row in rows if row.pk], ["value", "answered_at"])


@transaction.atomic(savepoint=False)
def name_adults(move: Move, count: int, aliases: Mapping[int, str]) -> None:
    """Keep how many adults move and what they want to be called.

    Fewer than before leaves the others' answers stored but unused.
    """
    kept = {adult.number: adult for adult in move.adults.all()}
    adults = [kept.get(number) or Adult(move=move, number=number) for number in range(1, count + 1)]
    for adult in adults:
        adult.alias = aliases.get(adult.number, adult.alias)
    Adult.objects.bulk_create([adult for adult in adults if adult.pk is None])
    Adult.objects.bulk_update([adult for adult in adults if adult.pk], ["alias"])


def _adult(move: Move, number: int) -> Adult:
    return move.adults.get_or_create(number=number)[0]


def plain(value: Value | None) -> Any:
    """Return a value as JSON keeps it."""
    if isinstance(value, date | MonthDate):
        return value.isoformat()
    return list(value) if isinstance(value, tuple) else value


def _count(rows: list[Any]) -> int:
    for row in rows:
        if row.question == ADULTS_QUESTION and isinstance(row.value, int):
            return min(max(row.value, 1), engine.MOST_ADULTS)
    return 1


def _values(journey: Journey, rows: list[Any], adult: int | None) -> dict[str, Value]:
    found = {}
    for row in rows:
        question = journey.questions.get(row.question)
        if row.adult_id == adult and question and row.value is not None:
            value = revive(question, row.value)
            if value is not None:
                found[row.question] = value
    return found


def revive(question: Question, value: Any) -> Value | None:
    """Return a kept value as the engine reads it; None where it no longer fits the question."""
    if question.kind is Kind.DATE:
        return _revive_date(value)
    if question.kind is Kind.NUMBER:
        return value if isinstance(value, int) else None
    if question.kind is Kind.MULTIPLE:
        return _revive_options(question, value)
    return value if value in question.option_keys else None


def _revive_options(question: Question, value: Any) -> tuple[str, ...] | None:
    if not isinstance(value, list):
        return None
    fitting = tuple(key for key in value if key in question.option_keys)
    # Nothing chosen is an answer; nothing left of what was chosen is none.
    return fitting if fitting or not value else None


def _revive_date(value: Any) -> date | MonthDate | None:
    try:
        return MonthDate.fromisoformat(value) if len(value) == 7 else date.fromisoformat(value)
    except (TypeError, ValueError):
        return None


def _done(states: list[TaskState], adult: int | None) -> dict[str, date]:
    return {
        row.task: row.done_on or timezone.localdate(row.changed_at)
        for row in states
        if row.adult_id == adult and row.state == TaskState.State.DONE
    }


def _states(states: list[TaskState], adult: int | None) -> dict[str, str]:
    kept = {TaskState.State.DOING, TaskState.State.NOT_FOR_US}
    return {row.task: row.state for row in states if row.adult_id == adult and row.state in kept}
