"""What questions and rules are made of, as an editor sees them."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from cms.blocks.keys import KeyBlock
from cms.blocks.text import LINE_FEATURES
from onboarding import wording
from onboarding.choices import rule_options
from onboarding.journeys.schema import Anchor, AskedOf, Kind

SEPARATOR = ":"


class RuleOptionsBlock(blocks.MultipleChoiceBlock):
    """Answers of questions, as keys. Reading them from the database asks for no choices."""

    def normalize_choice(self, value: str) -> str:
        return value


class LineBlock(blocks.StructBlock):
    """One condition: a question is answered with one of some options."""

    options = RuleOptionsBlock(
        label=_("answer is one of"),
        choices=rule_options,
        widget=forms.SelectMultiple(attrs={"size": 10}),
        help_text=_("Options of one question. Hold Ctrl or ⌘ to choose several."),
    )

    def clean(self, value: blocks.StructValue) -> blocks.StructValue:
        value = super().clean(value)
        questions = {option.split(SEPARATOR)[0] for option in value["options"]}
        if len(questions) > 1:
            error = ValidationError(_("Choose options of one question; add a line for another."))
            raise blocks.StructBlockValidationError(block_errors={"options": error})
        return value

    class Meta:
        icon = "help"
        label = _("condition")
        description = _("A question and the answers that count.")


class GroupBlock(blocks.StructBlock):
    """Conditions that must all hold."""

    lines = blocks.ListBlock(
        LineBlock(),
        label=_("all of these must hold"),
        min_num=1,
        help_text=_("One question in each line. Add a line, and fewer are meant."),
    )

    class Meta:
        icon = "group"
        label = _("group of conditions")
        description = _("Everything in a group must hold; one group that holds is enough.")
        template = "onboarding/blocks/group.html"
        preview_value = {"lines": []}


class OptionBlock(blocks.StructBlock):
    """One answer to choose."""

    key = KeyBlock(
        label=_("key"),
        max_length=60,
        default="",
        help_text=_("A short English word. Saved answers and rules use it, so it never changes."),
    )
    label = blocks.CharBlock(
        label=_("label"),
        max_length=160,
        default="",
        help_text=_("What the mover reads beside the box."),
    )
    hint = blocks.CharBlock(
        label=_("hint"),
        required=False,
        max_length=300,
        default="",
        help_text=_("Small text below it, for those who hesitate. May be left empty."),
    )
    reason = blocks.CharBlock(
        label=_("reason"),
        required=False,
        max_length=300,
        default="",
        help_text=_("Completes “Because …” in a plan: “you bring a car from abroad”."),
    )

    class Meta:
        icon = "radio-full"
        label = _("option")
        description = _("One answer to choose.")


class QuestionBlock(blocks.StructBlock):
    """One question of the wizard."""

    key = KeyBlock(
        label=_("key"),
        max_length=60,
        default="",
        help_text=_("A short English word. Saved answers and rules use it, so it never changes."),
    )
    label = blocks.CharBlock(
        label=_("question"),
        max_length=200,
        default="",
        help_text=_("As you would ask it across a table, with a question mark."),
    )
    why = blocks.TextBlock(
        label=_("why we ask"),
        required=False,
        default="",
        help_text=_("One sentence: what the answer changes in the plan."),
    )
    hint = blocks.TextBlock(
        label=_("hint"),
        required=False,
        default="",
        help_text=_("Help with answering, below the question. May be left empty."),
    )
    kind = blocks.ChoiceBlock(
        label=_("kind of answer"),
        choices=wording.choices(Kind),
        help_text=_("One choice, several, yes or no, a day or a number."),
    )
    asked_of = blocks.ChoiceBlock(
        label=_("asked of"),
        choices=wording.choices(AskedOf),
        help_text=_("Once for the household, or once for each adult."),
    )
    starts_page = blocks.BooleanBlock(
        label=_("begins a new page"),
        required=False,
        default=False,
        help_text=_("Questions that belong together share a page; tick to begin a new one."),
    )
    options = blocks.ListBlock(
        OptionBlock(),
        label=_("options"),
        default=[],
        help_text=_("Leave “I don't know yet” out: the wizard adds it by itself."),
    )
    condition = blocks.ListBlock(
        GroupBlock(),
        label=_("asked only if"),
        default=[],
        help_text=_("One of the groups must hold. No group: everybody is asked."),
    )

    class Meta:
        icon = "help"
        label = _("question")
        description = _("A question, its answers, why we ask, and who is asked.")
        template = "onboarding/blocks/question.html"
        preview_value = {
            "key": "pets",
            "label": "Tar ni med er hund eller katt?",
            "why": "Djur från ett annat land behöver förberedas i god tid.",
            "kind": "yes_no",
            "asked_of": "household",
            "options": [{"key": "yes", "label": "Ja"}, {"key": "no", "label": "Nej"}],
        }


class TimingForBlock(blocks.StructBlock):
    """Other dates for some."""

    only_for = blocks.ListBlock(
        GroupBlock(),
        label=_("only for"),
        min_num=1,
        help_text=_("Who gets these dates instead. One of the groups must hold."),
    )
    anchor = blocks.ChoiceBlock(
        label=_("counted from"),
        choices=wording.choices(Anchor),
        help_text=_("The day that the dates are counted from."),
    )
    start = blocks.IntegerBlock(
        label=_("start, days"),
        default=0,
        help_text=_("Minus is before that day: -30 is a month before."),
    )
    due = blocks.IntegerBlock(
        label=_("due, days"), default=0, help_text=_("The last day, counted the same way.")
    )
    law = blocks.BooleanBlock(
        label=_("follows from law"),
        required=False,
        default=False,
        help_text=_("The last day follows from a law, a contract or a permit."),
    )

    class Meta:
        icon = "date"
        label = _("other dates")
        description = _("Other dates for those whom a rule names.")
        template = "onboarding/blocks/timing_for.html"
        preview_value = {"anchor": "one_year", "start": 14, "due": 42}


class PrerequisiteBlock(blocks.StructBlock):
    """Something to do first."""

    any_of = blocks.ListBlock(
        blocks.PageChooserBlock(page_type="onboarding.TaskPage", label=_("task")),
        label=_("any one of these"),
        min_num=1,
        help_text=_("One of them is enough. For two that must both be done, add two blocks."),
    )
    helpful = blocks.BooleanBlock(
        label=_("only advice"),
        required=False,
        default=False,
        help_text=_("Advice is shown but never stops anybody."),
    )
    only_for = blocks.ListBlock(
        GroupBlock(), label=_("only for"), default=[], help_text=_("No group: for everybody.")
    )

    class Meta:
        icon = "lock"
        label = _("do first")
        description = _("A task that must, or should, be done before this one.")
        template = "onboarding/blocks/prerequisite.html"
        preview_value = {"any_of": []}


class TaskStepBlock(blocks.RichTextBlock):
    """One step of a task."""

    def __init__(self, **kwargs: object) -> None:
        super().__init__(features=kwargs.pop("features", LINE_FEATURES), **kwargs)

    class Meta:
        icon = "list-ol"
        label = _("step")
        description = _("One thing to do, in one or two sentences.")
        template = "onboarding/blocks/task_step.html"
        preview_value = "<p><b>Boka tid</b> för hela familjen.</p>"


class BringBlock(blocks.CharBlock):
    """One thing to have at hand."""

    class Meta:
        icon = "clipboard-list"
        label = _("to bring")
        description = _("A paper or a thing to have at hand.")
        template = "onboarding/blocks/bring.html"
        preview_value = "Pass eller nationellt id-kort"
        default = ""


class OfficialLinkBlock(blocks.StructBlock):
    """An official page."""

    label = blocks.CharBlock(
        label=_("text of the link"),
        max_length=120,
        default="",
        help_text=_("Who it is and what it is about: “Skatteverket: moving”."),
    )
    url = blocks.URLBlock(
        label=_("address"),
        default="",
        help_text=_("The very page, not the front page, with https:// before it."),
    )

    class Meta:
        icon = "link-external"
        label = _("official link")
        description = _("The page of the authority or company that decides.")
        template = "onboarding/blocks/official_link.html"
        preview_value = {
            "label": "Skatteverket: flytta",
            "url": "https://www.skatteverket.se/flytta",
        }


class OrganizationBlock(blocks.PageChooserBlock):
    """An organisation of the directory."""

    def __init__(self, **kwargs: object) -> None:
        kwargs.setdefault("page_type", "directory.OrganizationPage")
        super().__init__(**kwargs)

    class Meta:
        icon = "group"
        label = _("organisation")
        description = _("Somebody to turn to, from the directory.")
        template = "onboarding/blocks/organization.html"

    @property
    def is_previewable(self) -> bool:
        return True

    def get_preview_value(self) -> object:
        """Show the first organisation there is."""
        from cms.directory.models import OrganizationPage

        return OrganizationPage.objects.live().order_by("path").first()
