"""A report comes in: kept once, with the unit that answers for the page."""

from typing import Any
from uuid import UUID

from wagtail.models import Page

from cms.feedback.addresses import page_at
from cms.feedback.models import FaultReport


def keep(submission: UUID, said: dict[str, Any], language: str) -> FaultReport:
    """Return the report of a form, made now unless the form was sent before."""
    page = page_at(said["address"])
    report, _is_new = FaultReport.objects.get_or_create(
        submission=submission,
        defaults={**said, "language": language, "page": page, "unit": _unit_of(page)},
    )
    return report


def _unit_of(page: Page | None) -> Any:
    return getattr(page.specific, "unit", None) if page else None
