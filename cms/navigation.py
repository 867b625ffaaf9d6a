"""Menu and breadcrumbs: few queries, titles in the reader's language."""

from dataclasses import dataclass

from wagtail.models import Page

from cms.models.pages import EditorialPage
from cms.versions import kept
from cms.visibility import public

MENU_DEPTH = 3


@dataclass(frozen=True, slots=True)
class Link:
    """A title and where it leads."""

    title: str
    url: str
    key: str = ""


@kept(size=16)
def menu(language: str) -> tuple[Link, ...]:
    """Return the top menu: the pages below the start page that are shown in menus."""
    pages = Page.objects.in_menu().filter(depth=MENU_DEPTH, locale__language_code=language)
    return tuple(Link(page.title, page.url) for page in public(pages).order_by("path"))


@kept(size=16)
def footer(language: str) -> tuple[Link, ...]:
    """Return the pages at the end of every page: those their editors chose."""
    pages = [
        page
        for model in EditorialPage.__subclasses__()
        for page in public(
            model.objects.filter(locale__language_code=language, show_in_footer=True)
        )
    ]
    pages.sort(key=lambda page: page.path)
    return tuple(Link(page.title, page.url) for page in pages)


@kept(size=1000)
def breadcrumbs(path: str) -> tuple[Link, ...]:
    """Return the pages above a place in the tree, from the start page down."""
    steps = range(2 * Page.steplen, len(path), Page.steplen)
    # An alias holds the place of a page that is not translated yet.
    above = Page.objects.live().filter(path__in=[path[:end] for end in steps], alias_of=None)
    return tuple(Link(page.title, page.url) for page in above.order_by("path"))
