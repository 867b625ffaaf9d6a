"""What may lie below what."""

import itertools

import pytest
from django.core.exceptions import ValidationError
from wagtail.models import Page
from wagtail.test.utils import WagtailPageTestCase

from cms.checks import our_page_types
from cms.directory.models import DirectoryPage, OrganizationPage
from cms.models import ArticlePage, PlacePage, SectionPage, StoryPage
from home.models import StartPage
from onboarding.models import JourneyPage, PhasePage, StepPage, TaskPage
from tests import loaded

BELOW = {
    Page: {StartPage},
    StartPage: {SectionPage, ArticlePage, DirectoryPage, JourneyPage},
    SectionPage: {SectionPage, ArticlePage, PlacePage, StoryPage},
    DirectoryPage: {OrganizationPage},
    JourneyPage: {PhasePage},
    PhasePage: {StepPage},
    StepPage: {TaskPage},
}


@pytest.mark.parametrize(
    ("parent", "child"),
    itertools.product([Page, *our_page_types()], our_page_types()),
    ids=lambda kind: kind.__name__,
)
def test_pages_can_be_made_where_they_belong_and_nowhere_else(parent, child):
    rules = WagtailPageTestCase()
    if child in BELOW.get(parent, set()):
        rules.assertCanCreateAt(parent, child)
    else:
        rules.assertCanNotCreateAt(parent, child)


@pytest.mark.django_db
@pytest.mark.parametrize("kind", [DirectoryPage, JourneyPage])
def test_a_language_has_one_directory_and_one_journey(kind):
    assert not kind.can_create_at(loaded.page("page:home"))


@pytest.mark.django_db
def test_there_is_one_start_page_and_its_translations():
    assert not StartPage.can_create_at(Page.get_first_root_node())


@pytest.mark.django_db
def test_an_organisation_says_of_what_kind_it_is():
    page = OrganizationPage(title="Föreningen", slug="foreningen", lead="Vi hjälper till.")
    with pytest.raises(ValidationError, match="kind"):
        loaded.page("directory:directory").add_child(instance=page)
