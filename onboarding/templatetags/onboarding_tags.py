"""Words for what the engine knows by key or number: days, kinds of organisations."""

from functools import lru_cache

from django import template
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cms.directory.models import Kind
from onboarding import wording
from onboarding.journeys.schema import Anchor, Task

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


@register.simple_tag
def helpers_of(task: Task) -> str:
    """Who is responsible for a task and who can help, drawn once for all plans."""
    # The task comes from the journey of one language and version, so it stands for both.
    return _helpers_of(task)


@lru_cache(maxsize=1024)
def _helpers_of(task: Task) -> str:
    return render_to_string("onboarding/helpers_of.html", {"task": task})
