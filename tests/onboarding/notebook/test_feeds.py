"""A calendar fetches a member's plan from a private address (M-08)."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
import time_machine
import vobject
from django.test import Client
from django.utils import timezone
from icalendar import Calendar

from config.log_masks import masked
from onboarding import planning, ticking
from onboarding.loading import load_journey
from onboarding.models import Member, Move
from onboarding.notebook import calendars, feeds
from onboarding.notebook.models import Feed, OwnTask
from tests.cast import FAMILY_IN_SWEDEN, OUTSIDE_EEA
from tests.household import joined
from tests.moving import keep
from tests.signing import signed_in

pytestmark = pytest.mark.django_db

STRANGE = "Ring, fråga; och \\ säg “hej” 🧣 åäö"


@pytest.fixture
def kim():
    joined(keep(FAMILY_IN_SWEDEN, Move.new_key()), "kim@example.com", "lo@example.com")
    return Member.objects.select_related("move", "adult").get(adult__number=1)


def fetch(token):
    return Client().get(f"/calendar/{token}.ics")


def events(response):
    return {str(e["uid"]): e for e in Calendar.from_ical(response.content).walk("VEVENT")}


def test_a_member_makes_an_address_and_sees_it_once(kim):
    walker = signed_in("kim@example.com")
    walker.visit("plan")
    page = walker.follow("calendar_address")
    assert ".ics" not in page.text
    page = walker.went_on(walker.send(page.form()))
    address = page.soup.select_one("code").text
    assert address.startswith("http://localhost:8000/calendar/")
    response = Client().get(address.removeprefix("http://localhost:8000"))
    assert response.status_code == 200
    assert ".ics" not in walker.visit("calendar_address").text
    assert address.rpartition("/")[2].removesuffix(".ics") not in str(Feed.objects.values())


def test_the_answer_is_private_and_sets_no_cookie(kim):
    response = fetch(feeds.make(kim, "sv", discreet=False))
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    assert response["Cache-Control"] == "private, no-cache"
    assert response["Referrer-Policy"] == "no-referrer"
    assert response["X-Robots-Tag"] == "noindex"
    assert not response.cookies


def test_it_holds_titles_days_and_links_and_nothing_else(kim):
    lo = Member.objects.select_related("move", "adult").get(adult__number=2)
    OwnTask.objects.create(adult=kim.adult, title="Uppropet på skolan", day=date(2027, 8, 20))
    OwnTask.objects.create(
        adult=lo.adult, title="Lägenheten", day=date(2027, 8, 21), is_shared=True
    )
    response = fetch(feeds.make(kim, "sv", discreet=False))
    kim.move.reader = kim
    rows = [r for r in planning.of(kim.move, load_journey("sv")).mine if r.is_open and r.item.due]
    found = sorted(str(event["summary"]) for event in events(response).values())
    assert found == sorted([*(row.task.title for row in rows), *["En egen uppgift"] * 2])
    text = response.content.decode().replace("\r\n ", "")
    for word in ("Kim", "(Lo", "Uppropet", "Lägenheten", "ATTENDEE", "VALARM", "ORGANIZER"):
        assert word not in text
    for event in events(response).values():
        if "url" in event:
            assert event["description"] == event["url"]


def test_a_discreet_one_says_only_that_there_is_something(kim):
    OwnTask.objects.create(adult=kim.adult, title="Uppropet", day=date(2027, 8, 20))
    response = fetch(feeds.make(kim, "sv", discreet=True))
    assert {str(event["summary"]) for event in events(response).values()} == {"Något att göra"}
    assert b"DESCRIPTION" not in response.content
    assert b"URL" not in response.content


def test_it_speaks_the_language_in_which_it_was_made(kim):
    response = fetch(feeds.make(kim, "en", discreet=False))
    assert all("/en/" in event["url"] for event in events(response).values())
    response = fetch(feeds.make(kim, "xx", discreet=False))
    assert all("/sv/" in event["url"] for event in events(response).values())


def test_each_adult_gets_their_own(kim):
    lo = Member.objects.get(adult__number=2)
    theirs, mine = (fetch(feeds.make(member, "sv", discreet=False)) for member in (lo, kim))
    assert events(theirs).keys() != events(mine).keys()


def test_a_wrong_address_is_answered_like_one_that_was_replaced_or_taken_away(kim):
    """M-08: 404, after the same look-up and the same comparison."""
    first = feeds.make(kim, "sv", discreet=False)
    second = feeds.make(kim, "sv", discreet=False)
    assert fetch(second).status_code == 200
    feeds.take_away(kim)
    wrong = [first, second, Feed.new_token(), "x", Feed.digest(first), "å" * 43, "a" * 4000]
    answers = {(r.status_code, r.content, r["Cache-Control"]) for r in map(fetch, wrong)}
    assert answers == {(404, b"", "private, no-cache")}


def test_a_wrong_address_costs_the_same_queries_as_a_look_up(kim, django_assert_num_queries):
    for token in ("x", Feed.new_token()):
        with django_assert_num_queries(1):
            assert feeds.opened_by(token) is None


def test_an_address_opens_the_plan_of_its_member_only(kim):
    other = joined(keep(OUTSIDE_EEA, Move.new_key()), "adi@example.com")
    mine = fetch(feeds.make(kim, "sv", discreet=False))
    theirs = fetch(feeds.make(other.members.get(), "sv", discreet=False))
    assert not events(mine).keys() & events(theirs).keys()


def test_it_ends_with_the_membership_and_with_the_account(kim):
    token = feeds.make(kim, "sv", discreet=False)
    type(kim.user).movers.filter(pk=kim.user_id).update(is_active=False)
    assert fetch(token).status_code == 404
    kim.delete()
    assert fetch(token).status_code == 404
    assert not Feed.objects.exists()


def test_it_ends_after_a_year_without_a_fetch(kim):
    token = feeds.make(kim, "sv", discreet=False)
    with time_machine.travel(timezone.now() + timedelta(days=300), tick=False) as clock:
        assert fetch(token).status_code == 200
        clock.shift(timedelta(days=360))
        feeds.forget()
        assert fetch(token).status_code == 200
        clock.shift(timedelta(days=366))
        assert fetch(token).status_code == 404
        feeds.forget()
    assert not Feed.objects.exists()


def test_it_is_taken_away_on_its_page(kim):
    token = feeds.make(kim, "sv", discreet=False)
    walker = signed_in("kim@example.com")
    form = walker.visit("calendar_address").form()
    form.fill({"take_away": ""})
    walker.went_on(walker.send(form))
    assert fetch(token).status_code == 404


def test_only_who_is_signed_in_makes_one(client):
    response = client.post("/sv/min-plan/kalender/", {"make": ""})
    assert response["Location"] == "/sv/logga-in/?to=calendar_address"
    assert not Feed.objects.exists()


def test_a_day_that_moves_keeps_its_uid_and_its_sequence_grows(kim):
    token = feeds.make(kim, "sv", discreet=False)
    before = events(fetch(token))
    ticking.set_state(kim.move, "library-card", None, "doing")
    after = events(fetch(token))
    assert before.keys() == after.keys()
    assert all(after[uid]["sequence"] > event["sequence"] for uid, event in before.items())
    ticking.set_state(kim.move, "library-card", None, "done")
    assert len(events(fetch(token))) == len(before) - 1


def test_a_thousand_events_with_signs_of_every_kind_are_valid(kim):
    """M-08: two parsers read the same, lines are at most 75 octets long, UIDs stay."""
    kim.move.reader = kim
    rows = planning.of(kim.move, load_journey("sv")).rows
    row = next(row for row in rows if row.is_open and row.item.due)
    many = [
        replace(
            row,
            anchor=f"task-{number}",
            item=row.item._replace(task=replace(row.item.task, title=f"{STRANGE * 3} {number}")),
        )
        for number in range(1000)
    ]
    data, again = (calendars.calendar(kim.move, many, fetched=True) for _time in range(2))
    assert data.count(b"\n") == data.count(b"\r\n")
    assert max(len(line) for line in data.split(b"\r\n")) <= 75
    ours = {str(e["uid"]): e for e in Calendar.from_ical(data).walk("VEVENT")}
    theirs = {str(e.uid.value): e for e in vobject.readOne(data.decode()).vevent_list}
    assert len(ours) == 1000
    assert ours.keys() == theirs.keys()
    assert ours.keys() == {str(e["uid"]) for e in Calendar.from_ical(again).walk("VEVENT")}
    for uid, event in ours.items():
        assert str(event["summary"]) == theirs[uid].summary.value
        assert str(event["summary"]).startswith(STRANGE)
        assert not hasattr(event["dtstart"].dt, "hour")


def test_the_file_holds_the_words_of_own_tasks(client):
    from tests.moving import moved

    move = moved(client, FAMILY_IN_SWEDEN)
    OwnTask.objects.create(adult=move.adults.first(), title=STRANGE, day=date(2027, 8, 20))
    found = events(client.get("/sv/min-plan/kalender.ics"))
    assert STRANGE in {str(event["summary"]) for event in found.values()}


@pytest.mark.parametrize(
    ("logged", "kept"),
    [
        ("Not Found: /calendar/8x-_Q.ics", "Not Found: /calendar/….ics"),
        (
            f"Not Found: /sv/min-plan/paminnelser/avsluta/12:{'a' * 43}/",
            "Not Found: /sv/min-plan/paminnelser/avsluta/…/",
        ),
        ("Not Found: /sv/kontakter/", "Not Found: /sv/kontakter/"),
    ],
)
def test_the_log_does_not_hold_what_opens_something(logged, kept):
    assert masked(logged) == kept


def test_the_log_of_the_service_is_masked(kim, capsys, settings):
    import logging
    import logging.config

    logging.config.dictConfig(settings.LOGGING)
    token = Feed.new_token()
    fetch(token)
    logging.getLogger("django.request").warning("Not Found: %s", f"/calendar/{token}.ics")
    shown = capsys.readouterr().err
    assert token not in shown
    assert "/calendar/….ics" in shown
