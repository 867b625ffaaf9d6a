"""Rules in words: beside the fields of a rule, and in one report of the whole journey."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail.admin.panels import Panel

from cms.admin_pages import EditorsPage
from onboarding.admin_wording import words_of_rules
from onboarding.journeys.schema import Journey, Phase, Step
from onboarding.journeys.sentences import of_question, of_task
from onboarding.soundness import HalfDone, journey_with


@dataclass(frozen=True, slots=True)
class Told:
    """One question or task with its rules in words, and the key of the page it stands on."""

    name: str
    is_question: bool
    sentences: tuple[str, ...]
    page: tuple[str, str]

    def holds(self, text: str) -> bool:
        """Whether a text stands in it, small and large letters alike."""
        return text in " ".join((self.name, *self.sentences)).casefold()


@dataclass(frozen=True, slots=True)
class Part:
    """A step of the journey with the rules in it; `told` has each with its editor's address."""

    phase: str
    step: str
    told: tuple[tuple[Told, str], ...]


def of_step(step: Step, journey: Journey) -> Iterator[Told]:
    """Return the rules of a step's questions, then of its tasks."""
    words = words_of_rules()
    for question in step.questions:
        sentences = (of_question(question, journey, words),)
        yield Told(question.label or question.key, True, sentences, ("step", step.key))
    for task in step.tasks:
        yield Told(task.title, False, of_task(task, journey, words), ("task", task.key))


def of_draft(page: Any) -> list[Told]:
    """Return the rules that stand on a page: a step's questions, or a task's own.

    They are those of its newest draft. Nothing where the draft is not far enough.
    """
    from onboarding.loading import load_journey

    # Where readers have the draft already, the journey need not be read for it once more.
    is_published = page.live and not page.has_unpublished_changes
    if is_published and (told := _of_page(page, load_journey(_language()))):
        return told
    draft = page.get_latest_revision_as_object()
    try:
        return _of_page(draft, journey_with([draft], _language()))
    except HalfDone:
        return []


def _of_page(page: Any, journey: Journey | None) -> list[Told]:
    here = ("step" if hasattr(page, "questions") else "task", page.key)
    steps = journey.all_steps() if journey else ()
    return [told for step in steps for told in of_step(step, journey) if told.page == here]


def _language() -> str:
    return get_language() or settings.LANGUAGE_CODE


class RulesPanel(Panel):
    """The rules of a saved page in words, to be read beside the fields they are made in."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"heading": _("Rules in words"), "icon": "help", **kwargs})

    class BoundPanel(Panel.BoundPanel):
        template_name = "onboarding/admin/rules_panel.html"

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            is_saved = bool(self.instance.pk)
            return {
                **super().get_context_data(parent_context),
                "told": of_draft(self.instance) if is_saved else [],
                "is_saved": is_saved,
            }


class RulesReport(EditorsPage, TemplateView):
    """Every rule of the published journey as a sentence, step by step."""

    template_name = "onboarding/admin/rules_report.html"
    page_title = _("Rules in words")
    header_icon = "help"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        wanted = self.request.GET.get("q", "").strip()
        parts = list(self.parts(wanted.casefold()))
        return super().get_context_data(
            **kwargs,
            parts=parts,
            wanted=wanted,
            number=sum(len(part.told) for part in parts),
        )

    def parts(self, wanted: str) -> Iterator[Part]:
        """Return the steps with the rules that a text stands in; all of a step that it names."""
        from onboarding.loading import load_journey

        journey, editors = load_journey(_language()), _editors()
        for phase in journey.phases if journey else ():
            for step in phase.steps:
                told = tuple(
                    (one, editors.get(one.page, ""))
                    for one in of_step(step, journey)
                    if _names(phase, step, wanted) or one.holds(wanted)
                )
                if told:
                    yield Part(phase.title, step.title, told)


def _names(phase: Phase, step: Step, wanted: str) -> bool:
    return wanted in f"{phase.title} {step.title}".casefold()


def _editors() -> dict[tuple[str, str], str]:
    """Return where each step and task is edited, by its key."""
    from onboarding.models import StepPage, TaskPage

    return {
        (kind, key): reverse("wagtailadmin_pages:edit", args=[pk])
        for kind, model in (("step", StepPage), ("task", TaskPage))
        for key, pk in model.objects.filter(
            locale__language_code=settings.LANGUAGE_CODE
        ).values_list("key", "pk")
    }
