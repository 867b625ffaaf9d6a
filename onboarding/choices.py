"""The answers that a rule can name, as an editor chooses them."""

from functools import lru_cache

from django.conf import settings
from django.utils.translation import gettext as _

from cms.versions import content_version
from onboarding.journeys.rules import UNANSWERED
from onboarding.journeys.schema import Kind, Question

Grouped = list[tuple[str, list[tuple[str, str]]]]


def rule_options() -> Grouped:
    """Return every option of every question, grouped by question, as `question:option`."""
    return _rule_options(content_version())


@lru_cache(maxsize=2)
def _rule_options(version: object) -> Grouped:
    from onboarding.loading import load_journey

    journey = load_journey(settings.LANGUAGE_CODE)
    return [
        (question.label, _options(question))
        for question in (journey.all_questions() if journey else ())
        if question.kind in {Kind.SINGLE, Kind.MULTIPLE, Kind.YES_NO}
    ]


def _options(question: Question) -> list[tuple[str, str]]:
    own = [(f"{question.key}:{option.key}", option.label) for option in question.options]
    return [*own, (f"{question.key}:{UNANSWERED}", _("Not answered yet"))]
