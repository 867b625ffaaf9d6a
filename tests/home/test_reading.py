"""Reading leaves no trace and tells no third party (safety P-05)."""

import pytest
from wagtail.models import Page

from home.models import LoadedItem
from tests import loaded
from tests.html import elements, fetched

pytestmark = pytest.mark.django_db
PUBLIC = "page:", "task:", "org:", "step:", "phase:", "journey:", "directory:"


def reading_pages():
    """Return thirty addresses, of every type and in both languages."""
    examples = [
        loaded.page(name, code) for name in loaded.EXAMPLES.values() for code in ("sv", "en")
    ]
    rest = Page.objects.live().filter(depth__gt=2).order_by("?")
    return list(dict.fromkeys([*(page.url for page in examples), *(page.url for page in rest)]))[
        :30
    ]


def test_thirty_pages_set_no_cookie_and_fetch_nothing_from_elsewhere(client):
    for address in [*reading_pages(), "/sv/sok/?q=bostad", "/sv/finnsinte/", "/sitemap.xml"]:
        answer = client.get(address)
        assert not answer.cookies, address
        strange = [url for url in fetched(answer.content) if not url.startswith(("/", "?", "#"))]
        assert strange == [], address
        assert not [url for url in fetched(answer.content) if url.startswith("//")], address
    assert not client.cookies


def test_reading_pages_do_not_depend_on_who_reads(client):
    for address in reading_pages():
        assert "Cookie" not in client.get(address).headers.get("Vary", ""), address


def test_reading_pages_hold_no_token_no_script_and_no_style_of_their_own(client):
    for address in reading_pages():
        html = client.get(address).content
        assert b"csrfmiddlewaretoken" not in html, address
        for tag, attributes in elements(html):
            assert "style" not in attributes, address
            assert not [name for name in attributes if name.startswith("on")], address
            assert tag != "style", address
            assert tag != "script" or attributes.get("src", "").startswith("/static/"), address


def test_reading_writes_nothing(client, django_assert_max_num_queries):
    from django.contrib.sessions.models import Session

    for address in reading_pages()[:5]:
        client.get(address)
    assert not Session.objects.exists()


def test_a_cookie_of_another_service_changes_nothing(client):
    plain = client.get("/sv/").content
    client.cookies["_ga"] = "1"
    assert client.get("/sv/").content == plain


def test_every_page_of_the_content_can_be_read(client):
    for row in LoadedItem.objects.select_related("page"):
        assert client.get(row.page.url).status_code == 200, row.page.url


def test_links_to_our_own_pages_lead_somewhere(client):
    from tests.html import links

    found = {
        address.split("#")[0].split("?")[0]
        for page in reading_pages()
        for address in links(client.get(page).content)
        if address.startswith("/")
    }
    broken = [address for address in found if client.get(address).status_code >= 400]
    assert broken == []
