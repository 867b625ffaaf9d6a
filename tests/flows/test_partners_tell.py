"""Partners tell what happens: by hand, on a phone, without scripts, and by their calendar."""

from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from cms.directory import feeds
from cms.directory.event_forms import MOST_EVENTS
from cms.directory.models import Event, EventFeed, HiddenEvents
from tests import loaded
from tests.factories.pages import OrganizationFactory, publish
from tests.partnering import partner
from tests.walking import Walker

pytestmark = pytest.mark.django_db
NOW = datetime(2027, 3, 1, 11, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def in_march(time_machine):
    time_machine.move_to(NOW, tick=False)


def listing(title):
    page = OrganizationFactory(
        parent=loaded.page("directory:directory"), title=title, lead="Vi sjunger."
    )
    return publish(page)


@pytest.fixture
def choir():
    """A listing that whoever walks here looks after; they look after no other."""
    return listing("Exempelkören")


@pytest.fixture
def walker(choir):
    return partner(choir, "styrelsen@example.com", enforce_csrf_checks=True)


def day(name, text):
    """Return a day such as 14.3.2027 in the three fields of a question."""
    parts = [*text.split("."), "", "", ""][:3]
    return dict(zip((f"{name}_day", f"{name}_month", f"{name}_year"), parts, strict=True))


def told(walker, choir, begins="14.3.2027", last="", **said):
    """Fill in the form of a new event and send it; return the page that answers."""
    walker.visit("new_event", choir.pk)
    return sent(walker, begins, last, **said)


def sent(walker, begins="14.3.2027", last="", **said):
    form = walker.page.form("form.form")
    words = {"title": "Öppen repetition", "begins_at": "18.30", **said}
    form.fill({**words, **day("begins_on", begins), **day("ends_on", last)})
    return walker.send(form)


def test_an_event_is_told_shown_changed_and_cancelled(walker, choir):
    walker.visit("own_events", choir.pk)
    assert "Inget än" in walker.page.text
    walker.follow("new_event", choir.pk)
    page = walker.went_on(sent(walker, ends_at="2000", place="Folkets hus"))
    assert "Nu kan alla se den" in page.text
    (event,) = choir.events.all()
    assert timezone.localtime(event.begins) == datetime.fromisoformat("2027-03-14 18:30+01:00")
    assert timezone.localtime(event.ends) == datetime.fromisoformat("2027-03-14 20:00+01:00")
    assert "Öppen repetition" in Walker(Client()).open("/sv/").text
    walker.follow("change_event", choir.pk, event.pk)
    form = walker.page.form("form.form")
    form.fill({"title": "Julkonsert"})
    walker.went_on(walker.send(form))
    event.refresh_from_db()
    assert (event.title, event.place, event.version) == ("Julkonsert", "Folkets hus", 2)
    assert "Julkonsert" in Walker(Client()).open(choir.url).text
    walker.follow("cancel_event", choir.pk, event.pk)
    assert "Julkonsert" in walker.page.text
    assert choir.events.count() == 1
    walker.went_on(walker.send(walker.page.form("form.form")))
    assert choir.events.count() == 0
    assert "Julkonsert" not in Walker(Client()).open("/sv/vad-hander/").text


@pytest.mark.parametrize(
    ("said", "begins", "ends", "whole"),
    [
        ({"begins_at": ""}, "2027-03-14 00:00", "2027-03-15 00:00", True),
        ({"begins_at": "", "last": "16.3.2027"}, "2027-03-14 00:00", "2027-03-17 00:00", True),
        ({"begins_at": "9"}, "2027-03-14 09:00", None, False),
        ({"begins_at": "22,00", "ends_at": "01:30", "last": "15.3.2027"},
         "2027-03-14 22:00", "2027-03-15 01:30", False),
        ({"begins_at": "18:30", "last": "15.3.2027"},
         "2027-03-14 18:30", "2027-03-16 00:00", False),
        ({"begins_at": "18.00", "ends_at": "00.00", "last": "15.3.2027"},
         "2027-03-14 18:00", "2027-03-15 00:00", False),
        ({"begins": "28.3.2027", "begins_at": "2.30"}, "2027-03-28 03:30", None, False),
    ],
)  # fmt: skip
def test_days_and_times_are_read_as_they_are_meant_and_stay_when_saved_again(
    walker, choir, said, begins, ends, whole
):
    walker.went_on(told(walker, choir, **said))

    def kept():
        event = choir.events.get()
        moments = (event.begins, event.ends)
        said = [f"{timezone.localtime(m):%Y-%m-%d %H:%M}" if m else None for m in moments]
        return [*said, event.is_whole_days]

    assert kept() == [begins, ends, whole]
    walker.visit("change_event", choir.pk, choir.events.get().pk)
    walker.went_on(walker.send(walker.page.form("form.form")))
    assert kept() == [begins, ends, whole]


@pytest.mark.parametrize(
    ("said", "answer"),
    [
        ({"title": ""}, "Skriv med några ord vad som händer"),
        ({"title": "x" * 121}, "120"),
        ({"begins": ""}, "Skriv vilken dag det är"),
        ({"begins": "31.2.2027"}, "månaden har 28 dagar"),
        ({"begins": "32.13.x"}, "Skriv med siffror"),
        ({"begins": "14.3."}, "Skriv med siffror"),
        ({"begins": "99999.3.2027"}, "Skriv med siffror"),
        ({"begins_at": "halv sju"}, "Vi kan inte läsa det här som en tid"),
        ({"begins_at": "25.00"}, "Vi kan inte läsa det här som en tid"),
        ({"ends_at": "18.99"}, "Vi kan inte läsa det här som en tid"),
        ({"begins_at": "", "ends_at": "20.00"}, "Skriv också när det börjar"),
        ({"ends_at": "17.00"}, "Slutar det efter midnatt"),
        ({"ends_at": "17.00", "last": "14.3.2027"}, "Det slutar innan det börjar"),
        ({"last": "13.3.2027"}, "Sista dagen kommer före den första"),
        ({"begins": "1.3.2027", "begins_at": "9.00"}, "redan över"),
        ({"begins": "28.2.2027", "begins_at": ""}, "redan över"),
        ({"begins": "2.9.2028"}, "inom arton månader"),
        ({"last": "20.3.2028"}, "ett år som längst"),
        ({"website": "javascript:alert(1)"}, "adress på webben"),
        ({"website": "ftp://example.com/x"}, "adress på webben"),
        ({"text": "x" * 1001}, "1000"),
        ({"title": "a\0b"}, "null-tecken"),
    ],
)
def test_what_cannot_be_is_said_plainly_and_nothing_typed_is_lost(walker, choir, said, answer):
    page = told(walker, choir, place="Folkets hus i Öjebyn", **said)
    assert page.status == 200
    assert answer.casefold() in " ".join(page.errors).casefold()
    form = page.form("form.form")
    assert form.data["place"] == ["Folkets hus i Öjebyn"]
    for name, value in said.items():
        if name in form.data:
            assert form.data[name] == [value]
    assert choir.events.count() == 0


def test_the_last_day_that_can_be_told_is_in_eighteen_months(walker, choir):
    walker.went_on(told(walker, choir, begins="1.9.2028"))
    assert choir.events.count() == 1


def test_a_double_click_tells_of_one_event(walker, choir):
    walker.visit("new_event", choir.pk)
    page = walker.page
    sent(walker)
    walker.page = page
    sent(walker)
    assert choir.events.count() == 1


def test_one_more_like_another_is_a_week_later_and_an_event_of_its_own(walker, choir):
    walker.went_on(told(walker, choir, begins="28.3.2027", ends_at="20.00", place="Folkets hus"))
    first = choir.events.get()
    walker.open(f"{walker.address('new_event', choir.pk)}?like={first.pk}")
    walker.went_on(walker.send(walker.page.form("form.form")))
    second = choir.events.exclude(pk=first.pk).get()
    assert (second.title, second.place) == (first.title, "Folkets hus")
    begins, ends = timezone.localtime(second.begins), timezone.localtime(second.ends)
    assert (f"{begins:%Y-%m-%d %H:%M}", f"{ends:%H:%M}") == ("2027-04-04 18:30", "20:00")


@pytest.mark.parametrize("like", ["x", "", "9" * 30, "%00", "-1", "foreign"])
def test_a_new_event_is_like_nothing_that_is_not_theirs(walker, choir, like):
    other = listing("Andra kören")
    foreign = Event.objects.create(
        organization=other, title="Deras", begins=NOW + timedelta(days=3)
    )
    number = foreign.pk if like == "foreign" else like
    page = walker.open(f"{walker.address('new_event', choir.pk)}?like={number}")
    assert page.form("form.form").data["title"] == [""]


def test_a_hundred_events_are_enough(walker, choir):
    soon = NOW + timedelta(days=3)
    Event.objects.bulk_create(
        Event(organization=choir, title=f"Fika {n}", begins=soon, over_at=soon)
        for n in range(MOST_EVENTS)
    )
    assert "redan 100 kommande" in told(walker, choir).text
    first = choir.events.first()
    walker.visit("change_event", choir.pk, first.pk)
    walker.went_on(walker.send(walker.page.form("form.form")))


def test_two_who_change_one_event_do_not_undo_each_other_unseen(walker, choir):
    event = Event.objects.create(organization=choir, title="Fika", begins=NOW + timedelta(days=3))
    walker.visit("change_event", choir.pk, event.pk)
    other = partner(choir, "kassoren@example.com")
    other.visit("change_event", choir.pk, event.pk)
    other.went_on(sent(other, title="Deras"))
    page = sent(walker, title="Min")
    assert "Deras" in page.text
    assert page.form("form.form").data["title"] == ["Min"]
    walker.went_on(walker.send(page.form("form.form")))
    event.refresh_from_db()
    assert event.title == "Min"


def test_nobody_touches_what_is_not_theirs_or_not_told_in_the_form(choir):
    walker, other = partner(choir, "styrelsen@example.com"), listing("Andra kören")
    soon = {"begins": NOW + timedelta(days=3)}
    foreign = Event.objects.create(organization=other, title="Deras", **soon)
    own = Event.objects.create(organization=choir, title="Ur kalendern", source="feed", **soon)
    EventFeed.objects.create(organization=other, address="https://www.example.com/x.ics")
    for name in ("change_event", "cancel_event"):
        for page, event in ((choir, foreign), (other, foreign), (choir, own)):
            assert_closed(walker, name, page.pk, event.pk)
    for name in ("own_events", "new_event", "event_feed", "remove_event_feed"):
        assert_closed(walker, name, other.pk)
    assert Event.objects.count() == 2
    assert EventFeed.objects.count() == 1


def assert_closed(walker, name, *args):
    """An address that is not theirs does not exist for a partner, and leads others to sign in."""
    address = walker.address(name, *args)
    assert walker.client.get(address).status_code == 404
    assert walker.client.post(address).status_code in {404, 405}
    for answer in (Client().get(address), Client().post(address)):
        assert answer.headers["Location"].startswith(walker.address("partners"))


def test_fields_that_nobody_may_set_are_not_set(walker, choir):
    other = listing("Andra kören")
    told(walker, choir, organization=other.pk, is_hidden="on", source="feed", uid="x", over_at="1")
    event = Event.objects.get()
    assert (event.organization_id, event.is_hidden, event.source) == (choir.pk, False, "form")


def test_long_lists_of_own_events_have_pages(walker, choir):
    for number in range(60):
        Event.objects.create(
            organization=choir, title=f"Fika {number:02}", begins=NOW + timedelta(days=1 + number)
        )
    assert "Fika 59" not in walker.visit("own_events", choir.pk).text
    assert "Fika 59" in walker.open(f"{walker.page.url}?page=2").text


def test_partners_see_that_the_municipality_has_hidden_something(walker, choir):
    Event.objects.create(
        organization=choir, title="Fika", begins=NOW + timedelta(days=3), is_hidden=True
    )
    assert "Dold av kommunen" in walker.visit("own_events", choir.pk).text
    HiddenEvents.objects.create(organization=choir)
    assert "Läsarna ser inte era händelser" in walker.visit("own_events", choir.pk).text


def calendar_at(walker, choir, address):
    form = walker.visit("event_feed", choir.pk).form("form.form")
    form.fill({"address": address})
    return walker.send(form)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("webcal://www.example.com/kor.ics", "https://www.example.com/kor.ics"),
        (" https://www.example.com/kor.ics ", "https://www.example.com/kor.ics"),
        ("www.example.com/kor.ics?a=b", "https://www.example.com/kor.ics?a=b"),
    ],
)
def test_the_address_of_a_calendar_is_kept_as_it_is_fetched(walker, choir, typed, kept):
    page = walker.went_on(calendar_at(walker, choir, typed))
    assert "Adressen är sparad" in page.text
    assert choir.event_feed.address == kept
    assert "inte läst den än" in page.text


@pytest.mark.parametrize("typed", ["", "kalendern", "ftp://example.com/x", "javascript:alert(1)"])
def test_what_is_no_address_is_refused_and_shown_again(walker, choir, typed):
    page = calendar_at(walker, choir, typed)
    assert page.errors
    assert page.form("form.form").data["address"] == [typed]
    assert not EventFeed.objects.exists()


def test_the_fault_of_a_calendar_is_said_plainly_and_saving_it_again_tries_at_once(walker, choir):
    calendar_at(walker, choir, "https://www.example.com/kor.ics")
    feed = choir.event_feed
    feeds._note(feed, NOW, feeds.Faulty(EventFeed.Fault.GONE))
    assert "Det finns ingen kalender på adressen" in walker.visit("own_events", choir.pk).text
    feed.refresh_from_db()
    assert feed.due_at > NOW
    calendar_at(walker, choir, feed.address)
    feed.refresh_from_db()
    assert (feed.fault, feed.due_at) == ("", NOW)


def test_a_calendar_is_taken_away_with_what_it_brought(walker, choir):
    calendar_at(walker, choir, "https://www.example.com/kor.ics")
    soon = {"begins": NOW + timedelta(days=3)}
    Event.objects.create(organization=choir, title="Ur kalendern", source="feed", **soon)
    Event.objects.create(organization=choir, title="Egen", **soon)
    walker.visit("own_events", choir.pk)
    walker.follow("remove_event_feed", choir.pk)
    assert "En kommande händelse" in walker.page.text
    walker.went_on(walker.send(walker.page.form("form.form")))
    assert [event.title for event in choir.events.all()] == ["Egen"]
    assert not EventFeed.objects.exists()


def test_no_page_of_the_portal_is_kept_by_the_browser(walker, choir):
    for name in ("own_events", "new_event", "event_feed"):
        answer = walker.client.get(walker.address(name, choir.pk))
        assert "no-store" in answer.headers["Cache-Control"]


def test_until_somebody_looks_after_a_listing_it_is_closed():
    page = listing("Ingens kör")
    assert Client().get(Walker(Client()).address("own_events", page.pk)).status_code in {302, 404}
