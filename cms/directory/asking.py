"""Whoever looks after a listing is asked whether it holds, and told before it steps back.

One mail for each step, once: the outbox keeps a second one from being made. When it is sent,
it is looked at again whether the answer has come meanwhile.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.conf import settings
from django.db.models import QuerySet
from django.utils import timezone
from wagtail.log_actions import log
from wagtail.models import Page, ReferenceIndex

from cms.directory.freshness import Stage, stage
from cms.directory.models import OrganizationPage
from cms.mail import outbox

KIND = "listing"
TOLD_BEFORE = 14
"""Days between the mail that tells of a step back and the step."""


@dataclass(frozen=True, slots=True)
class Notice:
    """A mail, so many days after the day by which a listing was to be confirmed."""

    name: str
    days: int


def notices() -> tuple[Notice, ...]:
    """Return the mails that a silent listing leads to, in order."""
    out_of_plans, hidden = settings.LISTING_OUT_OF_PLANS_AFTER, settings.LISTING_HIDDEN_AFTER
    return (
        Notice("asked", -settings.LISTING_ASKED_BEFORE),
        Notice("unchecked", 1),
        Notice("soon_out_of_plans", out_of_plans - TOLD_BEFORE),
        Notice("soon_hidden", hidden - TOLD_BEFORE),
        Notice("hidden", hidden + 1),
    )


def due(page: OrganizationPage, today: date) -> Notice | None:
    """Return the newest mail that is due for a listing: after an outage one, not all of them.

    A public body is never taken out of anything, so it is only asked and told of the label.
    """
    silent = (today - page.verify_by).days
    possible = notices()[:2] if page.is_public_body else notices()
    return next((notice for notice in reversed(possible) if notice.days <= silent), None)


def run(now: datetime | None = None) -> None:
    """Ask those who look after listings, then hide what nobody has confirmed for long."""
    today = timezone.localdate(now)
    for page in _promised(today):
        if notice := due(page, today):
            _queue(page, notice)
        if _is_to_be_hidden(page, today):
            hide(page)


def hide(page: OrganizationPage) -> None:
    """Take a listing back in every language until somebody says that it holds."""
    log(page, "directory.hide")
    for twin in Page.objects.filter(translation_key=page.translation_key, live=True):
        twin.specific.unpublish(set_expired=True, log_action=True)


def _promised(today: date) -> Iterator[OrganizationPage]:
    """Return the public listings whose day is near or past, where there is somebody to ask.

    Nobody is hidden who was never told: without an address a listing only grows old.
    """
    pages: QuerySet[OrganizationPage] = OrganizationPage.objects.live().filter(
        locale__language_code=settings.LANGUAGE_CODE,
        verify_by__lte=today + timedelta(days=settings.LISTING_ASKED_BEFORE),
    )
    return pages.exclude(caretaker="").order_by("pk").iterator(chunk_size=100)


def _queue(page: OrganizationPage, notice: Notice) -> None:
    day = page.verify_by.isoformat()
    outbox.queue(
        KIND,
        page.caretaker,
        dedupe_key=f"{page.translation_key}:{day}:{notice.name}",
        language=settings.LANGUAGE_CODE,
        payload={"page": page.pk, "verify_by": day, "notice": notice.name},
    )


def _is_to_be_hidden(page: OrganizationPage, today: date) -> bool:
    """Whether a listing has been silent for too long, and no page needs it to be there."""
    if stage(page.verify_by, page.kind, today) is not Stage.HIDDEN:
        return False
    return not ReferenceIndex.get_grouped_references_to(page).is_protected
