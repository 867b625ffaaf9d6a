"""A plan as a calendar: an event that lasts all day on the last day of each thing to do.

Days only: no hours, no reminders of its own (mail is the reminder of record), no notes, no
contacts. An event keeps its UID for as long as the move exists, and its SEQUENCE grows with
every change of the move or of the content, so that a calendar takes over a day that moved.
"""

from collections.abc import Iterable
from datetime import timedelta

from django.conf import settings
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _
from icalendar import Calendar, Event

from cms.versions import content_version
from onboarding.models import Move
from onboarding.planning import Row

CONTENT_TYPE = "text/calendar; charset=utf-8"


def calendar(
    move: Move, rows: Iterable[Row], *, discreet: bool = False, names: bool = True
) -> bytes:
    """Return what is still to be done and has a day, as iCalendar (RFC 5545).

    A discreet calendar says that there is something to do, not what; without names it does not
    say whose either.
    """
    whole = Calendar()
    whole.add("prodid", "-//Inflyttarservice//Plan//SV")
    whole.add("version", "2.0")
    whole.add("method", "PUBLISH")
    whole.add("x-wr-calname", _("My move"))
    sequence = move.version + sum(content_version())
    for row in rows:
        if row.is_open and row.item.due:
            whole.add_component(_event(move, row, sequence, discreet=discreet, names=names))
    return whole.to_ical()


def _event(move: Move, row: Row, sequence: int, *, discreet: bool, names: bool) -> Event:
    event = Event()
    event.add("uid", f"{_secret(move)}-{row.anchor}@{_host()}")
    event.add("dtstamp", timezone.now())
    event.add("sequence", sequence)
    event.add("dtstart", row.item.due)
    event.add("dtend", row.item.due + timedelta(days=1))
    event.add("transp", "TRANSPARENT")
    if discreet:
        event.add("summary", _("Something to do"))
        return event
    title = row.task.title
    event.add("summary", f"{title} ({row.who})" if names and row.who else title)
    address = f"{settings.SITE_BASE_URL}{row.task.url}"
    mark = row.due_mark
    event.add("description", f"{mark['text']}\n{address}" if mark else address)
    event.add("url", address)
    return event


def _secret(move: Move) -> str:
    """Return what tells the events of one move from those of another, and tells nothing else."""
    return salted_hmac("onboarding.calendars", str(move.pk)).hexdigest()[:24]


def _host() -> str:
    return settings.SITE_BASE_URL.split("://")[-1].split("/")[0].split(":")[0]
