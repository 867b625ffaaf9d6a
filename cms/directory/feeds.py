"""The calendars of organisations, read by the worker.

Each is asked six hours after the last time at the earliest, and only whether it changed. A
calendar that could be read is followed: what it no longer holds is gone here too. One that
could not be read takes nothing away, and is tried more and more seldom; whoever told us of it
sees why. The worker sends mail as well, so a run ends after a short time whatever happens,
and what was not reached waits for the next one.
"""

from collections.abc import Mapping
from datetime import datetime, timedelta
from time import monotonic

from django.db import transaction
from django.utils import timezone

from cms.directory import event_parsing
from cms.directory.event_parsing import Reading, Told
from cms.directory.models import Event, EventFeed, OrganizationPage
from cms.fetching import Failed, Fetched, Refused, fetch

EVERY = timedelta(hours=6)
SELDOM = timedelta(days=7)
"""How long a calendar that does not work waits at most."""
WHOLE_EVERY = timedelta(days=7)
"""How often it is read though it has not changed: what is repeated comes nearer meanwhile."""
MOST_BYTES = 2 * 1024 * 1024
SECONDS = 15
SECONDS_A_RUN = 20
MOST_KEPT = 500
NOT_MODIFIED, OK = 304, 200
CLOSED, GONE = {401, 403}, {404, 410}
FORGOTTEN_AFTER = timedelta(days=30)
FIELDS = ("title", "text", "place", "website", "begins", "ends", "is_whole_days")
Fault = EventFeed.Fault


class Faulty(Exception):
    """A calendar that could not be read; `fault` says why."""

    def __init__(self, fault: EventFeed.Fault) -> None:
        super().__init__(fault)
        self.fault = fault


def run(now: datetime | None = None) -> None:
    """Read the calendars that are due, as many as there is time for."""
    now = now or timezone.now()
    end = monotonic() + SECONDS_A_RUN
    for number in list(EventFeed.objects.due(now).values_list("pk", flat=True)):
        if monotonic() > end:
            return
        if feed := EventFeed.objects.due(now).filter(pk=number).first():
            follow(feed, now)


def follow(feed: EventFeed, now: datetime) -> None:
    """Read one calendar and take over what it holds, or note why it could not be read."""
    try:
        answer = _asked(feed, now)
        reading = None if answer.status == NOT_MODIFIED else _read(answer, now)
    except Faulty as fault:
        _note(feed, now, fault)
        return
    with transaction.atomic():
        # Whoever told us of it may have changed or removed the address meanwhile.
        rows = EventFeed.objects.select_for_update().filter(pk=feed.pk, address=feed.address)
        values = {"read_at": now, "fault": "", "failures": 0, "due_at": now + EVERY}
        if reading is not None:
            values |= {"whole_at": now, "left_out": reading.left_out, **_marks(answer.headers)}
        if rows.update(**values) and reading is not None:
            take_over(feed.organization, reading.events)


def point(listing: OrganizationPage, address: str) -> None:
    """Note where an organisation's calendar is; what another one brought stays until it is read."""
    fresh = {
        "address": address, "etag": "", "last_modified": "", "fault": "", "failures": 0,
        "read_at": None, "whole_at": None, "left_out": 0, "due_at": timezone.now(),
    }  # fmt: skip
    kept = EventFeed.objects.filter(organization=listing, address=address, failures=0)
    if not kept.exists():
        EventFeed.objects.update_or_create(organization=listing, defaults=fresh)


@transaction.atomic
def forget(feed: EventFeed) -> None:
    """Forget a calendar, and what it brought."""
    Event.objects.of(feed.organization).filter(source=Event.Source.FEED).delete()
    feed.delete()


def tidy(now: datetime | None = None) -> None:
    """Delete the events that have been over for a month."""
    Event.objects.filter(over_at__lt=(now or timezone.now()) - FORGOTTEN_AFTER).delete()


@transaction.atomic
def take_over(listing: OrganizationPage, told: list[Told]) -> None:
    """Let a listing have exactly these events of its calendar. What was hidden stays hidden."""
    kept = {event.uid: event for event in listing.events.filter(source=Event.Source.FEED)}
    new = []
    for each in told[:MOST_KEPT]:
        values = {name: getattr(each, name) for name in FIELDS}
        event = kept.pop(each.uid, None)
        if event is None:
            event = Event(organization=listing, source=Event.Source.FEED, uid=each.uid, **values)
            event.over_at = event.ends_for_readers
            new.append(event)
        elif any(getattr(event, name) != value for name, value in values.items()):
            for name, value in values.items():
                setattr(event, name, value)
            event.version += 1
            event.save()
    Event.objects.filter(pk__in=[event.pk for event in kept.values()]).delete()
    Event.objects.bulk_create(new, batch_size=100)


def _asked(feed: EventFeed, now: datetime) -> Fetched:
    headers = {"Accept": "text/calendar, */*;q=0.5"}
    if feed.whole_at and now - feed.whole_at < WHOLE_EVERY:
        known = {"If-None-Match": feed.etag, "If-Modified-Since": feed.last_modified}
        headers |= {name: value for name, value in known.items() if value}
    try:
        answer = fetch(feed.address, most_bytes=MOST_BYTES, seconds=SECONDS, headers=headers)
    except Refused:
        raise Faulty(Fault.REFUSED) from None
    except Failed as failure:
        raise Faulty(Fault(failure.why)) from None
    if answer.status not in {OK, NOT_MODIFIED}:
        raise Faulty(_fault_of(answer.status))
    return answer


def _fault_of(status: int) -> EventFeed.Fault:
    if status in GONE:
        return Fault.GONE
    return Fault.CLOSED if status in CLOSED else Fault.TROUBLE


def _read(answer: Fetched, now: datetime) -> Reading:
    try:
        return event_parsing.read(answer.body, now)
    except event_parsing.NoCalendar:
        raise Faulty(Fault.NO_CALENDAR) from None
    except event_parsing.CutShort:
        raise Faulty(Fault.CUT_SHORT) from None


def _marks(headers: Mapping[str, str]) -> dict[str, str]:
    """Return by what a calendar is asked whether it changed; what is too long is no mark."""
    etag, modified = headers.get("etag", ""), headers.get("last-modified", "")
    return {
        "etag": etag if len(etag) <= 200 and etag.isprintable() else "",
        "last_modified": modified if len(modified) <= 60 and modified.isprintable() else "",
    }


def _note(feed: EventFeed, now: datetime, faulty: Faulty) -> None:
    failures = min(feed.failures + 1, 1000)
    wait = min(EVERY * 2 ** min(failures, 6), SELDOM)
    EventFeed.objects.filter(pk=feed.pk, address=feed.address).update(
        fault=faulty.fault, failures=failures, due_at=now + wait
    )
