"""Pages and contacts "for you": on what the adults miss, then on what interests them."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.db.models import BooleanField, ExpressionWrapper, Q, QuerySet
from wagtail.models import Page

from cms.directory.models import OrganizationPage
from cms.models import ArticlePage, SectionPage
from cms.versions import kept
from cms.visibility import public
from onboarding.journeys.answers import Answers
from onboarding.journeys.schema import Journey

PAGES, CONTACTS = 6, 6
INTERESTS, MISSING = "interests", "missing"
# The options of the question MISSING, and the topics that hold a way on. Those of the question
# INTERESTS are topics themselves.
TOPICS_OF_MISSING = {
    "job": ("career",),
    "home": ("housing",),
    "friends": ("leisure_associations",),
    "swedish": ("new_in_sweden",),
    "childcare": ("children_school",),
    "activities": ("leisure_associations", "culture", "nature_seasons"),
}


@dataclass(frozen=True, slots=True)
class Suggestions:
    """What may help or interest a household.

    `topics` holds the keys of what interests it, `missing` what it misses, as it was asked.
    """

    topics: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    pages: tuple[Any, ...] = ()
    contacts: tuple[OrganizationPage, ...] = ()


def for_you(journey: Journey, answers: Answers, language: str) -> Suggestions:
    """Return pages and organisations for what the adults miss and for what interests them."""
    interests, missing = _chosen(INTERESTS, answers), _chosen(MISSING, answers)
    first = {topic for key in missing for topic in TOPICS_OF_MISSING.get(key, ())}
    if not (first or interests):
        return Suggestions()
    pages, contacts = _about(frozenset({*first, *interests}), frozenset(first), language)
    return Suggestions(interests, _in_words(missing, journey), pages, contacts)


@kept(size=256)
def _about(
    topics: Collection[str], first: Collection[str], language: str
) -> tuple[tuple[Any, ...], tuple[OrganizationPage, ...]]:
    """Return pages and organisations on some topics, those on `first` before the rest."""
    about = _About(topics, first)
    pages = [
        *about.choose(_written(SectionPage, language))[:PAGES],
        *about.choose(_written(ArticlePage, language))[:PAGES],
    ]
    # Somebody to turn to is worth knowing in Swedish too.
    people = about.choose(
        OrganizationPage.objects.shown(language).in_plans().exclude(kind="authority")
    )
    return (
        tuple(sorted(pages, key=lambda page: not page.comes_first)[:PAGES]),
        tuple(people[:CONTACTS]),
    )


def _chosen(question: str, answers: Answers) -> tuple[str, ...]:
    chosen = (key for adult in answers.adults for key in adult.answers.get(question) or ())
    return tuple(dict.fromkeys(chosen))


def _in_words(missing: Collection[str], journey: Journey) -> tuple[str, ...]:
    options = journey.questions[MISSING].options if missing else ()
    return tuple(o.label for o in options if o.key in missing and o.key in TOPICS_OF_MISSING)


def _written(kind: type[Page], language: str) -> QuerySet[Any]:
    return public(kind.objects.filter(locale__language_code=language))


@dataclass(frozen=True, slots=True)
class _About:
    """Chooses pages on some topics, those on `first` before the rest."""

    topics: Collection[str]
    first: Collection[str]

    def choose(self, pages: QuerySet[Any]) -> QuerySet[Any]:
        on_first = pages.filter(topics__key__in=self.first).order_by().values("pk")
        comes_first = ExpressionWrapper(Q(pk__in=on_first), output_field=BooleanField())
        return (
            pages.filter(topics__key__in=self.topics)
            .annotate(comes_first=comes_first)
            .distinct()
            .order_by("-comes_first", "path")
        )
