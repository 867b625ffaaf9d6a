"""The days that tasks are counted from.

An anchor that the household has not told may have a stand-in; its date is then estimated. A
date that is known by its month only counts from the first day and is estimated too. Without
a day for the move, nothing that falls back on the move has a date; an election is held anyway.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial

from onboarding.journeys.answers import MonthDate, Value
from onboarding.journeys.schema import Anchor, AskedOf, Timing

PERSONNUMMER_TASK = "receive-personnummer"
"""The key of the task whose day done is the day of the anchor `personnummer`."""

ANCHOR_QUESTIONS: Mapping[Anchor, tuple[tuple[str, AskedOf], ...]] = {
    Anchor.MOVE: (("move", AskedOf.HOUSEHOLD), ("arrived", AskedOf.HOUSEHOLD)),
    Anchor.HOME: (("home_access", AskedOf.HOUSEHOLD),),
    Anchor.JOB: (("job_start", AskedOf.EACH_ADULT),),
    Anchor.PRESCHOOL: (("preschool_start", AskedOf.HOUSEHOLD),),
    Anchor.SCHOOL: (("school_start", AskedOf.HOUSEHOLD),),
    Anchor.NEXT_MOVE: (("next_move", AskedOf.HOUSEHOLD),),
    Anchor.PURCHASE: (("purchase", AskedOf.HOUSEHOLD),),
    Anchor.PERMIT_EXPIRY: (("permit_expiry", AskedOf.EACH_ADULT),),
}
"""The date questions that each anchor reads, and of whom they must be asked."""

_ONE_YEAR = 365
_DECEMBER, _MARCH = 12, 3


@dataclass(frozen=True, slots=True)
class AnchorDate:
    """The day of an anchor, None when it is not known, and whether it is only estimated."""

    day: date | None = None
    estimated: bool = False

    def plus(self, days: int) -> date | None:
        """Return the day so many days later, held within the calendar Python knows."""
        if self.day is None:
            return None
        try:
            return self.day + timedelta(days=days)
        except OverflowError:
            return date.max if days > 0 else date.min


@dataclass(frozen=True, slots=True)
class Facts:
    """What the dates of one adult are worked out from.

    `values` holds the adult's and the household's answers that count; `personnummer_timing`
    is that adult's timing of the task `PERSONNUMMER_TASK`, None when the journey has none.
    """

    values: Mapping[str, Value]
    today: date
    personnummer_received: date | None = None
    personnummer_timing: Timing | None = None


def resolve(anchor: Anchor, facts: Facts) -> AnchorDate:
    """Find the day of an anchor for one adult."""
    return _FINDERS[anchor](facts)


def _answered(question: str, facts: Facts) -> AnchorDate:
    value = facts.values.get(question)
    if isinstance(value, MonthDate):
        return AnchorDate(value.first_day, estimated=True)
    return AnchorDate(value) if isinstance(value, date) else AnchorDate()


def _move(facts: Facts) -> AnchorDate:
    arrived = _answered("arrived", facts)
    return arrived if arrived.day else _answered("move", facts)


def _answered_or_after_move(question: str, days: int, facts: Facts) -> AnchorDate:
    answered = _answered(question, facts)
    return answered if answered.day else _estimate(_move(facts).plus(days))


def _personnummer(facts: Facts) -> AnchorDate:
    if facts.personnummer_received:
        return AnchorDate(facts.personnummer_received)
    timing = facts.personnummer_timing
    if timing is None or timing.anchor is Anchor.PERSONNUMMER:
        return AnchorDate()
    return _estimate(resolve(timing.anchor, facts).plus(timing.due))


def _one_year(facts: Facts) -> AnchorDate:
    move = _move(facts)
    return AnchorDate(move.plus(_ONE_YEAR), move.estimated)


def _election(facts: Facts) -> AnchorDate:
    move = _move(facts).day or facts.today
    return AnchorDate(election_day(max(move, facts.today)))


def election_day(earliest: date) -> date | None:
    """Return the first election to the municipal council on or after a day.

    It is held on the second Sunday of September every fourth year: 2026, 2030 and so on. None
    when the calendar Python knows ends before it.
    """
    years_to_go = (2026 - earliest.year) % 4
    for year in (earliest.year + years_to_go, earliest.year + years_to_go + 4):
        if year > date.max.year:
            return None
        eighth = date(year, 9, 8)
        day = eighth + timedelta(days=(6 - eighth.weekday()) % 7)
        if day >= earliest:
            return day
    return None


def _winter_tyres(facts: Facts) -> AnchorDate:
    move = _move(facts)
    if move.day is None or move.day.month == _DECEMBER or move.day.month <= _MARCH:
        return move
    # Exact although the move may be known by its month only: any day of it gives this one.
    return AnchorDate(date(move.day.year, _DECEMBER, 1))


def _estimate(day: date | None) -> AnchorDate:
    return AnchorDate(day, estimated=day is not None)


_FINDERS: Mapping[Anchor, Callable[[Facts], AnchorDate]] = {
    Anchor.MOVE: _move,
    Anchor.HOME: partial(_answered_or_after_move, "home_access", 0),
    Anchor.JOB: partial(_answered_or_after_move, "job_start", 0),
    Anchor.PRESCHOOL: partial(_answered_or_after_move, "preschool_start", 30),
    Anchor.SCHOOL: partial(_answered_or_after_move, "school_start", 7),
    Anchor.PERSONNUMMER: _personnummer,
    Anchor.NEXT_MOVE: partial(_answered, "next_move"),
    Anchor.PURCHASE: partial(_answered, "purchase"),
    Anchor.PERMIT_EXPIRY: partial(_answered, "permit_expiry"),
    Anchor.ONE_YEAR: _one_year,
    Anchor.ELECTION: _election,
    Anchor.WINTER_TYRES: _winter_tyres,
}
