"""What the drafts of journey pages would do to each persona, once they are published."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.utils import timezone
from wagtail.models import Page

from onboarding.journeys.changes import Case, Differences, differences
from onboarding.loading import KINDS
from onboarding.models import Persona
from onboarding.personas import answers_of
from onboarding.planning import sentence
from onboarding.soundness import journey_with, journey_without


@dataclass(frozen=True, slots=True)
class Consequence:
    """A persona, and what becomes of its plan and its questions."""

    persona: Persona
    differences: Differences

    @property
    def is_nothing(self) -> bool:
        """Whether this persona notices nothing."""
        return self.differences.is_nothing


def concerns(page: Page) -> bool:
    """Whether a page is one that plans are made of: of the journey, and in Swedish."""
    return isinstance(page, KINDS) and page.locale.language_code == settings.LANGUAGE_CODE


def of_publishing(drafts: Iterable[Any]) -> list[Consequence]:
    """Return what publishing some drafts does to each persona.

    Raises HalfDone where a draft is not far enough to be read.
    """
    return _between(journey_with(), journey_with(drafts))


def of_removing(pages: Iterable[Any]) -> list[Consequence]:
    """Return what taking pages away, with all that lies below them, does to each persona."""
    return _between(journey_with(), journey_without(pages))


def _between(before: Any, after: Any) -> list[Consequence]:
    if before is None or after is None:
        return []
    today, words = timezone.localdate(), sentence()
    return [
        Consequence(
            persona,
            differences(
                Case(before, answers_of(persona, before, today), today),
                Case(after, answers_of(persona, after, today), today),
                words,
            ),
        )
        for persona in Persona.objects.all()
    ]


def noticed(consequences: Iterable[Consequence]) -> list[Consequence]:
    """Return those who notice something."""
    return [one for one in consequences if not one.is_nothing]
