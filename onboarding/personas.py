"""What a persona answers today, and how a plan in the browser becomes a persona."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from onboarding import answering
from onboarding.answering import NEVER_STORED
from onboarding.journeys.answers import Adult, Answers, MonthDate, Value
from onboarding.journeys.engine import relevant
from onboarding.journeys.schema import Journey
from onboarding.models import Move, Persona


def answers_of(persona: Persona, journey: Journey, today: date) -> Answers:
    """Return what a persona answers on a day, as far as it fits a journey.

    What no longer fits (a removed question or option) counts as unanswered.
    """
    passed = today - persona.counted_from
    adults = persona.answers.get("adults") or [{}]
    return Answers(
        household=_answers(journey, persona.answers.get("household"), passed),
        adults=tuple(
            Adult(
                alias=answering.default_alias(number),
                answers=_answers(journey, adult.get("answers"), passed),
            )
            for number, adult in enumerate(adults, start=1)
        ),
    )


def kept_answers(move: Move, journey: Journey) -> dict[str, Any]:
    """Return what a household has answered, to be kept as a persona: no alias, no ticks.

    Answers that no longer count, and those that are never stored, are left out.
    """
    answers = relevant(journey, answering.read(move, journey, tasks=False))
    return {
        "household": _plain(answers.household),
        "adults": [{"answers": _plain(adult.answers)} for adult in answers.adults],
    }


def _plain(answers: Mapping[str, Value | None]) -> dict[str, Any]:
    return {
        key: answering.plain(value)
        for key, value in answers.items()
        if value is not None and key not in NEVER_STORED
    }


def _answers(
    journey: Journey, data: Mapping[str, Any] | None, passed: timedelta
) -> dict[str, Value]:
    found = {}
    for key, kept in (data or {}).items():
        question = journey.questions.get(key)
        value = answering.revive(question, kept) if question and kept is not None else None
        if value is not None:
            found[key] = _later(value, passed)
    return found


def _later(value: Value, passed: timedelta) -> Value:
    """Return a day as much later as time has passed; every other answer as it is."""
    if isinstance(value, MonthDate):
        day = value.first_day + passed
        return MonthDate(day.year, day.month)
    return value + passed if isinstance(value, date) else value
