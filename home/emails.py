"""What the service as a whole mails."""

from datetime import timedelta

from cms.directory import confirming
from cms.feedback.models import FaultReport
from cms.mail.kinds import Mail, kind
from cms.mail.models import Message
from cms.mail.writing import written
from home import passing_on


@kind(passing_on.KIND, expires_after=timedelta(days=7))
def listing_report(message: Message) -> Mail | None:
    """Write what a reader said; not when the report was closed, or the listing changed hands."""
    report = FaultReport.objects.unanswered().filter(pk=message.payload["report"]).first()
    page = passing_on.listing_of(report) if report else None
    if report is None or page is None or page.caretaker != message.recipient:
        return None
    may_correct = page.verify_by and not confirming.is_waiting(page)
    context = {"report": report, "page": page, "link": may_correct and confirming.address(page)}
    return written("listing_report", context)
