"""Calendars of organisations, read from a server that does all that servers do (D-15)."""

import gc
import time as clock
import tracemalloc
from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client

from cms.directory import events, feeds
from cms.directory.models import Event, EventFeed
from tests import loaded
from tests.cms.directory.test_event_parsing import BROKEN, SOON, calendar
from tests.factories.pages import OrganizationFactory
from tests.serving import page, serving

pytestmark = pytest.mark.django_db
NOW = datetime(2027, 3, 1, 11, 0, tzinfo=UTC)
Fault = EventFeed.Fault


@pytest.fixture(autouse=True)
def in_march(time_machine):
    time_machine.move_to(NOW, tick=True)


@pytest.fixture
def choir():
    return OrganizationFactory(
        parent=loaded.page("directory:directory"), title="Exempelkören", lead="Vi sjunger."
    )


@pytest.fixture
def server(settings):
    with serving() as server:
        settings.FETCHING_ALLOWED_PRIVATE = [server.netloc]
        yield server


@pytest.fixture
def feed(choir, server):
    return EventFeed.objects.create(organization=choir, address=server.url("/kor.ics"), due_at=NOW)


def read(feed, after=timedelta(0)):
    """Let the worker read what is due, so long after the beginning; return the feed after it."""
    feeds.run(NOW + after)
    feed.refresh_from_db()
    return feed


def offer(server, *entries, **headers):
    server.paths["/kor.ics"] = page(body=calendar(*entries), **headers)


def titles(choir):
    return list(choir.events.order_by("begins").values_list("title", flat=True))


def test_what_a_calendar_holds_is_shown(feed, choir, server):
    offer(server, f"{SOON}\nLOCATION:Folkets hus")
    assert read(feed).read_at == NOW
    assert titles(choir) == ["Körsång"]
    assert "Körsång" in Client().get("/sv/vad-hander/").content.decode()


def test_it_is_asked_every_six_hours_and_no_more_often(feed, server):
    offer(server, SOON)
    for hours in range(24):
        read(feed, timedelta(hours=hours))
    assert len(server.asked) == 4


def test_it_is_asked_politely_and_only_whether_it_changed(feed, choir, server):
    offer(server, SOON, etag='"abc"', last_modified="Mon, 01 Mar 2027 10:00:00 GMT")
    read(feed)
    server.paths["/kor.ics"] = page(304, b"")
    read(feed, timedelta(hours=6))
    assert server.asked[1].headers["if-none-match"] == '"abc"'
    assert "Inflyttarservice" in server.asked[1].headers["user-agent"]
    assert (feed.fault, titles(choir)) == ("", ["Körsång"])


def test_after_a_week_it_is_read_whole_though_it_did_not_change(feed, server):
    offer(server, SOON, etag='"abc"')
    read(feed)
    read(feed, timedelta(days=8))
    assert "if-none-match" not in server.asked[1].headers


def test_changed_and_vanished_events_follow_and_hidden_ones_stay_hidden(feed, choir, server):
    offer(server, f"UID:a\n{SOON}", f"UID:b\n{SOON}\nSUMMARY:Fika", f"UID:c\n{SOON}")
    read(feed)
    number = choir.events.get(uid="a").pk
    choir.events.filter(uid="a").update(is_hidden=True)
    offer(server, "UID:a\nDTSTART:20270320T180000", f"UID:c\n{SOON}\nSTATUS:CANCELLED")
    read(feed, timedelta(hours=6))
    (event,) = choir.events.all()
    assert (event.pk, event.is_hidden, event.version) == (number, True, 2)
    assert event.begins == datetime(2027, 3, 20, 17, 0, tzinfo=UTC)


def test_what_did_not_change_is_not_written(feed, choir, server):
    offer(server, SOON, f"{SOON}\nRRULE:FREQ=DAILY;COUNT=3")
    read(feed)
    before = list(choir.events.order_by("pk").values())
    read(feed, timedelta(hours=6))
    assert list(choir.events.order_by("pk").values()) == before


def test_what_was_told_in_the_form_is_left_alone(feed, choir, server):
    Event.objects.create(organization=choir, title="Fika", begins=NOW + timedelta(days=2))
    offer(server)
    read(feed)
    assert titles(choir) == ["Fika"]


def hang(server, call):
    server.over.wait(30)


def drip(server, call):
    call.sendall(b"HTTP/1.1 200 X\r\n\r\n")
    while not server.over.wait(0.05):
        call.sendall(b"BEGIN:VCALENDAR\r\n")


def endless(server, call):
    call.sendall(b"HTTP/1.1 200 X\r\n\r\nBEGIN:VCALENDAR\r\n")
    for _megabyte in range(50):
        call.sendall(b"X" * 1024 * 1024)


def promise_more(server, call):
    call.sendall(b"HTTP/1.1 200 X\r\nContent-Length: 999\r\n\r\n" + calendar(SOON))


def lead_to(address):
    return page(302, b"", location=address)


FAULTS = {
    "500": (page(500), Fault.TROUBLE),
    "429": (page(429), Fault.TROUBLE),
    "404": (page(404), Fault.GONE),
    "410": (page(410), Fault.GONE),
    "403": (page(403), Fault.CLOSED),
    "204": (page(204, b""), Fault.TROUBLE),
    "a page to sign in": (page(body=b"<html>Logga in</html>"), Fault.NO_CALENDAR),
    "nothing": (page(body=b""), Fault.NO_CALENDAR),
    "noise": (page(body=bytes(range(256)) * 40), Fault.NO_CALENDAR),
    "half a calendar": (page(body=calendar(SOON)[:-30]), Fault.CUT_SHORT),
    "less than promised": (promise_more, Fault.NONSENSE),
    "50 MB": (endless, Fault.TOO_LARGE),
    "no answer for long": (hang, Fault.TIME_OUT),
    "an answer that never ends": (drip, Fault.TIME_OUT),
    "a way to our own machine": (lead_to("http://127.0.0.1:9/x.ics"), Fault.REFUSED),
    "a way to the neighbours": (lead_to("http://169.254.169.254/latest"), Fault.REFUSED),
    "a way to a file": (lead_to("file:///etc/passwd"), Fault.REFUSED),
    "a circle": (lead_to("/kor.ics"), Fault.REDIRECTS),
}


@pytest.mark.parametrize("name", FAULTS)
def test_no_fault_takes_anything_away_and_each_is_said_plainly(
    feed, choir, server, name, monkeypatch
):
    monkeypatch.setattr(feeds, "SECONDS", 0.5)
    offer(server, SOON)
    read(feed)
    server.paths["/kor.ics"], fault = FAULTS[name]
    begun = clock.monotonic()
    read(feed, timedelta(hours=6))
    assert clock.monotonic() - begun < 5
    assert (feed.fault, feed.failures) == (fault, 1)
    assert feed.get_fault_display()
    assert titles(choir) == ["Körsång"]
    assert feed.read_at == NOW


@pytest.mark.parametrize(
    "address", ["http://127.0.0.1/x.ics", "http://localhost/", "http://[::1]/", "http://10.0.0.1/"]
)
def test_no_address_leads_to_our_own_network(feed, address):
    EventFeed.objects.filter(pk=feed.pk).update(address=address)
    feed.refresh_from_db()
    assert read(feed).fault == Fault.REFUSED


def test_what_does_not_work_is_tried_more_and_more_seldom_and_then_works_again(feed, choir, server):
    server.paths["/kor.ics"] = page(500)
    for hours in range(30 * 24):
        feeds.run(NOW + timedelta(hours=hours))
    assert 5 <= len(server.asked) <= 9
    offer(server, "DTSTART:20270510T180000")
    read(feed, timedelta(days=40))
    assert (feed.fault, feed.failures, titles(choir)) == ("", 0, ["Körsång"])
    assert feed.due_at == NOW + timedelta(days=40, hours=6)


def test_readers_never_wait_for_a_calendar(feed, server):
    server.paths["/kor.ics"] = hang
    client = Client()
    client.get("/sv/")
    begun = clock.monotonic()
    for address in ("/sv/", "/sv/vad-hander/", feed.organization.url):
        assert client.get(address).status_code == 200
    assert clock.monotonic() - begun < 3
    assert server.asked == []


def test_a_run_ends_after_its_time_and_those_that_work_come_first(choir, feed, server, monkeypatch):
    monkeypatch.setattr(feeds, "SECONDS", 0.3)
    monkeypatch.setattr(feeds, "SECONDS_A_RUN", 0.5)
    server.paths["/langsam.ics"] = hang
    for number in range(8):
        other = OrganizationFactory(
            parent=loaded.page("directory:directory"), title=f"Förening {number}"
        )
        EventFeed.objects.create(
            organization=other, address=server.url("/langsam.ics"), failures=3, due_at=NOW
        )
    offer(server, SOON)
    begun = clock.monotonic()
    read(feed)
    assert clock.monotonic() - begun < 2
    assert titles(choir) == ["Körsång"]
    assert EventFeed.objects.due(NOW).count() >= 4


def test_all_broken_events_at_once_leave_the_good_ones(feed, choir, server):
    offer(server, *BROKEN, f"{SOON}\nSUMMARY:Den hela")
    read(feed)
    assert feed.fault == ""
    assert feed.left_out > 0
    assert "Den hela" in titles(choir)


def test_a_listing_gets_five_hundred_events_of_a_calendar_at_most(feed, choir, server):
    offer(server, *[f"{SOON}\nRRULE:FREQ=DAILY"] * 9)
    read(feed)
    assert choir.events.count() == feeds.MOST_KEPT


def test_memory_does_not_grow_however_often_a_large_calendar_is_read(feed, server):
    body = calendar(*[f"{SOON}\nDESCRIPTION:{'x' * 3000}"] * 60)
    server.paths["/kor.ics"] = page(body=body)
    read(feed)
    tracemalloc.start()
    read(feed, timedelta(hours=6))
    before, _peak = tracemalloc.get_traced_memory()
    for times in range(2, 5):
        read(feed, timedelta(hours=6 * times))
    gc.collect()
    after, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert len(server.asked) == 5
    assert after - before < 1024 * 1024
    assert most < 80 * 1024 * 1024


def test_markup_in_a_calendar_is_text_on_the_page(feed, server):
    offer(server, f'{SOON}\nSUMMARY:<script>alert(1)</script>Kör\nLOCATION:"><img src=x>')
    read(feed)
    html = Client().get("/sv/vad-hander/").content.decode()
    assert "<script>alert" not in html
    assert "<img src=x" not in html


def test_a_paused_calendar_is_not_read(feed, server):
    EventFeed.objects.update(is_paused=True)
    read(feed)
    assert server.asked == []


def test_a_calendar_whose_address_was_changed_while_it_was_read_brings_nothing(feed, choir, server):
    offer(server, SOON)
    EventFeed.objects.filter(pk=feed.pk).update(address=server.url("/annan.ics"))
    feeds.follow(feed, NOW)
    assert titles(choir) == []


def test_a_new_address_begins_anew_and_the_same_one_does_not(feed, choir, server):
    offer(server, SOON, etag='"abc"')
    read(feed)
    feeds.point(choir, feed.address)
    feed.refresh_from_db()
    assert feed.etag == '"abc"'
    feeds.point(choir, server.url("/ny.ics"))
    feed.refresh_from_db()
    assert (feed.etag, feed.whole_at) == ("", None)
    assert titles(choir) == ["Körsång"]


def test_to_forget_a_calendar_is_to_forget_what_it_brought(feed, choir, server):
    Event.objects.create(organization=choir, title="Fika", begins=NOW + timedelta(days=2))
    offer(server, SOON)
    feeds.forget(read(feed))
    assert titles(choir) == ["Fika"]


def test_what_has_been_over_for_a_month_is_deleted(choir):
    for days in (-40, -20, 5):
        Event.objects.create(organization=choir, title="Fika", begins=NOW + timedelta(days=days))
    feeds.tidy(NOW)
    assert choir.events.count() == 2
    assert events.coming(NOW).count() == 1
