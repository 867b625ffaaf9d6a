"""What partners, and those who decide about their pages, are mailed."""

from datetime import timedelta

from django.conf import settings
from django.urls import reverse

from cms.mail.kinds import Mail, kind
from cms.mail.models import Message
from cms.mail.writing import written
from cms.partners import inviting, moderation, requests
from cms.partners.models import ListingRequest, Partner, Submission


@kind(inviting.KIND, expires_after=timedelta(days=7))
def partner_invitation(message: Message) -> Mail | None:
    """Say that a page waits to be looked after; not when that was taken back meanwhile.

    The mail holds no secret: whoever opens the page must read the mail of the address again.
    """
    partner = Partner.objects.filter(pk=message.payload["partner"]).select_related("page").first()
    if partner is None or partner.address != message.recipient:
        return None
    link = _absolute(reverse("partner_listing", args=[partner.page_id]))
    return written("partner_invitation", {"page": partner.page, "link": link})


@kind(requests.KIND, expires_after=timedelta(days=7))
def partner_request_answer(message: Message) -> Mail | None:
    """Say that an organisation does not get the page it asked for, and why."""
    request = ListingRequest.objects.filter(pk=message.payload["request"]).first()
    if request is None or request.state != ListingRequest.State.REFUSED:
        return None
    return written("partner_request_answer", {"asked": request})


@kind(moderation.WAITS, expires_after=timedelta(days=3))
def listing_waits(message: Message) -> Mail | None:
    """Tell somebody who decides; not where somebody else has decided meanwhile."""
    submission = _submission(message)
    if submission is None or not submission.is_waiting:
        return None
    link = _absolute(reverse("review_listing", args=[submission.pk]))
    return written(
        "listing_waits", {"submission": submission, "page": submission.page, "link": link}
    )


@kind(moderation.DECIDED, expires_after=timedelta(days=7))
def listing_decision(message: Message) -> Mail | None:
    """Tell a partner what was decided."""
    submission = _submission(message)
    if submission is None or not _looks_after(submission, message.recipient):
        return None
    link = _absolute(reverse("partner_listing", args=[submission.page_id]))
    context = {"submission": submission, "page": submission.page, "link": link}
    return written("listing_decision", context)


def _submission(message: Message) -> Submission | None:
    wanted = Submission.objects.filter(pk=message.payload["submission"])
    return wanted.select_related("page", "handed_in_by").first()


def _looks_after(submission: Submission, address: str) -> bool:
    return Partner.objects.with_address(address).filter(page=submission.page_id).exists()


def _absolute(path: str) -> str:
    return f"{settings.SITE_BASE_URL}{path}"
