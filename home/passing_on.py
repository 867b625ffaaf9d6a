"""A reader says that something on a listing is wrong: whoever looks after it hears of it too.

They get the reader's words and a way to correct the listing at once. What a reader cannot use
(a barrier) is the service's own to mend, and goes to communicators only. So does the reader's
address, if they left one.
"""

from django.conf import settings

from cms.directory.models import OrganizationPage
from cms.feedback.models import FaultReport
from cms.mail import outbox

KIND = "listing_report"
PASSED_ON = {FaultReport.Kind.WRONG, FaultReport.Kind.UNCLEAR, FaultReport.Kind.BROKEN}


def pass_on(report: FaultReport) -> None:
    """Queue the mail to whoever looks after the listing that a report is about, if anybody does."""
    page = listing_of(report)
    if page and page.caretaker and report.kind in PASSED_ON:
        outbox.queue(
            KIND,
            page.caretaker,
            dedupe_key=str(report.submission),
            language=settings.LANGUAGE_CODE,
            payload={"report": report.pk},
        )


def listing_of(report: FaultReport) -> OrganizationPage | None:
    """Return the Swedish listing that a report is about, in whatever language it was read."""
    if report.page is None:
        return None
    return OrganizationPage.objects.filter(
        translation_key=report.page.translation_key, locale__language_code=settings.LANGUAGE_CODE
    ).first()
