"""Personas in the admin: listed, renamed, deleted, and made of the plan in the same browser."""

from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy
from wagtail.admin.panels import FieldPanel, ObjectList, Panel
from wagtail.admin.views import generic
from wagtail.admin.viewsets.model import ModelViewSet

from onboarding import checking
from onboarding.access import move_of_browser
from onboarding.journeys.engine import path
from onboarding.loading import load_journey
from onboarding.models import Persona
from onboarding.personas import answers_of, kept_answers

SAVE_MY_PLAN = gettext_lazy("Save my plan as a persona")
FIELDS = ["name", "name_en", "description"]


class AnswersPanel(Panel):
    """What a persona answers, as a mover would read it."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "onboarding/admin/persona_answers.html"

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            rows = answers_in_words(self.instance) if self.instance.pk else []
            return {**super().get_context_data(parent_context), "rows": rows}


def answers_in_words(persona: Persona) -> list[checking.Row]:
    """Return what a persona answers to each question that it is asked."""
    journey = load_journey(get_language() or settings.LANGUAGE_CODE)
    if journey is None:
        return []
    answers = answers_of(persona, journey, timezone.localdate())
    return checking.rows(path(journey, answers), answers, set())


class PersonaListView(generic.IndexView):
    """The personas, and the way to make another one."""

    add_item_label = SAVE_MY_PLAN


class FromPlanView(generic.CreateView):
    """Make a persona of the plan that the same browser has open on the site."""

    template_name = "onboarding/admin/persona_from_plan.html"
    page_title = SAVE_MY_PLAN
    submit_button_label = SAVE_MY_PLAN

    def answers(self) -> dict[str, Any] | None:
        """Return what was answered in this browser; None where there is no plan."""
        move, journey = move_of_browser(self.request), load_journey(settings.LANGUAGE_CODE)
        return kept_answers(move, journey) if move and journey else None

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            **kwargs,
            has_plan=self.answers() is not None,
            wizard=reverse("questions", args=["before"]),
        )

    def get_form(self, form_class: Any = None) -> Any:
        form = super().get_form(form_class)
        form.instance.answers = self.answers() or {}
        return form


class PersonaViewSet(ModelViewSet):
    """Personas in the admin."""

    model = Persona
    name = "personas"
    icon = "user"
    menu_label = gettext_lazy("Personas")
    menu_order = 260
    add_to_admin_menu = True
    copy_view_enabled = False
    index_view_class = PersonaListView
    add_view_class = FromPlanView
    list_display = ["name", "name_en", "description"]
    search_fields = FIELDS
    search_backend_name = None
    edit_handler = ObjectList(
        [*(FieldPanel(name) for name in FIELDS), AnswersPanel(heading=gettext_lazy("Answers"))]
    )
