"""Menus show what readers may see, in their language, without asking again and again."""

import pytest

from cms import navigation
from tests import loaded
from tests.factories.pages import ArticleFactory, SectionFactory, publish

pytestmark = pytest.mark.django_db


def titles(shown):
    return [link.title for link in shown]


@pytest.mark.parametrize("code", ["sv", "en"])
def test_the_menu_leads_to_what_people_ask_for_first_in_one_language(code):
    urls = [link.url for link in navigation.menu(code)]
    assert 5 <= len(urls) <= 7
    assert loaded.page("page:housing", code).url in urls
    assert all(url.startswith(f"/{code}/") for url in urls)


@pytest.mark.parametrize("code", ["sv", "en"])
def test_the_footer_leads_to_what_every_page_must_lead_to(code):
    urls = [link.url for link in navigation.footer(code)]
    for name in ("page:accessibility", "page:privacy", "page:cookies", "page:contact_us"):
        assert loaded.page(name, code).url in urls


def test_a_new_page_of_any_kind_can_be_put_into_the_footer():
    section = SectionFactory(parent=loaded.page("page:home"))
    publish(section, show_in_footer=True, title="Längst ned")
    assert "Längst ned" in titles(navigation.footer("sv"))


def test_a_draft_leaves_the_menu_at_once():
    first = navigation.menu("sv")[0]
    page = loaded.page("page:housing")
    assert page.title in titles(navigation.menu("sv"))
    page.unpublish()
    assert page.title not in titles(navigation.menu("sv"))
    assert first


def test_a_private_page_leaves_menu_and_footer_at_once():
    page = publish(loaded.page("page:housing"), show_in_footer=True)
    assert page.title in titles(navigation.footer("sv"))
    loaded.hide(page)
    assert page.title not in titles(navigation.menu("sv") + navigation.footer("sv"))


def test_a_page_that_is_public_again_comes_back():
    page = loaded.page("page:housing")
    loaded.hide(page)
    assert page.title not in titles(navigation.menu("sv"))
    page.view_restrictions.get().delete()
    assert page.title in titles(navigation.menu("sv"))


def test_a_deleted_page_leaves_the_menu_at_once():
    page = ArticleFactory(parent=loaded.page("page:home"), show_in_menus=True)
    publish(page)
    assert page.title in titles(navigation.menu("sv"))
    page.delete()
    assert page.title not in titles(navigation.menu("sv"))


def test_a_new_title_is_shown_at_once():
    navigation.menu("sv")
    publish(loaded.page("page:housing"), title="Bo bra")
    assert "Bo bra" in titles(navigation.menu("sv"))


def test_menus_cost_one_query_for_the_version_once_they_are_known(django_assert_num_queries):
    navigation.menu("sv"), navigation.footer("sv")
    with django_assert_num_queries(2):
        navigation.menu("sv"), navigation.footer("sv")


def test_breadcrumbs_lead_from_the_start_page_down():
    page = loaded.page("page:rent")
    above = [loaded.page(name) for name in ("page:home", "page:housing")]
    assert titles(navigation.breadcrumbs(page.path)) == [page.title for page in above]
    assert navigation.breadcrumbs(above[0].path) == ()
