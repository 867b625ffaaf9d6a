"""Menu and breadcrumbs: few queries, titles in the reader's language."""

from dataclasses import dataclass
from functools import lru_cache

from django.http import HttpRequest
from wagtail.models import Page

from cms.models.pages import ArticlePage, SectionPage
from cms.versions import content_version

MENU_DEPTH = 3


@dataclass(frozen=True, slots=True)
class Link:
    """A title and where it leads."""

    title: str
    url: str
    key: str = ""


def menu(language: str) -> tuple[Link, ...]:
    """Return the top menu: the pages below the start page that are shown in menus."""
    return _menu(language, content_version())


@lru_cache(maxsize=16)
def _menu(language: str, version: object) -> tuple[Link, ...]:
    pages = (
        Page.objects.live()
        .public()
        .in_menu()
        .filter(depth=MENU_DEPTH, locale__language_code=language)
        .order_by("path")
    )
    return tuple(Link(page.title, page.url) for page in pages)


def footer(language: str) -> tuple[Link, ...]:
    """Return the pages at the end of every page: those their editors chose."""
    return _footer(language, content_version())


@lru_cache(maxsize=16)
def _footer(language: str, version: object) -> tuple[Link, ...]:
    pages = [
        page
        for model in (SectionPage, ArticlePage)
        for page in model.objects.live()
        .public()
        .filter(locale__language_code=language, show_in_footer=True)
    ]
    pages.sort(key=lambda page: page.path)
    return tuple(Link(page.title, page.url) for page in pages)


def breadcrumbs(page: Page, request: HttpRequest | None = None) -> list[Link]:
    """Return the pages above this one, from the start page down. One query."""
    above = page.get_ancestors().filter(depth__gte=2).live()
    return [Link(ancestor.title, ancestor.get_url(request)) for ancestor in above]
