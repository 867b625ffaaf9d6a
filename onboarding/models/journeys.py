"""The journey as pages: phases, steps with their questions, tasks with their rules.

Rules are read from the Swedish page only, so a change holds in every language
from the moment it is published; texts come from the page in the reader's own.
"""

from typing import Any

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, HelpPanel, MultiFieldPanel, ObjectList, TabbedInterface
from wagtail.blocks import StreamValue
from wagtail.fields import RichTextField, StreamField
from wagtail_localize.fields import SynchronizedField

from cms.blocks.text import BODY_FEATURES
from cms.cards import specific
from cms.directory.models import OrganizationPage
from cms.links import in_language
from cms.models import BasePage, Freshness
from onboarding import wording
from onboarding.admin_rules import RulesPanel
from onboarding.blocks import (
    BringBlock,
    GroupBlock,
    OfficialLinkBlock,
    OrganizationBlock,
    PrerequisiteBlock,
    QuestionBlock,
    TaskStepBlock,
    TimingForBlock,
)
from onboarding.journeys.schema import Anchor
from onboarding.soundness import JourneyPageForm

KEY_HELP = _("A short English word. Saved plans use it, so it never changes.")


def ids(stream: StreamValue) -> list[int]:
    """Return the pages that a stream of choosers names, without looking them up."""
    return [block["value"] for block in stream.raw_data if block["value"]]


def fixed(*names: str) -> list[SynchronizedField]:
    """Return fields that no translator sees and every translation copies."""
    return [SynchronizedField(name, overridable=False) for name in names]


class KeyedPage(BasePage):
    """A page of the journey, known by a key that is the same in every language."""

    key = models.SlugField(_("key"), max_length=80, help_text=KEY_HELP)
    swedish_only = models.BooleanField(
        _("Swedish only"),
        default=False,
        help_text=_(
            "Tick when the page will not be translated, or not yet. Readers of other languages"
            " then see that it is in Swedish only. Without a tick it must be in English before"
            " anything in the journey is published."
        ),
    )

    base_form_class = JourneyPageForm
    search_texts = ("title", "lead")
    reads_as = "service"
    override_translatable_fields = [
        *BasePage.override_translatable_fields,
        *fixed("key", "swedish_only"),
    ]
    settings_panels = [
        FieldPanel("key"),
        FieldPanel("swedish_only"),
        *BasePage.settings_panels,
    ]

    class Meta:
        abstract = True

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        from onboarding.loading import load_journey

        context = super().get_context(request, *args, **kwargs)
        context["journey"] = load_journey(self.language)
        return context


class JourneyPage(KeyedPage):
    """The whole journey: the way into its phases."""

    page_description = _("The whole move, from the first thought to feeling at home.")
    parent_page_types = ["home.StartPage"]
    subpage_types = ["onboarding.PhasePage"]
    max_count_per_parent = 1

    class Meta:
        verbose_name = _("journey")
        verbose_name_plural = _("journeys")


class PhasePage(KeyedPage):
    """Before the move, arrival, settling in."""

    page_description = _("A stretch of the move: before, arrival, settling in.")
    parent_page_types = ["onboarding.JourneyPage"]
    subpage_types = ["onboarding.StepPage"]

    class Meta:
        verbose_name = _("phase")
        verbose_name_plural = _("phases")


class StepPage(KeyedPage, Freshness):
    """A part of a phase: the questions that belong together, and the tasks that come of them."""

    page_description = _("A part of a phase: its questions, and the tasks below it.")
    parent_page_types = ["onboarding.PhasePage"]
    subpage_types = ["onboarding.TaskPage"]

    questions = StreamField(
        [("question", QuestionBlock())],
        verbose_name=_("questions"),
        blank=True,
        help_text=_("Asked in this order. Ask nothing that no task uses."),
    )
    responsible = StreamField(
        [("organization", OrganizationBlock())],
        verbose_name=_("responsible"),
        blank=True,
        help_text=_("Departments and authorities that answer for this part."),
    )
    contacts = StreamField(
        [("organization", OrganizationBlock())],
        verbose_name=_("people to turn to"),
        blank=True,
        help_text=_("Associations and others who help with this part."),
    )
    override_translatable_fields = [
        *KeyedPage.override_translatable_fields,
        *Freshness.freshness_translation,
        *fixed("responsible", "contacts"),
    ]
    content_panels = [
        *KeyedPage.content_panels,
        RulesPanel(),
        FieldPanel("questions"),
        FieldPanel("responsible"),
        FieldPanel("contacts"),
        Freshness.freshness_panel,
    ]

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        chosen = {name: ids(getattr(self, name)) for name in ("responsible", "contacts")}
        wanted = [pk for pks in chosen.values() for pk in pks]
        shown = specific(in_language(wanted, self.language))
        for name, pks in chosen.items():
            context[name] = [shown[pk] for pk in pks if pk in shown]
        return context

    class Meta:
        verbose_name = _("step")
        verbose_name_plural = _("steps")


class TaskPage(KeyedPage, Freshness):
    """Something to do: for whom, by when, after what, and who helps."""

    page_description = _("Something to do: for whom, by when, and who helps.")
    parent_page_types = ["onboarding.StepPage"]
    subpage_types: list[str] = []
    card_template = "onboarding/task_card.html"
    card_heading = _("What there is to do")

    steps = StreamField(
        [("step", TaskStepBlock())],
        verbose_name=_("what to do, step by step"),
        blank=True,
        help_text=_("Two to six steps."),
    )
    bring = StreamField(
        [("item", BringBlock())],
        verbose_name=_("what to bring"),
        blank=True,
        help_text=_("Papers and things to have at hand."),
    )
    good_to_know = RichTextField(
        _("good to know"),
        blank=True,
        features=BODY_FEATURES,
        help_text=_("What people often get wrong, and what to do about it."),
    )
    too_late = models.TextField(
        _("when it is too late"),
        blank=True,
        help_text=_("What to do when the day has passed. Required when the day follows from law."),
    )
    official_links = StreamField(
        [("link", OfficialLinkBlock())],
        verbose_name=_("official links"),
        blank=True,
        help_text=_("Pages of those who decide."),
    )
    responsible = models.ForeignKey(
        OrganizationPage,
        verbose_name=_("responsible organisation"),
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text=_("Who decides or answers. Every task has one."),
    )
    contacts = StreamField(
        [("organization", OrganizationBlock())],
        verbose_name=_("people to turn to"),
        blank=True,
        help_text=_("Associations and others who help with this task."),
    )
    per_person = models.BooleanField(
        _("one for each adult"),
        default=False,
        help_text=_("Otherwise the household does it once."),
    )
    audience = StreamField(
        [("group", GroupBlock())],
        verbose_name=_("who it is for"),
        blank=True,
        help_text=_("One of the groups must hold. No group: everybody."),
    )
    anchor = models.CharField(
        _("counted from"),
        max_length=20,
        choices=wording.choices(Anchor),
        default=Anchor.MOVE.value,
        help_text=_("The day that the dates are counted from."),
    )
    start_day = models.SmallIntegerField(
        _("start, days"), default=0, help_text=_("Minus is before that day: -30 is a month before.")
    )
    due_day = models.SmallIntegerField(
        _("due, days"), default=0, help_text=_("The last day, counted the same way.")
    )
    is_law = models.BooleanField(
        _("follows from law"),
        default=False,
        help_text=_("The last day follows from a law, a contract or a permit."),
    )
    timing_for = StreamField(
        [("timing", TimingForBlock())],
        verbose_name=_("other dates for some"),
        blank=True,
        help_text=_("The first one whose rule holds is used."),
    )
    prerequisites = StreamField(
        [("prerequisite", PrerequisiteBlock())],
        verbose_name=_("do first"),
        blank=True,
        help_text=_("What must, or should, be done before."),
    )

    rule_fields = (
        "responsible",
        "contacts",
        "per_person",
        "audience",
        "anchor",
        "start_day",
        "due_day",
        "is_law",
        "timing_for",
        "prerequisites",
    )
    search_texts = ("title", "lead", "steps", "bring", "good_to_know", "too_late")
    override_translatable_fields = [
        *KeyedPage.override_translatable_fields,
        *Freshness.freshness_translation,
        *fixed(*rule_fields),
    ]
    content_panels = [
        *KeyedPage.content_panels,
        FieldPanel("steps"),
        FieldPanel("bring"),
        FieldPanel("good_to_know"),
        FieldPanel("too_late"),
        FieldPanel("official_links"),
        MultiFieldPanel(
            [FieldPanel("responsible"), FieldPanel("contacts")], heading=_("Who helps")
        ),
        Freshness.freshness_panel,
    ]
    rule_panels = [
        HelpPanel(_("Rules are set on the Swedish page and hold in every language.")),
        RulesPanel(),
        FieldPanel("audience"),
        FieldPanel("per_person"),
        MultiFieldPanel(
            [
                FieldPanel("anchor"),
                FieldPanel("start_day"),
                FieldPanel("due_day"),
                FieldPanel("is_law"),
                FieldPanel("timing_for"),
            ],
            heading=_("Dates"),
        ),
        FieldPanel("prerequisites"),
    ]
    edit_handler = TabbedInterface(
        [
            ObjectList(content_panels, heading=_("Content")),
            ObjectList(rule_panels, heading=_("Rule")),
            ObjectList(KeyedPage.promote_panels, heading=_("Promote")),
            ObjectList(KeyedPage.settings_panels, heading=_("Settings")),
        ],
        base_form_class=JourneyPageForm,
    )

    class Meta:
        verbose_name = _("task")
        verbose_name_plural = _("tasks")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        from onboarding.reading import reader_view

        context = super().get_context(request, *args, **kwargs)
        context.update(reader_view(self, context["journey"]))
        return context
