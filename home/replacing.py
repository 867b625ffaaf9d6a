"""One page or word takes the place of another everywhere at once.

What is done is ordinary editing: each page gets a revision, and its history is the way back.
A published page is published again; where a colleague has begun a draft, the draft is changed
and left to them. Swedish pages come first and their translations follow; what a translation
still names after that is changed in it as well.
"""

import dataclasses
from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import Model, QuerySet
from wagtail.log_actions import log
from wagtail.models import Page
from wagtail.permissions import policy_registry

from cms.languages import language_of
from cms.models import Term
from cms.visibility import public
from home.naming import Becomes, Names, content_of, replaced
from home.uses import Use, names_of, uses
from onboarding.journeys.validation import Problem
from onboarding.loading import KINDS
from onboarding.soundness import unsound_if


class How(Enum):
    """What happens to a page."""

    PUBLISHED = "published"
    DRAFT = "draft"
    LEFT = "left"
    """Locked, no page at all, or a rule: an editor sees to it."""


@dataclass(frozen=True, slots=True)
class Step:
    """One place, and what is done about it."""

    use: Use
    how: How


def others(thing: Model) -> QuerySet[Any]:
    """Return what may take the place of a page or word: of the same kind, and published."""
    if isinstance(thing, Term):
        same = Term.objects.filter(kind=thing.kind, locale_id=thing.locale_id)
        return same.exclude(pk=thing.pk).order_by("order", "name")
    page = thing.specific
    same = public(type(page).objects.filter(locale_id=page.locale_id))
    return same.exclude(pk=page.pk).order_by("title")


def preview(old: Model, new: Model) -> list[Step]:
    """Return what would be done, place by place."""
    found = uses(_family(old), _names(old, new))
    return [Step(use, _how(use)) for use in found]


def may_replace(user: Any, steps: Iterable[Step]) -> bool:
    """Whether somebody may publish every page that would change."""
    pages = (step.use.source for step in steps if step.how is not How.LEFT)
    return all(may_publish(user, page) for page in pages)


def may_publish(user: Any, page: Any) -> bool:
    """Whether somebody may publish a page; the rights of a user are asked for once."""
    return policy_registry.get(page).user_has_permission_for_instance(user, "publish", page)


def unsound_after(old: Model, new: Model, steps: Iterable[Step]) -> list[Problem]:
    """Return what would be wrong with the journey once the steps are done."""
    names = _names(old, new)
    pages = {step.use.source.pk: step.use.source for step in steps if step.how is How.PUBLISHED}
    journey = [page for page in pages.values() if isinstance(page, KINDS) and _is_source(page)]
    return unsound_if(published=[_changed(page, names) for page in journey])


@transaction.atomic
def replace(old: Model, new: Model, user: Any) -> None:
    """Let one take the place of the other on every page that may be changed."""
    names = _names(old, new)
    for is_source in (True, False):
        # Asked anew for translations: most have followed their Swedish page already.
        pages = {
            step.use.source.pk: step.use.source
            for step in preview(old, new)
            if step.how is not How.LEFT and _is_source(step.use.source) is is_source
        }
        for page in pages.values():
            is_published = _is_published(page)
            revision = _changed(page, names).save_revision(user=user, log_action=True)
            if is_published:
                revision.publish(user=user)
    log(old, "home.replace", user=user, data={"by": str(new)})


def _changed(page: Any, names: Names) -> Any:
    """Return the newest version of a page, naming the other."""
    newest = page if _is_published(page) else page.get_latest_revision_as_object()
    return page.with_content_json(replaced(type(page), content_of(newest), names))


def _how(use: Use) -> How:
    if not use.is_page or use.place.becomes is Becomes.STAYS or use.source.locked:
        return How.LEFT
    if _is_published(use.source):
        return How.PUBLISHED
    # What only readers see still is left until the draft is published.
    return How.DRAFT if use.is_draft else How.LEFT


def _is_published(page: Page) -> bool:
    """Whether nothing about a page waits to be published."""
    return page.live and not page.has_unpublished_changes


def _is_source(page: Page) -> bool:
    return language_of(page.locale_id) == settings.LANGUAGE_CODE


def _family(thing: Model) -> list[Model]:
    """Return a page in all its languages; of a word, pages name the Swedish row only."""
    if isinstance(thing, Page):
        return list(Page.objects.filter(translation_key=thing.translation_key))
    return [thing]


def _names(old: Model, new: Model) -> Names:
    family = _family(old)
    names = names_of(family)
    if isinstance(old, Term):
        languages = {old.key: new.key} if old.kind == Term.Kind.LANGUAGE else {}
        return dataclasses.replace(names, terms={old.pk: new.pk}, languages=languages)
    twins = {page.locale_id: page.pk for page in _family(new)}
    pages = {page.pk: twins.get(page.locale_id, new.pk) for page in family}
    return dataclasses.replace(names, pages=pages)
