"""Pages and contacts "for you", from the interests of the adults."""

from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from cms.directory.models import OrganizationPage
from cms.models import ArticlePage, SectionPage
from cms.visibility import public
from onboarding.journeys.answers import Answers

PAGES, CONTACTS = 6, 6


@dataclass(frozen=True, slots=True)
class Suggestions:
    """What may interest a household."""

    topics: tuple[str, ...]
    pages: tuple[Any, ...]
    contacts: tuple[OrganizationPage, ...]


def for_you(answers: Answers, language: str) -> Suggestions:
    """Return pages and organisations on the topics that the adults chose."""
    chosen = dict.fromkeys(
        key for adult in answers.adults for key in adult.answers.get("interests") or ()
    )
    topics = tuple(chosen)
    if not topics:
        return Suggestions((), (), ())
    pages = [
        *_about(SectionPage.objects.all(), topics, language)[:PAGES],
        *_about(ArticlePage.objects.all(), topics, language)[:PAGES],
    ]
    people = _about(OrganizationPage.objects.exclude(kind="authority"), topics, language)
    return Suggestions(topics, tuple(pages[:PAGES]), tuple(people[:CONTACTS]))


def _about(pages: QuerySet[Any], topics: tuple[str, ...], language: str) -> QuerySet[Any]:
    return (
        public(pages)
        .filter(locale__language_code=language, topics__key__in=topics)
        .distinct()
        .order_by("path")
    )
