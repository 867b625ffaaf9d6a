"""What readers need is not taken away.

A page of the journey, an organisation or a word that a published page names is neither
deleted nor unpublished before something else stands there; nor is a page without which the
journey would not be sound. One rule for every way: a single page, several from a list, and
the day on which a page was to expire.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import or_

from django.db.models import Model, Q
from wagtail.models import Page

from cms.directory.models import OrganizationPage
from cms.models import Term
from home.uses import Use, uses
from onboarding.journeys.validation import Problem
from onboarding.loading import KINDS
from onboarding.soundness import unsound_if

GUARDED: tuple[type[Page], ...] = (OrganizationPage, *KINDS)


@dataclass(frozen=True, slots=True)
class Need:
    """Why something must stay: who names it, and what would be wrong with the journey."""

    uses: Sequence[Use] = ()
    problems: Sequence[Problem] = ()

    def __bool__(self) -> bool:
        return bool(self.uses or self.problems)


def need_for(pages: Sequence[Page]) -> Need:
    """Return why readers need some pages, with all below them, if all were taken away at once."""
    if not pages:
        return Need()
    gone = list(_with_all_below(pages))
    guarded = [page for page in gone if page.cached_content_type.model_class() in GUARDED]
    return Need(_live_uses(guarded, without=gone), unsound_if(removed=pages) if guarded else [])


def need_for_words(terms: Sequence[Term]) -> Need:
    """Return why readers need some words of the vocabulary."""
    return Need(_live_uses(terms, without=()))


def needed(pages: Sequence[Page]) -> list[Page]:
    """Return those of some pages that must stay, where all the others are taken away.

    What stays needs what it names, so they are gone through until no more is found.
    """
    going = list(pages)
    while stay := [page for page in going if _is_needed(page, beside=going)]:
        going = [page for page in going if page not in stay]
    return [page for page in pages if page not in going]


def _is_needed(page: Page, beside: Sequence[Page]) -> bool:
    need = need_for([page])
    gone = {other.pk for other in _with_all_below(beside)}
    return bool(need.problems) or any(use.source.pk not in gone for use in need.uses)


def _live_uses(things: Sequence[Model], without: Iterable[Page]) -> list[Use]:
    if not things:
        return []
    gone = {page.pk for page in without}
    return [use for use in uses(things) if use.is_live and use.source.pk not in gone]


def _with_all_below(pages: Sequence[Page]) -> Iterable[Page]:
    below = reduce(or_, (Q(path__startswith=page.path) for page in pages))
    return Page.objects.filter(below)
