"""A report comes in: kept once, with the unit that answers for the page.

Who else is to hear of it, the apps say that know more of the page (`tells`).
"""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.db import transaction
from wagtail.models import Page

from cms.feedback.addresses import page_at
from cms.feedback.models import FaultReport

_told: list[Callable[[FaultReport], None]] = []


def tells(hears: Callable[[FaultReport], None]) -> None:
    """Call a function with every report that comes in, in the transaction that keeps it."""
    if hears not in _told:
        _told.append(hears)


@transaction.atomic
def keep(submission: UUID, said: dict[str, Any], language: str) -> FaultReport:
    """Return the report of a form, made now unless the form was sent before."""
    page = page_at(said["address"])
    report, is_new = FaultReport.objects.get_or_create(
        submission=submission,
        defaults={**said, "language": language, "page": page, "unit": _unit_of(page)},
    )
    if is_new:
        for hears in _told:
            hears(report)
    return report


def _unit_of(page: Page | None) -> Any:
    return getattr(page.specific, "unit", None) if page else None
