"""The small marks beside a task in the plan: its day, and how it stands."""

from datetime import date

from django.utils.dateformat import format as format_date
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from cms.working_days import holiday, is_working_day, last_working_day
from onboarding.journeys.plan import Item

DAY, WEEKDAY = "j F Y", "l j F"
# By: is it late, does the day follow from law, is it estimated.
DUE_TEXTS = {
    (True, True, True): gettext_noop("Late: the last day was about %(due)s, by law or contract"),
    (True, True, False): gettext_noop("Late: the last day was %(due)s, by law or contract"),
    (True, False, True): gettext_noop("Late: best done by about %(due)s, our advice"),
    (True, False, False): gettext_noop("Late: best done by %(due)s, our advice"),
    (False, True, True): gettext_noop("Last day about %(due)s, by law or contract"),
    (False, True, False): gettext_noop("Last day %(due)s, by law or contract"),
    (False, False, True): gettext_noop("Best by about %(due)s, our advice"),
    (False, False, False): gettext_noop("Best by %(due)s, our advice"),
}
STATE_MARKS = {
    "not_for_us": (gettext_noop("Not for us"), "close", "plain"),
    "blocked": (gettext_noop("Cannot begin yet"), "lock", ""),
    "ready": (gettext_noop("You can do this now"), "sun", "plain"),
    "doing": (gettext_noop("Doing"), "edit", "sea"),
}


def due(item: Item, is_late: bool) -> dict[str, str]:
    """Return the mark of a task's last day: text, icon, and what kind of mark it is."""
    if item.due is None:
        return {"text": _("No date yet"), "icon": "calendar", "kind": ""}
    text = _(DUE_TEXTS[is_late, item.law, item.estimated]) % {"due": format_date(item.due, DAY)}
    if is_late:
        return {"text": text, "icon": "alert", "kind": "late"}
    if item.law:
        return {"text": text, "icon": "law", "kind": "law"}
    return {"text": text, "icon": "calendar", "kind": "about" if item.estimated else ""}


def closed(item: Item) -> str:
    """Return what to say where a last day by law is one on which offices are closed; else ""."""
    if item.due is None or not item.law or item.estimated or is_working_day(item.due):
        return ""
    days = {
        "open": format_date(last_working_day(item.due), WEEKDAY),
        "weekday": format_date(item.due, "l"),
        "holiday": holiday(item.due),
    }
    if days["holiday"]:
        return _("The last day is a holiday (%(holiday)s). Do it by %(open)s.") % days
    return _("The last day is a %(weekday)s. Do it by %(open)s, when offices are open.") % days


def state(state: str, start: date | None, done_on: date | None) -> dict[str, str] | None:
    """Return the mark of how a task stands; None where its day says it already."""
    if state == "done":
        day = format_date(done_on, DAY) if done_on else ""
        return {"text": _("Done %(day)s") % {"day": day}, "icon": "check", "kind": "plain"}
    if state == "not_yet":
        day = format_date(start, DAY) if start else ""
        text = _("Can wait until %(day)s") % {"day": day}
        return {"text": text, "icon": "hourglass", "kind": "plain"}
    if state not in STATE_MARKS:
        return None
    text, icon, kind = STATE_MARKS[state]
    return {"text": _(text), "icon": icon, "kind": kind}


def row_words() -> dict[str, str]:
    """Return the words that every row repeats, looked up once for all rows."""
    return {
        "done": _("Done"),
        "else": _("Other answer"),
        "change": _("Change"),
    }
