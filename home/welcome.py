"""What the start page shows of the rest of the site."""

from typing import TYPE_CHECKING, Any

from wagtail.models import Page

from cms.cards import specific
from cms.directory import events
from cms.models import StoryPage
from cms.versions import kept
from cms.visibility import public
from onboarding.loading import load_journey

if TYPE_CHECKING:
    from home.models import StartPage

SUBJECT_DEPTH = 3
EVENTS_SHOWN = 4


def welcome(page: "StartPage") -> dict[str, Any]:
    """Return the phases of the journey, the subjects asked for first, a story, what is on."""
    shown, told = subjects(page.path), story(page.locale_id)
    return {
        "journey": load_journey(page.language),
        "subjects": shown,
        "story": told,
        "living": living(shown, told),
        "events": events.next_few(page.language, EVENTS_SHOWN),
    }


def living(shown: tuple[Page, ...], told: StoryPage | None) -> Page | None:
    """Return the subject that says what it is like to live here: the one with the stories."""
    return next((page for page in shown if told and told.path.startswith(page.path)), None)


@kept(size=16)
def subjects(path: str) -> tuple[Page, ...]:
    """Return the pages right below a start page that are shown in menus."""
    below = Page.objects.in_menu().filter(path__startswith=path, depth=SUBJECT_DEPTH)
    shown = public(below).order_by("path")
    return tuple(specific({page.pk: page for page in shown}).values())


@kept(size=16)
def story(locale_id: int) -> StoryPage | None:
    """Return the first story in a language."""
    stories = public(StoryPage.objects.filter(locale_id=locale_id))
    return stories.select_related("picture").order_by("path").first()
