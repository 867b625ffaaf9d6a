"""Reading leaves no trace and tells no third party (safety P-05)."""

import pytest
from django.contrib.sessions.models import Session
from wagtail.models import Page

from home.models import LoadedItem
from tests import loaded
from tests.html import elements, fetched, links

pytestmark = pytest.mark.django_db


def reading_pages():
    """Return thirty addresses, of every type and in both languages."""
    examples = [
        loaded.page(name, code) for name in loaded.EXAMPLES.values() for code in ("sv", "en")
    ]
    rest = Page.objects.live().filter(depth__gt=2).order_by("?")
    return list(dict.fromkeys([*(page.url for page in examples), *(page.url for page in rest)]))[
        :30
    ]


@pytest.fixture
def answers(client):
    """Return what the service answers at thirty pages and at some that are none."""
    addresses = [*reading_pages(), "/sv/sok/?q=bostad", "/sv/finnsinte/", "/sitemap.xml"]
    return {address: client.get(address) for address in addresses}


def test_reading_sets_no_cookie(client, answers):
    assert len(answers) >= 30
    assert not client.cookies
    assert [address for address, answer in answers.items() if answer.cookies] == []
    assert not Session.objects.exists()


def test_reading_fetches_nothing_from_elsewhere(answers):
    strange = [
        (address, url)
        for address, answer in answers.items()
        for url in fetched(answer.content)
        if not url.startswith(("/", "?", "#")) or url.startswith("//")
    ]
    assert strange == []


def test_what_is_read_is_the_same_for_everybody(answers):
    for address, answer in answers.items():
        assert "Cookie" not in answer.headers.get("Vary", ""), address
        assert b"csrfmiddlewaretoken" not in answer.content, address


def test_pages_hold_no_script_and_no_style_of_their_own(answers):
    for address, answer in answers.items():
        for tag, attributes in elements(answer.content):
            assert "style" not in attributes, address
            assert not [name for name in attributes if name.startswith("on")], address
            assert tag != "style", address
            assert tag != "script" or attributes.get("src", "").startswith("/static/"), address


def test_a_cookie_of_another_service_changes_nothing(client):
    plain = client.get("/sv/").content
    client.cookies["_ga"] = "1"
    assert client.get("/sv/").content == plain


def test_pages_of_the_content_can_be_read(client):
    rows = LoadedItem.objects.select_related("page").order_by("key", "language")
    for row in rows[::3]:
        assert client.get(row.page.url).status_code == 200, row.page.url


def test_links_to_our_own_pages_lead_somewhere(client, answers):
    found = {
        address.split("#")[0].split("?")[0]
        for answer in answers.values()
        for address in links(answer.content)
        if address.startswith("/")
    }
    broken = [address for address in sorted(found) if client.get(address).status_code >= 400]
    assert set(broken) <= {"/sv/finnsinte/", "/en/finnsinte/"}
