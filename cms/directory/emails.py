"""What those who look after a listing are mailed."""

from datetime import date, timedelta

from django.conf import settings
from django.utils import timezone

from cms.directory import asking, confirming
from cms.directory.freshness import Stage, stage
from cms.directory.models import OrganizationPage
from cms.mail.kinds import Mail, kind
from cms.mail.models import Message
from cms.mail.writing import written


@kind(asking.KIND, expires_after=timedelta(days=14))
def listing(message: Message) -> Mail | None:
    """Ask whether a listing holds; not where it was answered, or is somebody else's, meanwhile."""
    said = message.payload
    page = OrganizationPage.objects.filter(pk=said["page"]).first()
    if page is None or page.caretaker != message.recipient:
        return None
    verify_by = date.fromisoformat(said["verify_by"])
    if page.verify_by != verify_by or confirming.is_waiting(page):
        return None
    context = {
        "page": page,
        "notice": said["notice"],
        "link": confirming.address(page),
        "verify_by": verify_by,
        "out_of_plans": verify_by + timedelta(days=settings.LISTING_OUT_OF_PLANS_AFTER),
        "is_out_of_plans": stage(verify_by, page.kind, timezone.localdate()) >= Stage.OUT_OF_PLANS,
        "hidden": verify_by + timedelta(days=settings.LISTING_HIDDEN_AFTER),
    }
    return written("listing", context)
