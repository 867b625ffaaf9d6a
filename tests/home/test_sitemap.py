"""What search engines are told."""

import xml.etree.ElementTree as ElementTree

import pytest
from django.conf import settings
from wagtail.models import Page

from cms.visibility import public
from home.models import StartPage
from tests import loaded
from tests.factories.pages import ArticleFactory

pytestmark = pytest.mark.django_db
NAMES = {
    "s": "http://www.sitemaps.org/schemas/sitemap/0.9",
    "x": "http://www.w3.org/1999/xhtml",
}


def sitemap(client):
    """Return every address with its translations."""
    root = ElementTree.fromstring(client.get("/sitemap.xml").content)  # noqa: S314
    return {
        url.findtext("s:loc", namespaces=NAMES): {
            link.get("hreflang"): link.get("href") for link in url.findall("x:link", NAMES)
        }
        for url in root.findall("s:url", NAMES)
    }


def test_the_sitemap_names_every_public_page_once(client):
    pages = public(Page.objects.filter(depth__gt=1))
    assert set(sitemap(client)) == {settings.SITE_BASE_URL + page.url for page in pages}


def test_each_page_names_its_translations(client):
    swedish, english = (
        settings.SITE_BASE_URL + loaded.page("page:rent", code).url for code in ("sv", "en")
    )
    assert sitemap(client)[swedish] == {"sv": swedish, "en": english}


def test_an_untranslated_page_names_none(client):
    page = ArticleFactory(parent=loaded.page("page:home"))
    assert sitemap(client)[settings.SITE_BASE_URL + page.url] == {}


def test_a_page_outside_of_the_site_is_left_out(client):
    stray = StartPage(title="Utanför", slug="utanfor", lead="Ligger för sig själv.")
    Page.get_first_root_node().add_child(instance=stray)
    assert stray.url is None
    assert not any("utanfor" in address for address in sitemap(client))


def test_the_sitemap_costs_the_same_on_a_larger_site(client, django_assert_max_num_queries):
    for number in range(20):
        ArticleFactory(parent=loaded.page("page:housing"), title=f"Sida nummer {number}")
    client.get("/sitemap.xml")
    with django_assert_max_num_queries(5):
        client.get("/sitemap.xml")


def test_robots_are_told_what_is_not_for_them(client):
    lines = client.get("/robots.txt").content.decode().splitlines()
    assert f"Sitemap: {settings.SITE_BASE_URL}/sitemap.xml" in lines
    for address in ("/admin/", "/sv/min-plan/", "/en/my-plan/"):
        assert f"Disallow: {address}" in lines


def test_the_search_page_is_not_for_search_engines(client):
    assert b'name="robots" content="noindex"' in client.get("/sv/sok/?q=bostad").content


def test_reading_pages_are(client):
    assert b"noindex" not in client.get(loaded.page("page:rent").url).content


def test_the_process_says_that_it_is_alive_without_the_database(client, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert client.get("/healthz").content == b"ok"
