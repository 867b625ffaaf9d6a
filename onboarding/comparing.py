"""Two versions side by side, and versions that lost, as a mover reads them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _

from onboarding.answering import default_alias, revive
from onboarding.checking import day_in_words, in_words
from onboarding.journeys.schema import Journey
from onboarding.merging import Difference, Kind, Slot
from onboarding.models import Adult, TaskState


@dataclass(frozen=True, slots=True)
class Side:
    """One of two versions: what to send for it, what it says, since when."""

    choice: str
    text: str
    given_at: datetime
    is_newer: bool


@dataclass(frozen=True, slots=True)
class Row:
    """Something in which two moves differ."""

    slot: Slot
    title: str
    person: str
    sides: tuple[Side, Side]


class Words:
    """Names what lies in a slot, for one household."""

    def __init__(self, journey: Journey, adults: Iterable[Adult]) -> None:
        self.journey = journey
        self.aliases = {a.number: a.alias or default_alias(a.number) for a in adults}

    def knows(self, slot: Slot) -> bool:
        """Whether the journey still has what the slot is about."""
        match slot.kind:
            case Kind.ANSWER:
                return slot.key in self.journey.questions
            case Kind.TASK:
                return slot.key in self.journey.tasks
        return True

    def title(self, slot: Slot) -> str:
        """Return what the slot is about."""
        match slot.kind:
            case Kind.ANSWER:
                return self.journey.questions[slot.key].label
            case Kind.TASK:
                return self.journey.tasks[slot.key].title
        return _("What shall we call you here?")

    def person(self, slot: Slot) -> str:
        """Return whom the slot is about; empty for all, and where there is only one."""
        if slot.adult is None or len(self.aliases) == 1:
            return ""
        return self.aliases.get(slot.adult) or default_alias(slot.adult)

    def text(self, slot: Slot, value: Any) -> str:
        """Return what lies in the slot."""
        match slot.kind:
            case Kind.ANSWER:
                question = self.journey.questions[slot.key]
                return in_words(question, revive(question, value) if value is not None else None)
            case Kind.TASK:
                return _state(*value)
        return value

    def row(self, difference: Difference) -> Row:
        """Return a difference with both sides, the found one first."""
        slot, newer = difference.slot, difference.is_found_newer
        found, kept = difference.found, difference.kept
        return Row(
            slot,
            self.title(slot),
            self.person(slot),
            (
                Side("found", self.text(slot, found.value), found.given_at, newer),
                Side("kept", self.text(slot, kept.value), kept.given_at, not newer),
            ),
        )


def _state(state: str, done_on: str | None) -> str:
    label = str(TaskState.State(state).label)
    return f"{label}, {day_in_words(date.fromisoformat(done_on))}" if done_on else label
