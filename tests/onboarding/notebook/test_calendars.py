"""A plan as a calendar file: valid, stable, and holding days and titles only (M-08)."""

from dataclasses import replace
from datetime import timedelta

import pytest
import vobject
from django.utils import timezone
from django.utils.translation import override
from icalendar import Calendar

from cms.versions import content_version
from onboarding import planning, ticking
from onboarding.loading import load_journey
from onboarding.models import Move
from onboarding.notebook.calendars import calendar
from tests.cast import EU_WORKER, FAMILY_IN_SWEDEN
from tests.moving import moved
from tests.walking import Walker

pytestmark = pytest.mark.django_db


@pytest.fixture
def move(client):
    return moved(client, FAMILY_IN_SWEDEN)


def rows(move):
    journey = load_journey("sv")
    return planning.of(move, journey).rows


def written(move, **choices):
    with override("sv"):
        return calendar(Move.objects.get(pk=move.pk), rows(move), **choices)


def events(data):
    return {str(event["uid"]): event for event in Calendar.from_ical(data).walk("VEVENT")}


def test_everything_that_is_open_and_has_a_day_is_in_it(move):
    wanted = {row.task.title for row in rows(move) if row.is_open and row.item.due}
    found = {str(event["summary"]).split(" (")[0] for event in events(written(move)).values()}
    assert found == {title.split(" (")[0] for title in wanted}


def test_two_parsers_read_the_same(move):
    data = written(move)
    theirs = {str(e.uid.value): e for e in vobject.readOne(data.decode()).vevent_list}
    ours = events(data)
    assert theirs.keys() == ours.keys()
    for uid, event in ours.items():
        assert theirs[uid].summary.value == str(event["summary"])
        assert theirs[uid].dtstart.value == event["dtstart"].dt
        assert theirs[uid].dtend.value - theirs[uid].dtstart.value == timedelta(days=1)


def test_lines_are_short_and_end_as_the_standard_says(move):
    data = written(move)
    assert data.count(b"\n") == data.count(b"\r\n")
    assert max(len(line) for line in data.split(b"\r\n")) <= 75


def test_letters_beyond_ascii_and_signs_survive(move):
    strange = (
        "Ring, fråga; och \\ säg “hej” 🧣 åäö, och säg det en gång till så att raden blir lång"
    )
    row = next(row for row in rows(move) if row.is_open and row.item.due)
    task = replace(row.item.task, title=strange)
    data = calendar(move, [replace(row, item=row.item._replace(task=task))])
    [event] = events(data).values()
    assert str(event["summary"]).startswith(strange)
    assert max(len(line) for line in data.split(b"\r\n")) <= 75


def test_an_event_keeps_its_uid_and_its_sequence_grows(move):
    before = events(written(move))
    ticking.set_state(move, "library-card", None, "doing")
    after = events(written(move))
    assert before.keys() == after.keys()
    assert all(after[uid]["sequence"] > event["sequence"] for uid, event in before.items())


def test_the_sequence_grows_with_the_content_too(move, monkeypatch):
    before = events(written(move))
    page, model = content_version()
    monkeypatch.setattr("onboarding.notebook.calendars.content_version", lambda: (page + 1, model))
    after = events(written(move))
    assert all(after[uid]["sequence"] > event["sequence"] for uid, event in before.items())


def test_what_is_done_is_no_longer_in_it(move):
    before = events(written(move))
    ticking.set_state(move, "library-card", None, "done")
    assert len(events(written(move))) == len(before) - 1


def test_a_discreet_calendar_says_neither_what_nor_whose(move):
    data = written(move, discreet=True)
    assert {str(event["summary"]) for event in events(data).values()} == {"Något att göra"}
    for word in (b"http", b"DESCRIPTION", b"Kim", b"Lo)"):
        assert word not in data


def test_what_calendars_fetch_holds_no_names(move):
    assert b"(Kim)" in written(move)
    assert b"(Kim)" not in written(move, fetched=True)


@pytest.mark.parametrize("language", ["sv", "en"])
def test_the_file_is_fetched_from_the_plan(client, language):
    moved(client, EU_WORKER)
    walker = Walker(client, language)
    link = walker.visit("plan").soup.select_one("[href$='.ics']")
    response = client.get(link["href"])
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    assert "attachment" in response["Content-Disposition"]
    assert "no-store" in response["Cache-Control"]
    first = next(iter(events(response.content).values()))
    assert f"/{language}/" in first["url"]
    assert first["dtstamp"].dt <= timezone.now()


def test_without_a_plan_there_is_no_file(client):
    assert client.get(Walker(client).address("calendar")).status_code == 302
