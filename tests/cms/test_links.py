"""Links lead to the page in the reader's language, and are looked up together."""

import pytest
from django.utils.translation import override
from wagtail.rich_text import expand_db_html

from cms import links, versions
from tests import loaded
from tests.factories.pages import ArticleFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _as_in_a_new_request():
    links._forget()
    versions._begin()
    yield
    versions._end()


def html(*pages):
    return "".join(f'<a linktype="page" id="{page.pk}">här</a>' for page in pages)


@pytest.mark.parametrize("code", ["sv", "en"])
def test_a_link_follows_the_language_of_the_reader(code):
    swedish = loaded.page("page:rent")
    with override(code):
        assert loaded.page("page:rent", code).url in expand_db_html(html(swedish))


def test_a_link_met_in_two_languages_leads_to_both():
    swedish = loaded.page("page:rent")
    for code in ("sv", "en"):
        with override(code):
            assert loaded.page("page:rent", code).url in expand_db_html(html(swedish))


def test_where_there_is_no_translation_the_link_leads_to_the_original():
    page = ArticleFactory(parent=loaded.page("page:home"))
    assert links.in_language([page.pk], "en") == {page.pk: page.page_ptr}


def test_a_page_that_is_only_public_in_translation_is_linked_there():
    swedish, english = (loaded.page("page:rent", code) for code in ("sv", "en"))
    swedish.unpublish()
    assert links.in_language([swedish.pk], "en")[swedish.pk].pk == english.pk
    assert links.in_language([swedish.pk], "sv") == {}


def test_a_link_to_a_page_that_is_gone_leaves_its_words():
    assert expand_db_html('<a linktype="page" id="0">här</a>') == "<a>här</a>"


def test_any_number_of_links_costs_one_query(django_assert_num_queries):
    pages = [loaded.page(f"page:{name}") for name in ("rent", "work", "housing", "culture")]
    links.in_language([pages[0].pk], "sv")
    with django_assert_num_queries(1):
        links.remember([page.pk for page in pages], "sv")
        expand_db_html(html(*pages))


def test_links_in_a_text_are_found():
    page = loaded.page("page:rent")
    assert links.linked_ids(page.body)
    assert loaded.page("page:housing").pk not in links.linked_ids(page.body)
