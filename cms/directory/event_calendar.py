"""One event as iCalendar, for the reader's own calendar."""

from datetime import UTC

from django.conf import settings
from django.utils import timezone
from icalendar import Calendar
from icalendar import Event as Entry

from cms.directory.events import Shown

CONTENT_TYPE = "text/calendar; charset=utf-8"


def calendar(shown: Shown) -> bytes:
    """Return an event in the reader's words. It keeps its UID, so that a change is taken over."""
    event, entry = shown.event, Entry()
    entry.add("uid", f"event-{event.pk}@{_host()}")
    entry.add("dtstamp", timezone.now())
    entry.add("last-modified", event.changed_at)
    entry.add("sequence", event.version)
    entry.add("summary", shown.title.text, parameters={"LANGUAGE": shown.title.language})
    if event.is_whole_days:
        entry.add("dtstart", timezone.localdate(event.begins))
        entry.add("dtend", timezone.localdate(event.ends))
    else:
        entry.add("dtstart", event.begins.astimezone(UTC))
        if event.ends:
            entry.add("dtend", event.ends.astimezone(UTC))
    if event.place:
        entry.add("location", event.place)
    address = f"{settings.SITE_BASE_URL}{event.get_absolute_url()}"
    entry.add("description", "\n\n".join(filter(None, (shown.text.text, address))))
    entry.add("url", event.website or address)
    whole = Calendar()
    whole.add("prodid", "-//Inflyttarservice//Events//SV")
    whole.add("version", "2.0")
    whole.add("method", "PUBLISH")
    whole.add_component(entry)
    return whole.to_ical()


def _host() -> str:
    return settings.SITE_BASE_URL.split("://")[-1].split("/")[0].split(":")[0]
