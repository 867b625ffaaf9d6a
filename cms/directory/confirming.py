"""Saying that a listing holds, or correcting it, from a mail and without signing in.

The address in the mail is signed for one listing and one round of asking. What is confirmed
holds from that moment. What is corrected becomes a draft for a communicator to publish,
except where only small things changed (LISTING_SMALL_FIELDS): those are published at once.
"""

import json
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any
from uuid import uuid4

from django.conf import settings
from django.core import signing
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import salted_hmac

from cms import verifying
from cms.directory.freshness import holds_until
from cms.directory.models import OrganizationPage

SALT = "cms.directory.confirming"
LINKS_LAST = timedelta(days=400)
POINT = "point"
"""A field of a contact point is called point:ID:FIELD."""


def address(page: OrganizationPage) -> str:
    """Return where a listing is confirmed, in this round of asking."""
    said = [str(page.translation_key), page.verify_by.isoformat(), _fingerprint(page.caretaker)]
    token = signing.dumps(said, salt=SALT)
    return f"{settings.SITE_BASE_URL}{reverse('confirm_listing', args=[token])}"


def listing_of(token: str) -> OrganizationPage | None:
    """Return the listing that an address is for.

    None when it is wrong, old or answered, or when somebody else looks after the listing now.
    """
    try:
        key, verify_by, caretaker = signing.loads(token, salt=SALT, max_age=LINKS_LAST)
    except (signing.BadSignature, ValueError):
        return None
    pages = OrganizationPage.objects.filter(locale__language_code=settings.LANGUAGE_CODE)
    page = pages.filter(translation_key=key, verify_by=date.fromisoformat(verify_by)).first()
    if page is None or is_waiting(page) or _fingerprint(page.caretaker) != caretaker:
        return None
    return page


def _fingerprint(address: str) -> str:
    return salted_hmac(SALT, address, algorithm="sha256").hexdigest()[:16]


def is_waiting(page: OrganizationPage) -> bool:
    """Whether a correction of this round waits for a communicator."""
    if not page.has_unpublished_changes:
        return False
    newest = page.get_latest_revision_as_object()
    return bool(newest.verify_by and page.verify_by and newest.verify_by > page.verify_by)


@transaction.atomic
def answer(page: OrganizationPage, changes: Mapping[str, Any]) -> bool:
    """Take an answer; nothing changed means that all of it holds.

    Return whether it is public, or else waits for a communicator.
    """
    today = timezone.localdate()
    if not changes and page.live:
        confirm(page, today)
        return True
    is_small = all(name.rpartition(":")[2] in settings.LISTING_SMALL_FIELDS for name in changes)
    # An editor's draft must not be published by somebody else's answer.
    has_draft = page.live and page.has_unpublished_changes
    at_once = is_small and not has_draft
    draft = page if at_once else page.get_latest_revision_as_object()
    for name, value in changes.items():
        _write(draft, name, value)
    draft.verified_on, draft.verify_by = today, holds_until(today)
    revision = draft.save_revision(log_action=True)
    if at_once:
        revision.publish()
        page.refresh_from_db()
        hold(page, today)
        bring_back(page)
    return at_once


def confirm(page: OrganizationPage, today: date) -> None:
    """Say that everything on a listing holds, from today."""
    verifying.confirm(page, today, holds_until(today), "directory.confirm")


def hold(page: OrganizationPage, today: date) -> None:
    """Let translations hold as long as the Swedish page, whether their texts lag or not."""
    verifying.write_through(page, verified_on=today, verify_by=holds_until(today))


def bring_back(page: OrganizationPage) -> None:
    """Publish the translations that went with a listing when it was hidden."""
    twins = OrganizationPage.objects.filter(translation_key=page.translation_key, alias_of=None)
    # Expired without a day of expiry: that is how `asking.hide` leaves a page.
    for twin in twins.filter(live=False, expired=True, expire_at=None).exclude(pk=page.pk):
        newest = twin.get_latest_revision_as_object()
        newest.verified_on, newest.verify_by = page.verified_on, page.verify_by
        newest.save_revision(log_action=True).publish()


def _write(page: OrganizationPage, name: str, value: Any) -> None:
    """Write one corrected field."""
    if name.startswith(f"{POINT}:"):
        _point, block, field = name.split(":")
        stored = list(page.contact_points.raw_data)
        for point in stored:
            if point["id"] == block:
                point["value"] |= {field: value}
        page.contact_points = json.dumps(stored)
    elif name == "helps_with":
        ids = [block["id"] for block in page.helps_with.raw_data]
        page.helps_with = json.dumps(
            [
                {"type": "line", "value": line, "id": ids[n] if n < len(ids) else str(uuid4())}
                for n, line in enumerate(value)
            ]
        )
    else:
        setattr(page, name, value)
