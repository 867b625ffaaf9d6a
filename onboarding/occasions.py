"""What the day makes of a plan: which phase it opens at, and which questions have come due."""

from dataclasses import dataclass

from onboarding.checking import first_open_screen
from onboarding.journeys.answers import Answers
from onboarding.journeys.schema import Journey, Phase
from onboarding.models import Move
from onboarding.planning import Shown

BEFORE, ARRIVAL, SETTLING_IN = "before", "arrival", "settling_in"
# So many days after the move it is time to ask how it is going.
SETTLING_AFTER = 30


@dataclass(frozen=True, slots=True)
class Occasion:
    """Where a household stands in its move.

    `opens` is the key of the phase that its plan shows first; `asks` the phase whose questions
    it should answer now; `is_curious` whether it only looks around.
    """

    opens: str
    asks: Phase | None
    is_curious: bool


def of(move: Move, journey: Journey, shown: Shown) -> Occasion:
    """Work out where a household stands, from its days and what it says itself."""
    answers = shown.answers
    reached = _reached(answers, shown.days_to_move)
    confirmed = move.phase or BEFORE
    return Occasion(
        opens=ARRIVAL if confirmed == BEFORE and reached else confirmed,
        asks=_due(move, journey, shown, reached) if reached else None,
        is_curious=answers.household.get("certainty") == "curious" and not reached,
    )


def _reached(answers: Answers, days_to_move: int | None) -> tuple[str, ...]:
    """Return the later phases that have begun."""
    if days_to_move is not None and days_to_move <= -SETTLING_AFTER:
        return ARRIVAL, SETTLING_IN
    says_so = answers.household.get("certainty") == "moved"
    return (ARRIVAL,) if says_so or (days_to_move is not None and days_to_move <= 0) else ()


def _due(move: Move, journey: Journey, shown: Shown, reached: tuple[str, ...]) -> Phase | None:
    for phase in journey.phases:
        if phase.key in reached and first_open_screen(shown.path.within(phase.key), move):
            return phase
    return None
