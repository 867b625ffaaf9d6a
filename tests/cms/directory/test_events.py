"""What happens, as readers meet it."""

from datetime import UTC, datetime, timedelta

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from icalendar import Calendar

from cms.directory import events
from cms.directory.models import Event, HiddenEvents
from tests import loaded
from tests.factories.pages import OrganizationFactory, publish
from tests.walking import Walker

pytestmark = pytest.mark.django_db
NOW = datetime(2027, 3, 1, 11, 0, tzinfo=UTC)
A_DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def in_march(time_machine):
    time_machine.move_to(NOW, tick=False)


@pytest.fixture
def choir():
    page = OrganizationFactory(
        parent=loaded.page("directory:directory"), title="Exempelkören", lead="Vi sjunger."
    )
    return publish(page)


def happens(listing, days=1.0, **said):
    """Let something happen, so many days from now."""
    begins = NOW + timedelta(days=days)
    return Event.objects.create(
        **{"organization": listing, "title": "Öppen repetition", "begins": begins, **said}
    )


def text(address):
    return Walker(Client()).open(address).text


@pytest.fixture
def everywhere(choir):
    """The pages on which an event of the choir stands."""
    return ["/sv/", "/sv/vad-hander/", choir.url, "/en/", "/en/whats-on/"]


def shown_on(addresses):
    return [address for address in addresses if "Öppen repetition" in text(address)]


def test_an_event_stands_on_the_start_page_in_the_list_and_on_the_listing(choir, everywhere):
    assert shown_on(everywhere) == []
    happens(choir)
    assert shown_on(everywhere) == everywhere


def test_it_is_gone_the_moment_it_is_over(choir, everywhere, time_machine):
    event = happens(choir, ends=NOW + A_DAY + timedelta(hours=2))
    time_machine.move_to(event.ends - timedelta(seconds=1), tick=False)
    in_list = [address for address in everywhere if len(address) > 4]
    assert shown_on(in_list) == in_list
    time_machine.move_to(event.ends, tick=False)
    assert shown_on(everywhere) == []
    gone = Client().get(f"/sv/vad-hander/{event.pk}/")
    assert gone.status_code == 410
    assert "Exempelkören" in gone.content.decode()
    assert Client().get(f"/sv/vad-hander/{event.pk}/kalender.ics").status_code == 404


def test_one_without_an_end_is_gone_after_two_hours(choir, time_machine):
    event = happens(choir)
    time_machine.move_to(event.begins + timedelta(hours=1, minutes=59), tick=False)
    assert list(events.coming()) == [event]
    time_machine.move_to(event.begins + timedelta(hours=2), tick=False)
    assert list(events.coming()) == []


def test_one_of_whole_days_is_gone_at_midnight_in_pitea(choir, time_machine):
    begins = datetime(2027, 3, 2, 23, 0, tzinfo=UTC)
    happens(choir, begins=begins, ends=begins + A_DAY, is_whole_days=True)
    time_machine.move_to("2027-03-03 23:59+01:00", tick=False)
    assert events.coming().count() == 1
    assert "onsdag 3 mars 2027" in text("/sv/vad-hander/").casefold()
    time_machine.move_to("2027-03-04 00:00+01:00", tick=False)
    assert events.coming().count() == 0


def test_hidden_events_are_seen_nowhere(choir, everywhere):
    event = happens(choir, is_hidden=True)
    assert shown_on(everywhere) == []
    assert Client().get(f"/sv/vad-hander/{event.pk}/").status_code == 404


def test_all_events_of_a_listing_can_be_hidden_and_shown_again(choir, everywhere):
    happens(choir)
    hidden = HiddenEvents.objects.create(organization=choir)
    assert shown_on(everywhere) == []
    hidden.delete()
    assert shown_on(everywhere) == everywhere


@pytest.mark.parametrize("away", ["unpublished", "private"])
def test_whose_listing_is_not_public_has_no_events(choir, everywhere, away):
    happens(choir)
    if away == "private":
        loaded.hide(choir)
    else:
        choir.unpublish()
    assert [address for address in everywhere if address != choir.url and shown_on([address])] == []


def marked(address, words):
    """Return the language that some words on a page are marked with."""
    soup = BeautifulSoup(Client().get(address).content, "html.parser")
    tag = soup.find(string=lambda said: said and words in said).parent
    return tag.get("lang")


def test_readers_of_english_see_english_words_and_swedish_ones_marked_as_such(choir):
    happens(choir, title_en="Open rehearsal")
    happens(choir, 2, title="Fika")
    page = text("/en/whats-on/")
    assert "Open rehearsal" in page
    assert "Öppen repetition" not in page
    assert marked("/en/whats-on/", "Fika") == "sv"
    assert marked("/en/whats-on/", "Open rehearsal") is None
    assert marked("/sv/vad-hander/", "Fika") is None


def test_the_list_goes_by_day_and_begins_with_what_is_going_on(choir):
    happens(choir, -3, title="Utställning", ends=NOW + 5 * A_DAY)
    happens(choir, 0.1, title="Idag")
    happens(choir, 1.1, title="Fika")
    happens(choir, 1.2, title="Kör")
    soup = Walker(Client()).open("/sv/vad-hander/").soup
    days = [tag.get_text().strip() for tag in soup.select("section h2")]
    assert days == ["Pågår nu", "Måndag 1 mars 2027", "Tisdag 2 mars 2027"]
    titles = [tag.get_text().strip() for tag in soup.select("h3")]
    assert titles == ["Utställning", "Idag", "Fika", "Kör"]


def test_the_start_page_shows_the_next_few_and_each_that_is_repeated_once(choir):
    happens(choir, -3, title="Utställning", ends=NOW + 5 * A_DAY)
    for week in range(5):
        happens(choir, 1 + week * 7)
    for number in range(6):
        happens(choir, 2 + number, title=f"Fika {number}")
    shown = events.next_few("sv", 4)
    titles = [each.title.text for each in shown]
    assert titles == ["Öppen repetition", "Fika 0", "Fika 1", "Fika 2"]


def test_the_list_is_narrowed_by_kind_and_topic(choir):
    company = loaded.page("org:pitebo")
    happens(choir, title="Kör")
    happens(company, title="Husvisning")
    assert "Kör" in text("/sv/vad-hander/?kind=association")
    assert "Husvisning" not in text("/sv/vad-hander/?kind=association")
    topic = company.topics.first().key
    assert "Husvisning" in text(f"/sv/vad-hander/?topic={topic}")
    offered = events.choices("sv")
    assert [key for key, _name in offered["kind"]] == ["municipal_company", "association"]


@pytest.mark.parametrize(
    "query",
    ["kind=xyz", "kind=%00", "topic='--", "page=-1", "page=%00", "page=99999", "kind=a&kind=b",
     "topic=" + "x" * 3000, "organization__kind=x", "%FF=%FF"],
)  # fmt: skip
def test_nonsense_in_the_address_is_no_error(choir, query):
    happens(choir)
    assert Client().get(f"/sv/vad-hander/?{query}").status_code == 200


@pytest.mark.parametrize("number", ["0", "99999999", "9" * 30])
def test_an_event_that_never_was_is_not_found(number):
    assert Client().get(f"/sv/vad-hander/{number}/").status_code == 404
    assert Client().get(f"/sv/vad-hander/{number}/kalender.ics").status_code == 404


def test_an_empty_list_says_so():
    assert "Ingen har berättat" in text("/sv/vad-hander/")
    assert "Inget passar" in text("/sv/vad-hander/?kind=association")


def test_long_lists_have_pages(choir):
    for number in range(35):
        happens(choir, 1 + number, title=f"Fika {number:02}")
    assert "Fika 34" not in text("/sv/vad-hander/")
    assert "Fika 34" in text("/sv/vad-hander/?page=2")


def test_an_event_has_a_page_that_says_everything_in_plain_text(choir):
    event = happens(
        choir,
        ends=NOW + A_DAY + timedelta(hours=2),
        text="Kom som du är.\n<b>Gratis</b>",
        place="Folkets hus",
        website="https://www.example.com/kor?a=1",
    )
    soup = Walker(Client()).open(f"/sv/vad-hander/{event.pk}/").soup
    words = soup.get_text(" ")
    assert "<b>Gratis</b>" in words
    assert "tisdag 2 mars 2027" in " ".join(words.split())
    assert "12:00–14:00" in words
    link = soup.find("a", href="https://www.example.com/kor?a=1")
    assert link["rel"] == ["noopener", "nofollow"]
    assert "example.com" in link.get_text()
    assert soup.find("a", href=choir.url)


def test_it_can_be_put_into_the_readers_own_calendar(choir):
    event = happens(
        choir, title="Kör; och, fika", text="Rad ett\nRad två", ends=NOW + A_DAY + A_DAY / 24
    )
    answer = Client().get(f"/sv/vad-hander/{event.pk}/kalender.ics")
    assert answer.headers["Content-Type"] == "text/calendar; charset=utf-8"
    (entry,) = Calendar.from_ical(answer.content).events
    assert entry["SUMMARY"] == "Kör; och, fika"
    assert entry["DTSTART"].dt == event.begins
    assert entry["DTEND"].dt == event.ends
    assert f"/sv/vad-hander/{event.pk}/" in entry["DESCRIPTION"]
    assert all(len(line) <= 75 for line in answer.content.split(b"\r\n"))


def test_whole_days_stay_whole_days_in_the_readers_calendar(choir):
    begins = datetime(2027, 3, 1, 23, 0, tzinfo=UTC)
    event = happens(choir, begins=begins, ends=begins + 2 * A_DAY, is_whole_days=True)
    answer = Client().get(f"/en/whats-on/{event.pk}/calendar.ics")
    (entry,) = Calendar.from_ical(answer.content).events
    days = timezone.localdate(begins), timezone.localdate(begins + 2 * A_DAY)
    assert (entry["DTSTART"].dt, entry["DTEND"].dt) == days


def test_reading_sets_no_cookie(choir):
    event = happens(choir)
    for address in ("/sv/vad-hander/", f"/sv/vad-hander/{event.pk}/", "/sv/"):
        assert not Client().get(address).cookies


def queries(address):
    client = Client()
    client.get(address)
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address).status_code == 200
    return len(asked)


def test_more_events_cost_no_more_queries(choir):
    addresses = ["/sv/", "/en/", "/sv/vad-hander/", "/en/whats-on/", choir.url]
    none = {address: queries(address) for address in addresses}
    happens(choir)
    one = {address: queries(address) for address in addresses}
    for number in range(60):
        other = OrganizationFactory(
            parent=loaded.page("directory:directory"), title=f"Förening {number}"
        )
        happens(other, 1 + number / 10, title=f"Fika {number}")
    many = {address: queries(address) for address in addresses}
    assert many == one
    assert max(many.values()) <= 15
    assert one["/sv/"] - none["/sv/"] <= 1
