"""Pages for tests, each with the least that it needs."""

from typing import Any

import factory
import wagtail_factories
from wagtail.models import Page

from cms.directory.models import OrganizationPage
from cms.models import ArticlePage, PlacePage, SectionPage, StoryPage


class BasePageFactory(wagtail_factories.PageFactory):
    """A published page below `parent`."""

    title = factory.Sequence(lambda number: f"Sida {number}")
    lead = "En mening om sidan."

    class Meta:
        abstract = True


class ArticleFactory(BasePageFactory):
    class Meta:
        model = ArticlePage


class SectionFactory(BasePageFactory):
    class Meta:
        model = SectionPage


class PlaceFactory(BasePageFactory):
    class Meta:
        model = PlacePage


class StoryFactory(BasePageFactory):
    class Meta:
        model = StoryPage


class OrganizationFactory(BasePageFactory):
    kind = "association"

    class Meta:
        model = OrganizationPage


def publish(page: Page, **changes: Any) -> Page:
    """Change a page as an editor does, and publish it."""
    page = page.specific_class.objects.get(pk=page.pk)
    for name, value in changes.items():
        setattr(page, name, value)
    page.save_revision().publish()
    page.refresh_from_db()
    return page
