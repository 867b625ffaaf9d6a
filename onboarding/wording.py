"""Words for what the engine knows only by key."""

from enum import StrEnum
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from onboarding.journeys.schema import Anchor, AskedOf, Kind

LABELS: dict[StrEnum, Any] = {
    Kind.SINGLE: _("One of several options"),
    Kind.MULTIPLE: _("Several options"),
    Kind.YES_NO: _("Yes or no"),
    Kind.DATE: _("A date"),
    Kind.NUMBER: _("Number of adults, with names"),
    AskedOf.HOUSEHOLD: _("The household, once"),
    AskedOf.EACH_ADULT: _("Each adult"),
    Anchor.MOVE: _("The day of the move"),
    Anchor.HOME: _("The day the home is taken over"),
    Anchor.JOB: _("The first day at work"),
    Anchor.PRESCHOOL: _("The wanted start in preschool"),
    Anchor.SCHOOL: _("The start in school"),
    Anchor.PERSONNUMMER: _("The day the personnummer came"),
    Anchor.NEXT_MOVE: _("The next move"),
    Anchor.PURCHASE: _("The day the purchase was signed"),
    Anchor.PERMIT_EXPIRY: _("The day the permit expires"),
    Anchor.ONE_YEAR: _("One year after the move"),
    Anchor.ELECTION: _("The next election day"),
    Anchor.WINTER_TYRES: _("The first of December"),
}
PHASES = {
    "before": pgettext_lazy("phase", "Before the move"),
    "arrival": pgettext_lazy("phase", "Arrival"),
    "settling_in": pgettext_lazy("phase", "Settling in"),
}


def choices(kind: type[StrEnum]) -> list[tuple[str, Any]]:
    """Return the members of an enumeration of the engine as choices for a form."""
    return [(member.value, LABELS[member]) for member in kind]
