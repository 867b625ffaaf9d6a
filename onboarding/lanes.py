"""Whose part of a move is open to whom.

Shared by all members are the household's answers and every task with its days, its state
and whose it is. An adult who signs in has a lane: their own answers, and the reasons that
come from them, are open to nobody else. The lane of an adult who does not sign in is open
to the members, who speak for them. Nobody else reads anything (onboarding/access.py).
"""

from dataclasses import dataclass, replace

from onboarding.journeys import engine
from onboarding.journeys.answers import Answers
from onboarding.journeys.engine import Path
from onboarding.journeys.schema import Journey
from onboarding.models import Adult, Move


@dataclass(frozen=True, slots=True)
class Lane:
    """What one reader of a move may see and change; adults by their index, as in the engine.

    `mine` is the reader's own, None in a browser with a key. `closed` are other members'.
    """

    mine: int | None = None
    closed: frozenset[int] = frozenset()

    def is_open(self, adult: int | None) -> bool:
        """Whether what belongs to an adult is open; what belongs to the household always is."""
        return adult not in self.closed

    def path(self, journey: Journey, answers: Answers) -> Path:
        """Return the pages of questions that the reader may meet."""
        whole = engine.path(journey, answers)
        return Path(tuple(screen for screen in whole.screens if self.is_open(screen.adult)))

    def answers(self, answers: Answers) -> Answers:
        """Return the answers that the reader may see; a plan is built from all of them."""
        adults = tuple(
            adult if self.is_open(index) else replace(adult, answers={})
            for index, adult in enumerate(answers.adults)
        )
        return replace(answers, adults=adults)

    @property
    def fewest(self) -> int:
        """How many adults there are at least: those who sign in stay counted."""
        return max(index + 1 for index in {self.mine or 0, *self.closed})


ALL_OPEN = Lane()


def of(move: Move | None) -> Lane:
    """Return the lane of whoever reads a move: one query where somebody has signed in."""
    if move is None or move.reader is None:
        return ALL_OPEN
    mine = move.reader.adult.number
    members = move.members.exclude(pk=move.reader.pk)
    numbers = members.values_list("adult__number", flat=True)
    return Lane(mine - 1, frozenset(number - 1 for number in numbers))


def mine(move: Move) -> Adult:
    """Return the adult who reads a move: in a browser with a key, the first one."""
    return move.reader.adult if move.reader else move.adults.order_by("number")[0]
