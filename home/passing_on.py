"""A reader says that something on a page is wrong: whoever answers for the page hears of it too.

For a listing that is whoever looks after it, who gets a way to correct it at once; for a task,
a step or a page of facts the department whose unit stands on it. Both get the reader's words.
What a reader cannot use (a barrier) is the service's own to mend, and goes to communicators
only. So does the reader's address, if they left one.
"""

from typing import Any

from django.conf import settings
from wagtail.models import Page

from cms.directory.models import OrganizationPage
from cms.feedback.models import FaultReport
from cms.mail import outbox
from home.models import Department

KIND = "listing_report"
PASSED_ON = {FaultReport.Kind.WRONG, FaultReport.Kind.UNCLEAR, FaultReport.Kind.BROKEN}


def pass_on(report: FaultReport) -> None:
    """Queue the mail to whoever answers for the page that a report is about, if anybody does."""
    address = address_of(page_of(report))
    if address and report.kind in PASSED_ON:
        outbox.queue(
            KIND,
            address,
            dedupe_key=str(report.submission),
            language=settings.LANGUAGE_CODE,
            payload={"report": report.pk},
        )


def page_of(report: FaultReport) -> Any:
    """Return the Swedish page that a report is about, in whatever language it was read."""
    if report.page is None:
        return None
    twins = Page.objects.filter(
        translation_key=report.page.translation_key, locale__language_code=settings.LANGUAGE_CODE
    )
    found = twins.first()
    return found.specific if found else None


def address_of(page: Any) -> str:
    """Return where whoever answers for a page is written to; empty where nobody is known."""
    if isinstance(page, OrganizationPage):
        return page.caretaker
    unit = getattr(page, "unit_id", None)
    department = Department.objects.select_related("organization").filter(unit=unit).first()
    return department.address if unit and department else ""
