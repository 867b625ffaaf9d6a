"""What the start page shows of the rest of the site."""

from typing import TYPE_CHECKING, Any

from cms.cards import specific
from cms.models import StoryPage
from onboarding.loading import load_journey

if TYPE_CHECKING:
    from home.models import StartPage


def welcome(page: "StartPage") -> dict[str, Any]:
    """Return the phases of the journey, the subjects people ask for first, and a story."""
    subjects = page.get_children().live().public().in_menu()
    story = (
        StoryPage.objects.live()
        .public()
        .filter(locale_id=page.locale_id)
        .select_related("picture")
        .order_by("path")
        .first()
    )
    return {
        "journey": load_journey(page.language),
        "subjects": list(specific({p.pk: p for p in subjects}).values()),
        "story": story,
    }
