"""The answers that a rule can name, as an editor chooses them."""

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from cms.versions import kept
from onboarding.journeys.rules import UNANSWERED
from onboarding.journeys.schema import Kind, Question

Grouped = list[tuple[str, list[tuple[str, str]]]]


@kept(size=1)
def rule_options() -> Grouped:
    """Return every option of every question, grouped by question, as `question:option`."""
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
