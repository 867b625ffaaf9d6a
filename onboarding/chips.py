"""The small marks beside a task in the plan: its day, and how it stands."""

from datetime import date

from django.utils.dateformat import format as format_date
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from onboarding.journeys.plan import Item

DAY = "j F Y"
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
