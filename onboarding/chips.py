"""The small marks beside a task in the plan: its day, and how it stands."""

from datetime import date

from django.utils.dateformat import format as format_date
from django.utils.translation import gettext as _

from onboarding.journeys.plan import Item

DAY = "j F Y"


def due(item: Item, is_late: bool) -> dict[str, str]:
    """Return the mark of a task's last day: text, icon, and what kind of mark it is."""
    if item.due is None:
        return {"text": _("No date yet"), "icon": "calendar", "kind": ""}
    text = _due_text(item, is_late) % {"due": format_date(item.due, DAY)}
    if is_late:
        return {"text": text, "icon": "alert", "kind": "late"}
    if item.law:
        return {"text": text, "icon": "law", "kind": "law"}
    return {"text": text, "icon": "calendar", "kind": "about" if item.estimated else ""}


def _due_text(item: Item, is_late: bool) -> str:
    texts = {
        (True, True, True): _("Late: the last day was about %(due)s, by law or contract"),
        (True, True, False): _("Late: the last day was %(due)s, by law or contract"),
        (True, False, True): _("Late: best done by about %(due)s, our advice"),
        (True, False, False): _("Late: best done by %(due)s, our advice"),
        (False, True, True): _("Last day about %(due)s, by law or contract"),
        (False, True, False): _("Last day %(due)s, by law or contract"),
        (False, False, True): _("Best by about %(due)s, our advice"),
        (False, False, False): _("Best by %(due)s, our advice"),
    }
    return texts[is_late, item.law, item.estimated]


def state(state: str, start: date | None, done_on: date | None) -> dict[str, str] | None:
    """Return the mark of how a task stands; None where its day says it already."""
    if state == "done":
        day = format_date(done_on, DAY) if done_on else ""
        return {"text": _("Done %(day)s") % {"day": day}, "icon": "check", "kind": "plain"}
    if state == "not_yet":
        day = format_date(start, DAY) if start else ""
        text = _("Can wait until %(day)s") % {"day": day}
        return {"text": text, "icon": "hourglass", "kind": "plain"}
    marks = {
        "not_for_us": (_("Not for us"), "close", "plain"),
        "blocked": (_("Cannot begin yet"), "lock", ""),
        "ready": (_("You can do this now"), "sun", "plain"),
        "doing": (_("Doing"), "edit", "sea"),
    }
    if state not in marks:
        return None
    text, icon, kind = marks[state]
    return {"text": text, "icon": icon, "kind": kind}
