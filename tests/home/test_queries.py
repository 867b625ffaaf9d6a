"""What a page costs in queries, and that it does not grow with the site (performance.md)."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from onboarding.models import JourneyPage, PhasePage, StepPage
from tests import loaded
from tests.factories.pages import ArticleFactory, OrganizationFactory

pytestmark = pytest.mark.django_db
MOST = 15
# Judged where the journey is.
ELSEWHERE = {JourneyPage, PhasePage, StepPage}
PAGES = [name for kind, name in loaded.EXAMPLES.items() if kind not in ELSEWHERE]


def queries(client, address):
    """Return how many queries a page takes once the process has shown it before."""
    client.get(address)
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    return len(captured)


@pytest.mark.parametrize("code", ["sv", "en"])
@pytest.mark.parametrize("name", PAGES)
def test_a_page_takes_at_most_fifteen_queries(client, name, code):
    assert queries(client, loaded.page(name, code).url) <= MOST


@pytest.mark.parametrize("query", ["?kind=association", "?area=ojebyn&topic=housing", "?page=2"])
def test_a_narrowed_list_takes_no_more(client, query):
    assert queries(client, f"/sv/kontakter/{query}") <= MOST


@pytest.fixture
def larger_site():
    """Make the site larger by two hundred pages, when asked to."""

    def grow():
        section, directory = loaded.page("page:housing"), loaded.page("directory:directory")
        for number in range(100):
            ArticleFactory(parent=section, title=f"Sida {number}", show_in_menus=True)
            OrganizationFactory(parent=directory, title=f"Förening {number}")

    return grow


def test_no_page_takes_more_on_a_larger_site(client, larger_site):
    addresses = [loaded.page(name).url for name in PAGES]
    before = {address: queries(client, address) for address in addresses}
    larger_site()
    assert {address: queries(client, address) for address in addresses} == before
