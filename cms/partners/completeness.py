"""What a listing still lacks before it helps a newcomer as well as it can."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from cms.directory.freshness import Stage
from cms.directory.models import OrganizationPage
from cms.partners.filling import english_of


@dataclass(frozen=True, slots=True)
class Point:
    """One thing to have, and whether it is there."""

    label: str
    is_there: bool


def checklist(page: OrganizationPage) -> list[Point]:
    """Return what a good listing has, as readers see it now."""
    points = [block.value for block in page.contact_points]
    is_checked = bool(page.verified_on) and page.stage is Stage.FRESH
    return [
        Point(_("A sentence that says what you do"), bool(page.lead)),
        Point(_("What you help newcomers with, line by line"), len(page.helps_with) > 0),
        Point(_("A way to reach you"), bool(points)),
        Point(_("When you can be reached"), any(point["hours"] for point in points)),
        Point(_("The text in English"), bool(english_of(page).lead)),
        Point(_("Languages that you speak"), page.languages.exists()),
        Point(_("What you are about, so that you come into the right plans"), page.topics.exists()),
        Point(_("A picture"), bool(page.picture_id or page.scene)),
        Point(_("Checked within the last half year"), is_checked),
    ]
