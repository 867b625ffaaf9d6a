"""Handing in: what partners wrote becomes a revision that waits, and the page stays as it is.

Only the newest one waits: handing in again takes the one before back. Where nothing but small
things changed (LISTING_SMALL_FIELDS) and no editor has begun something, it is public at once.
"""

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from cms.directory.freshness import holds_until
from cms.directory.models import OrganizationPage
from cms.models import User
from cms.partners import comparing, drafts, moderation
from cms.partners.comparing import Row, Version
from cms.partners.filling import Texts, english_of
from cms.partners.models import Submission


@transaction.atomic
def hand_in(
    page: OrganizationPage, draft: OrganizationPage, english: Texts, *, by: User
) -> Submission:
    """Make a revision of a draft and let it be decided. What is handed in counts as confirmed."""
    rows = changes(page, draft, english)
    at_once = is_small(rows) and page.live and not page.has_unpublished_changes
    take_back(page, by=by)
    today = timezone.localdate()
    draft.verified_on, draft.verify_by = today, holds_until(today)
    revision = draft.save_revision(user=by, log_action=True)
    submission = Submission.objects.create(
        page=page, revision=revision, english=english.to_json(), handed_in_by=by
    )
    drafts.throw_away(page)
    if at_once:
        revision.publish()
    else:
        moderation.start(submission, by=by)
    submission.refresh_from_db()
    return submission


def changes(page: OrganizationPage, draft: OrganizationPage, english: Texts) -> list[Row]:
    """Return what is different from the page that readers see."""
    return comparing.changes(Version(page, english_of(page)), Version(draft, english))


def is_small(rows: list[Row]) -> bool:
    """Whether nothing but what may be published unread is different."""
    return all(row.field in settings.LISTING_SMALL_FIELDS for row in rows)


def newest(page: OrganizationPage) -> Submission | None:
    """Return what was handed in last, if anything was."""
    return Submission.objects.of(page).select_related("revision", "handed_in_by").first()


@transaction.atomic
def take_back(page: OrganizationPage, *, by: User) -> bool:
    """Take back what waits; return whether there was anything.

    It is the newest version of the page still, so the form begins with it.
    """
    waiting = Submission.objects.of(page).waiting().select_related("task_state").first()
    if waiting is None or not moderation.settle(waiting, Submission.State.WITHDRAWN):
        return False
    moderation.cancel(waiting, by=by)
    return True
