"""How far a listing has stepped back because nobody says that it still holds.

| stage | from when | what readers meet |
| --- | --- | --- |
| fresh | | the listing as it is |
| unchecked | the day after `verify_by` | a label wherever it stands, plans included |
| out of plans | LISTING_OUT_OF_PLANS_AFTER days later | no plan, task or suggestion names it |
| hidden | LISTING_HIDDEN_AFTER days later | nothing, until somebody says that it holds;
| | | where nobody could be told, only its plans are without it (asking.py) |

The municipality, its companies and authorities stay where they are, with the label: a task
without the one who decides about it helps nobody.
"""

from datetime import date, timedelta
from enum import IntEnum

from django.conf import settings
from django.db.models import Q

from cms.directory.kinds import PUBLIC_KINDS


class Stage(IntEnum):
    """How far a listing has stepped back."""

    FRESH = 0
    UNCHECKED = 1
    OUT_OF_PLANS = 2
    HIDDEN = 3


def stage(verify_by: date | None, kind: str, today: date) -> Stage:
    """Return the stage of a listing; one without a day has not been promised anything yet."""
    if verify_by is None or verify_by >= today:
        return Stage.FRESH
    silent = today - verify_by
    if kind in PUBLIC_KINDS or silent <= timedelta(days=settings.LISTING_OUT_OF_PLANS_AFTER):
        return Stage.UNCHECKED
    if silent <= timedelta(days=settings.LISTING_HIDDEN_AFTER):
        return Stage.OUT_OF_PLANS
    return Stage.HIDDEN


def in_plans(today: date) -> Q:
    """Return the condition of standing in plans, for a query of listings."""
    limit = today - timedelta(days=settings.LISTING_OUT_OF_PLANS_AFTER)
    return Q(kind__in=PUBLIC_KINDS) | Q(verify_by=None) | Q(verify_by__gte=limit)


def holds_until(today: date) -> date:
    """Return the day by which what is confirmed today is to be confirmed again."""
    return today + timedelta(days=settings.LISTING_HOLDS)
