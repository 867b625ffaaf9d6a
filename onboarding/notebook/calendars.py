"""A plan as a calendar: an event that lasts all day on the last day of each thing to do.

Days only: no hours, no reminders of its own (mail is the reminder of record), no notes, no
contacts. An event keeps its UID for as long as the move exists, and its SEQUENCE grows with
every change of the move or of the content, so that a calendar takes over a day that moved.
"""

from collections.abc import Iterable
from datetime import date, timedelta

from django.conf import settings
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _
from icalendar import Calendar, Event

from cms.versions import content_version
from onboarding.models import Move
from onboarding.notebook.models import OwnTask
from onboarding.planning import Row

CONTENT_TYPE = "text/calendar; charset=utf-8"
# How often a calendar is asked to look again.
FETCHED_EVERY = timedelta(hours=12)


def calendar(
    move: Move,
    rows: Iterable[Row],
    own: Iterable[OwnTask] = (),
    *,
    discreet: bool = False,
    fetched: bool = False,
) -> bytes:
    """Return what is still to be done and has a day, as iCalendar (RFC 5545).

    One that calendars fetch lies with whoever keeps the calendar: it holds title, day and
    link, no name, and of an own task only that there is one. A discreet one says that there
    is something to do, not what.
    """
    whole = Calendar()
    whole.add("prodid", "-//Inflyttarservice//Plan//SV")
    whole.add("version", "2.0")
    whole.add("method", "PUBLISH")
    whole.add("x-wr-calname", _("My move"))
    if fetched:
        whole.add("refresh-interval", FETCHED_EVERY, parameters={"VALUE": "DURATION"})
    sequence = move.version + sum(content_version())
    for row in rows:
        if row.is_open and row.item.due:
            event = _event(move, row.anchor, row.item.due, sequence)
            _say(event, row, discreet=discreet, fetched=fetched)
            whole.add_component(event)
    for task in own:
        event = _event(move, f"own-{task.pk}", task.day, sequence + task.version)
        event.add("summary", _own_summary(task, discreet=discreet, fetched=fetched))
        whole.add_component(event)
    return whole.to_ical()


def _event(move: Move, name: str, day: date, sequence: int) -> Event:
    event = Event()
    event.add("uid", f"{_secret(move)}-{name}@{_host()}")
    event.add("dtstamp", timezone.now())
    event.add("sequence", sequence)
    event.add("dtstart", day)
    event.add("dtend", day + timedelta(days=1))
    event.add("transp", "TRANSPARENT")
    return event


def _say(event: Event, row: Row, *, discreet: bool, fetched: bool) -> None:
    if discreet:
        event.add("summary", _("Something to do"))
        return
    title, address = row.task.title, f"{settings.SITE_BASE_URL}{row.task.url}"
    mark = row.due_mark
    event.add("summary", title if fetched or not row.who else f"{title} ({row.who})")
    event.add("description", address if fetched or not mark else f"{mark['text']}\n{address}")
    event.add("url", address)


def _own_summary(task: OwnTask, *, discreet: bool, fetched: bool) -> str:
    if discreet:
        return _("Something to do")
    return _("A task of your own") if fetched else task.title


def _secret(move: Move) -> str:
    """Return what tells the events of one move from those of another, and tells nothing else."""
    return salted_hmac("onboarding.calendars", str(move.pk)).hexdigest()[:24]


def _host() -> str:
    return settings.SITE_BASE_URL.split("://")[-1].split("/")[0].split(":")[0]
