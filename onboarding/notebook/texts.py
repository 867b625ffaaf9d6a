"""What a page says, as texts by field: kept with what was saved, to compare with later.

A text is made of lines, so that only the lines that differ need to be shown.
"""

from html import unescape

from django.utils.html import strip_tags
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page
from wagtail.rich_text import get_text_for_indexing

from cms.directory.models import OrganizationPage
from onboarding.journeys.schema import Anchor
from onboarding.models import TaskPage
from onboarding.templatetags.onboarding_tags import anchor_label, from_anchor

Texts = dict[str, str]

CONTACT = ("function", "phone", "email", "url", "hours")
LABELS = {
    "title": gettext_lazy("Title"),
    "lead": gettext_lazy("What it is about"),
    "short_answer": gettext_lazy("Short answer"),
    "body": gettext_lazy("Text"),
    "facts": gettext_lazy("Facts"),
    "steps": gettext_lazy("What to do"),
    "bring": gettext_lazy("What you need"),
    "good_to_know": gettext_lazy("Good to know"),
    "too_late": gettext_lazy("Is it too late?"),
    "timing": gettext_lazy("When"),
    "helps_with": gettext_lazy("What we can do for you"),
    "description": gettext_lazy("Text"),
    "contact_points": gettext_lazy("Get in touch"),
    "website": gettext_lazy("Website"),
    "visiting_address": gettext_lazy("Visiting address"),
    "function": gettext_lazy("Contact"),
    "phone": gettext_lazy("Phone"),
    "email": gettext_lazy("E-mail"),
    "url": gettext_lazy("On the web"),
    "hours": gettext_lazy("Opening hours"),
}


def of(page: Page, part: str = "") -> Texts:
    """Return what a page says, or one contact of an organisation; nothing if it has no such."""
    if part:
        said = _contact(page, part)
    else:
        names = (*getattr(page, "search_texts", ("title",)), *_facts(page))
        said = {name: _text(page, name) for name in names if hasattr(page, name)}
        said |= _timing(page)
    return {name: text for name, text in said.items() if text}


def title(page: Page, part: str = "") -> str:
    """Return what a saved thing is called."""
    function = _contact(page, part).get("function", "") if part else ""
    return f"{page.title}: {function}"[:255] if function else page.title


def label(name: str) -> str:
    """Return what a field is called."""
    return str(LABELS.get(name, name))


def readable(name: str, line: str) -> str:
    """Return a line as its reader sees it."""
    if name != "timing":
        return line
    try:
        anchor, start, due = line.split()
        days = {"start": from_anchor(int(start)), "due": from_anchor(int(due))}
        counted_from = anchor_label(Anchor(anchor))
    except ValueError:  # From a file that somebody has loaded.
        return line
    said = _("Begin %(start)s, have it done %(due)s") % days
    return f"{said} ({counted_from})"


def _facts(page: Page) -> tuple[str, ...]:
    is_organization = isinstance(page, OrganizationPage)
    return ("contact_points", "website", "visiting_address") if is_organization else ()


def _timing(page: Page) -> Texts:
    if not isinstance(page, TaskPage):
        return {}
    return {"timing": f"{page.anchor} {page.start_day} {page.due_day}"}


def _text(page: Page, name: str) -> str:
    value, field = getattr(page, name), page._meta.get_field(name)
    if name == "contact_points":
        return _lines(", ".join(_point(block.value).values()) for block in value)
    if isinstance(field, StreamField):
        return _lines(field.get_searchable_content(value))
    if isinstance(field, RichTextField):
        return get_text_for_indexing(str(value)).strip()
    return str(value).strip()


def _lines(found: object) -> str:
    plain = (" ".join(unescape(strip_tags(str(text))).split()) for text in found)
    return "\n".join(line for line in plain if line)


def _contact(page: Page, part: str) -> Texts:
    points = page.contact_points if isinstance(page, OrganizationPage) else ()
    return next((_point(block.value) for block in points if block.id == part), {})


def _point(value: object) -> Texts:
    return {name: str(value[name]) for name in CONTACT if value.get(name)}
