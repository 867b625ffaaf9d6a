"""Words for what the engine knows by key or number: days, kinds of organisations."""

from collections.abc import Iterable

from django import template
from django.template.loader import render_to_string
from django.utils.html import format_html_join
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from cms.directory.kinds import Kind
from cms.lists import comma
from cms.versions import kept
from onboarding import wording
from onboarding.journeys.schema import Anchor
from onboarding.loading import load_journey
from onboarding.models import Adult
from onboarding.planning import Row

register = template.Library()

DAYS_IN_MONTH = 30
# From here on people count in months: "180 days before" says little.
MONTHS_FROM = 60


@register.filter
def anchor_label(anchor: Anchor) -> str:
    """The day that dates are counted from."""
    return str(wording.LABELS[anchor])


@register.filter
def from_anchor(days: int) -> str:
    """A number of days from that day: minus is before it."""
    if days == 0:
        return _("that same day")
    if abs(days) >= MONTHS_FROM:
        return _in_months(days)
    if days < 0:
        return ngettext("%(days)d day before", "%(days)d days before", -days) % {"days": -days}
    return ngettext("%(days)d day after", "%(days)d days after", days) % {"days": days}


def _in_months(days: int) -> str:
    months = round(abs(days) / DAYS_IN_MONTH)
    text = (
        ngettext("about %(months)d month before", "about %(months)d months before", months)
        if days < 0
        else ngettext("about %(months)d month after", "about %(months)d months after", months)
    )
    return text % {"months": months}


@register.filter
def kind_label(kind: str) -> str:
    """What kind of organisation a contact is."""
    return str(Kind(kind).label) if kind in Kind.values else ""


@register.filter
def aliases(adults: Iterable[Adult]) -> str:
    """What the adults are called, one after another."""
    return format_html_join(comma(), "<bdi>{}</bdi>", ((adult.alias,) for adult in adults))


@register.simple_tag
def task_body(row: Row, place: str) -> str:
    """What a plan says below a task, drawn once for all plans that say the same.

    It holds nothing personal: the alias and the dates stand outside of it.
    """
    return _task_body(
        get_language() or "",
        row.task.key,
        row.because,
        tuple(task.key for task in row.waits_for),
        tuple(task.key for task in row.advice),
        row.state == "late",
        bool(place),
    )


@kept(size=4096)
def _task_body(
    language: str,
    task: str,
    because: str,
    waits_for: tuple[str, ...],
    advice: tuple[str, ...],
    is_late: bool,
    is_open: bool,
) -> str:
    tasks = load_journey(language).tasks
    context = {
        "task": tasks[task],
        "because": because,
        "waits_for": [tasks[key] for key in waits_for],
        "advice": [tasks[key] for key in advice],
        "is_late": is_late,
        "is_open": is_open,
    }
    return render_to_string("onboarding/task_body.html", context)
