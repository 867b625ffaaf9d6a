"""The pages of Piteå's content, found by the names that the content files give them."""

from typing import Any

from wagtail.models import Page, PageViewRestriction

from cms.directory.models import DirectoryPage, OrganizationPage
from cms.models import ArticlePage, PlacePage, SectionPage, StoryPage
from home.models import LoadedItem, StartPage
from onboarding.models import JourneyPage, PhasePage, StepPage, TaskPage

# One page of every type.
EXAMPLES: dict[type[Page], str] = {
    StartPage: "page:home",
    SectionPage: "page:housing",
    ArticlePage: "page:rent",
    PlacePage: "page:ojebyn",
    StoryPage: "page:story_returners",
    DirectoryPage: "directory:directory",
    OrganizationPage: "org:pitebo",
    JourneyPage: "journey:moving-to-pitea",
    PhasePage: "phase:before",
    StepPage: "step:about_the_move",
    TaskPage: "task:join-pitebo-queue",
}


def page(name: str, language: str = "sv") -> Any:
    """Return a loaded page, such as `page:housing` or `org:pitebo`, in one language."""
    return LoadedItem.objects.get(key=name, language=language).page.specific


def hide(page: Page) -> None:
    """Let only those who are signed in see a page and what lies below it."""
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)
