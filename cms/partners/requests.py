"""Asking for a page, and what a communicator answers. Each decision is kept for two years."""

from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log

from cms.directory.kinds import Kind
from cms.directory.models import DirectoryPage, OrganizationPage
from cms.mail import outbox
from cms.models import User
from cms.partners import inviting
from cms.partners.models import ListingRequest

KIND = "partner_request_answer"
KEPT = timedelta(days=2 * 365)


class Decided(Exception):
    """Somebody else decided the request meanwhile."""


def ask(
    submission: UUID,
    *,
    name: str,
    organization_number: str,
    reason: str,
    address: str,
    language: str,
    page: OrganizationPage | None = None,
) -> ListingRequest:
    """Keep a request; sent twice, it is one."""
    request, _is_new = ListingRequest.objects.get_or_create(
        submission=submission,
        defaults={
            "page": page,
            "name": name,
            "organization_number": organization_number,
            "reason": reason,
            "address": address,
            "language": language,
        },
    )
    return request


@transaction.atomic
def accept(request: ListingRequest, *, by: User, comment: str = "") -> OrganizationPage:
    """Let whoever asked look after their page; an organisation without one gets a draft.

    Raises Decided, and inviting.HeldByStaff.
    """
    _decide(request, ListingRequest.State.ACCEPTED, by, comment)
    page = request.page or _new_page(request, by)
    ListingRequest.objects.filter(pk=request.pk).update(page=page)
    # The invitation tells them; no second mail says the same.
    inviting.invite(page, request.address, language=request.language, by=by)
    log(page, "partners.accept", user=by)
    return page


@transaction.atomic
def refuse(request: ListingRequest, *, by: User, comment: str) -> None:
    """Say no, with the reason. Raises Decided."""
    _decide(request, ListingRequest.State.REFUSED, by, comment)
    if request.page:
        log(request.page, "partners.refuse", user=by)
    outbox.queue(
        KIND,
        request.address,
        dedupe_key=str(request.pk),
        language=request.language,
        payload={"request": request.pk},
    )


def forget(now: datetime | None = None) -> None:
    """Delete what was decided two years ago."""
    ListingRequest.objects.decided_before((now or timezone.now()) - KEPT).delete()


def _decide(request: ListingRequest, state: str, by: User, comment: str) -> None:
    waiting = ListingRequest.objects.open().filter(pk=request.pk)
    decided = {"decided_by": by, "decided_at": timezone.now(), "comment": comment}
    if not waiting.update(state=state, **decided):
        raise Decided
    request.refresh_from_db()


def _new_page(request: ListingRequest, by: User) -> OrganizationPage:
    """Make an empty listing that nobody sees yet."""
    directory = DirectoryPage.objects.get(locale__language_code=settings.LANGUAGE_CODE)
    page = OrganizationPage(
        title=request.name, lead="", kind=Kind.ASSOCIATION, live=False, owner=by
    )
    return directory.add_child(instance=page)
