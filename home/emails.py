"""What the service as a whole mails."""

from datetime import timedelta

from django.utils import timezone

from cms.directory import confirming
from cms.directory.models import OrganizationPage
from cms.feedback.models import FaultReport
from cms.mail.kinds import Mail, kind
from cms.mail.models import Message
from cms.mail.writing import written
from home import fact_checks, passing_on
from home.models import Department

MOST_NAMED = 10


@kind(passing_on.KIND, expires_after=timedelta(days=7))
def listing_report(message: Message) -> Mail | None:
    """Write what a reader said; not when the report was closed, or the page changed hands."""
    report = FaultReport.objects.unanswered().filter(pk=message.payload["report"]).first()
    page = passing_on.page_of(report) if report else None
    if report is None or passing_on.address_of(page) != message.recipient:
        return None
    link = ""
    if isinstance(page, OrganizationPage) and page.verify_by and not confirming.is_waiting(page):
        link = confirming.address(page)
    return written("listing_report", {"report": report, "page": page, "link": link})


@kind(fact_checks.KIND, expires_after=timedelta(days=6))
def fact_check(message: Message) -> Mail | None:
    """Ask a department about its pages; not where all are answered, or its mailbox changed."""
    department = Department.objects.filter(pk=message.payload["department"]).first()
    if department is None or department.address != message.recipient:
        return None
    today = timezone.localdate()
    pages = fact_checks.due(department, today)
    if not pages:
        return None
    context = {
        "unit": department.unit.name,
        "number": len(pages),
        "titles": [page.title for page in pages[:MOST_NAMED]],
        "more": max(0, len(pages) - MOST_NAMED),
        "since": pages[0].verify_by if pages[0].verify_by < today else None,
        "link": fact_checks.address(department),
    }
    return written("fact_check", context)
