"""Saved things in the groups that a mover looks for them in.

First by person: the reader's own, then what each other adult shares. Within that by phase,
then contacts, then other pages.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from cms.directory.models import OrganizationPage
from cms.languages import language_of
from onboarding.loading import phase_pages
from onboarding.models import Adult
from onboarding.notebook.changes import Shown


@dataclass(slots=True)
class Group:
    """Saved things under a heading."""

    title: str
    things: list[Shown] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Shelf:
    """What one adult keeps, as the reader sees it."""

    adult: Adult
    groups: list[Group]


def shelves(things: Iterable[Shown], reader: Adult) -> list[Shelf]:
    """Return what is saved person by person; the reader's own comes first, even when empty."""
    found: dict[int, tuple[Adult, list[Shown]]] = {reader.pk: (reader, [])}
    for shown in things:
        adult = shown.thing.adult
        found.setdefault(adult.pk, (adult, []))[1].append(shown)
    return [Shelf(adult, groups(kept)) for adult, kept in found.values()]


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
