"""Communicators see what partners tell, and hide one event or all of a listing."""

from datetime import timedelta

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Permission
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from cms.directory import events
from cms.directory.models import Event, EventFeed, HiddenEvents
from tests import loaded
from tests.editing import editor
from tests.factories.pages import OrganizationFactory, publish

pytestmark = pytest.mark.django_db
MOST_QUERIES = 40


@pytest.fixture
def choir():
    page = OrganizationFactory(parent=loaded.page("directory:directory"), title="Exempelkören")
    return publish(page)


@pytest.fixture
def client():
    return editor()


def happens(listing, title="Öppen repetition", days=1, **said):
    begins = timezone.now() + timedelta(days=days)
    return Event.objects.create(organization=listing, title=title, begins=begins, **said)


def page(client, name, *args, query=""):
    answer = client.get(reverse(name, args=args) + query)
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_list_shows_what_is_coming_and_can_be_narrowed(client, choir):
    happens(choir)
    happens(choir, "Dold fika", is_hidden=True)
    happens(choir, "I fjol", days=-300)
    listed = page(client, "events:index")
    assert "Öppen repetition" in listed
    assert "I fjol" not in listed
    hidden = page(client, "events:index", query="?is_hidden=true")
    assert "Dold fika" in hidden
    assert "Öppen repetition" not in hidden
    own = page(client, "events:index", query=f"?organization={choir.pk}&q=repetition")
    assert "Öppen repetition" in own


def test_one_event_is_hidden_and_shown_again(client, choir):
    event = happens(choir, text="<script>alert(1)</script>", website="https://www.example.com")
    address = reverse("events:edit", args=[event.pk])
    form = client.get(address).content.decode()
    assert "<script>alert(1)" not in form
    assert reverse("wagtailadmin_pages:edit", args=[choir.pk]) in form
    client.post(address, {"is_hidden": "on"})
    assert not events.coming().exists()
    client.post(address, {})
    assert events.coming().exists()


def test_nothing_of_an_event_but_that_can_be_changed(client, choir):
    event = happens(choir)
    client.post(reverse("events:edit", args=[event.pk]), {"title": "Annat", "source": "feed"})
    event.refresh_from_db()
    assert (event.title, event.source) == ("Öppen repetition", "form")


def test_all_events_of_a_listing_are_hidden_those_to_come_included(client, choir):
    happens(choir)
    client.post(reverse("hidden_events:add"), {"organization": choir.pk, "note": "Reklam"})
    happens(choir, "Nytt")
    assert not events.coming().exists()
    assert "Exempelkören" in page(client, "hidden_events:index")
    client.post(reverse("hidden_events:delete", args=[HiddenEvents.objects.get().pk]))
    assert events.coming().count() == 2


def test_an_english_page_is_not_taken_for_a_listing(client):
    twin = loaded.page("org:pitebo", "en")
    answer = client.post(reverse("hidden_events:add"), {"organization": twin.pk})
    assert "Välj den svenska sidan" in answer.content.decode()
    assert not HiddenEvents.objects.exists()


def test_calendars_show_their_faults_and_are_paused(client, choir):
    feed = EventFeed.objects.create(
        organization=choir, address="https://www.example.com/x.ics", fault=EventFeed.Fault.GONE
    )
    assert "Det finns ingen kalender" in page(client, "event_feeds:index")
    address = reverse("event_feeds:edit", args=[feed.pk])
    assert "https://www.example.com/x.ics" in client.get(address).content.decode()
    client.post(address, {"is_paused": "on", "address": "https://evil.example.com"})
    feed.refresh_from_db()
    assert (feed.is_paused, feed.address) == (True, "https://www.example.com/x.ics")


def test_many_events_cost_no_more_queries(client, choir):
    for number in range(60):
        other = OrganizationFactory(
            parent=loaded.page("directory:directory"), title=f"Förening {number}"
        )
        happens(other, f"Fika {number}")
        EventFeed.objects.create(organization=other, address="https://www.example.com/x.ics")
        HiddenEvents.objects.create(organization=other)
    for name in ("events:index", "event_feeds:index", "hidden_events:index"):
        page(client, name)
        with CaptureQueriesContext(connection) as asked:
            page(client, name)
        assert len(asked) <= MOST_QUERIES, name


def test_only_those_with_a_right_to_it_see_it(choir):
    happens(choir)
    user = get_user_model().objects.create_user("ny", email="ny@example.com", is_staff=True)
    user.user_permissions.add(Permission.objects.get(codename="access_admin"))
    client = Client()
    client.force_login(user)
    for name in ("events:index", "event_feeds:index", "hidden_events:index"):
        assert client.get(reverse(name)).status_code == 302
    user.user_permissions.add(
        Permission.objects.get(content_type__app_label="directory", codename="view_event")
    )
    client.force_login(get_user_model().objects.get(pk=user.pk))
    assert "Öppen repetition" in page(client, "events:index")
