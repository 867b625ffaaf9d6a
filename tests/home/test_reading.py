"""Reading leaves no trace and tells no third party (safety P-05)."""

import re

import pytest
from django.contrib.sessions.models import Session
from wagtail.models import Page

from home.models import LoadedItem
from tests import loaded
from tests.html import elements, fetched, links

pytestmark = pytest.mark.django_db
OWN_ADDRESS = re.compile(r"/(?!/)|[?#]")


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


def test_reading_leaves_no_trace_and_tells_nobody(client, answers):
    assert len(answers) >= 30
    assert not client.cookies
    assert not Session.objects.exists()
    for address, answer in answers.items():
        strange = [url for url in fetched(answer.content) if not OWN_ADDRESS.match(url)]
        assert strange == [], address
        assert not answer.cookies, address


def test_what_is_read_is_the_same_for_everybody_and_runs_nothing(answers):
    for address, answer in answers.items():
        assert "Cookie" not in answer.headers.get("Vary", ""), address
        assert b"csrfmiddlewaretoken" not in answer.content, address
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
    rows = LoadedItem.objects.exclude(page=None).select_related("page").order_by("key", "language")
    for row in rows[::6]:
        assert client.get(row.page.url).status_code == 200, row.page.url


def test_links_to_our_own_pages_lead_somewhere(client):
    found = {
        address.split("#")[0].split("?")[0]
        for page in reading_pages()[::4]
        for address in links(client.get(page).content)
        if address.startswith("/")
    }
    # What a switch to another language offers instead of a missing translation.
    elsewhere = {address for address in found if "/untranslated/" in address}
    answers = {address: client.get(address) for address in sorted(found)}
    broken = {address for address, answer in answers.items() if answer.status_code >= 400}
    assert broken <= elsewhere
    assert all(b"<h1" in answers[address].content for address in elsewhere)
