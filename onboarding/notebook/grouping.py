"""Saved things in the groups that a mover looks for them in: by phase, contacts, other pages."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from cms.directory.models import OrganizationPage
from cms.languages import language_of
from onboarding.loading import phase_pages
from onboarding.notebook.changes import Shown


@dataclass(slots=True)
class Group:
    """Saved things under a heading."""

    title: str
    things: list[Shown] = field(default_factory=list)


def groups(things: Iterable[Shown]) -> list[Group]:
    """Return the groups that hold anything: the phases in order, contacts, other pages."""
    found: dict[tuple[int, str], Group] = {}
    for shown in things:
        order, title = _place(shown)
        found.setdefault((order, title), Group(title)).things.append(shown)
    return [found[key] for key in sorted(found, key=lambda key: key[0])]


def _place(shown: Shown) -> tuple[int, str]:
    page = shown.page or shown.replacement
    if page is None:
        return 101, _("Other pages")
    if shown.thing.part or issubclass(page.specific_class, OrganizationPage):
        return 100, _("People to turn to")
    phases = phase_pages(language_of(page.locale_id)).values()
    for number, phase in enumerate(sorted(phases, key=lambda phase: phase.path)):
        if page.path.startswith(phase.path):
            return number, phase.title
    return 101, _("Other pages")
