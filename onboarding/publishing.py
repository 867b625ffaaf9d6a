"""What changes somebody's plan is looked at before it is published.

A draft that changes the plan or the questions of a persona is kept as a draft, and leads to
the page that says whose. From there exactly the draft that was shown is published: its
receipt goes along, and holds for nothing that was saved later.
"""

from typing import Any

from django.core import signing
from django.utils import timezone
from wagtail.models import Page, Revision

from onboarding.consequences import concerns, noticed, of_publishing
from onboarding.soundness import HalfDone

SALT = "onboarding.publishing"


def receipt(revision: Revision) -> str:
    """Return what says that a draft, as it is now, has passed the editor's form."""
    return signing.dumps(_name(revision), salt=SALT)


def received(text: str, page: Page) -> Revision | None:
    """Return the newest draft of a page where the receipt is for it, and for no other state."""
    revision = page.get_latest_revision()
    try:
        name = signing.loads(text, salt=SALT)
    except signing.BadSignature:
        return None
    return revision if revision and _name(revision) == name else None


def _name(revision: Revision) -> list[Any]:
    # Saving by itself writes over a draft: the same number, another moment.
    return [revision.pk, revision.created_at.isoformat()]


def must_be_seen(draft: Any) -> bool:
    """Whether a draft that is to be published now changes something for some persona.

    One that is not far enough to be read is never published without a look either.
    """
    if not concerns(draft) or is_scheduled(draft):
        return False
    try:
        return bool(noticed(of_publishing([draft])))
    except HalfDone:
        return True


def is_scheduled(draft: Any) -> bool:
    """Whether a draft is to be published later, when nobody sits there to look."""
    return bool(draft.go_live_at and draft.go_live_at > timezone.now())
