"""What the tests for accessibility found: filled in by a command, never by hand."""

from datetime import date

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from cms.blocks.keys import KeyBlock


class FindingBlock(blocks.StructBlock):
    """One thing that a tool calls a fault, and on which page."""

    page = KeyBlock(label=_("page"), default="", help_text=_("The page it was found on."))
    language = KeyBlock(label=_("language"), default="", help_text=_("The language of that page."))
    rule = KeyBlock(label=_("rule"), default="", help_text=_("The tool's name of the rule."))
    says = KeyBlock(
        label=_("what the tool says"),
        required=False,
        default="",
        help_text=_("The tool's own words, in English."),
    )
    wcag = KeyBlock(
        label=_("criteria of WCAG"),
        required=False,
        default="",
        help_text=_("The numbers of the criteria it belongs to."),
    )

    class Meta:
        icon = "warning"
        label = _("finding")
        description = _("One thing that a tool calls a fault.")


class ResultsBlock(blocks.StructBlock):
    """The results of one run of the tests. Data only, so every language shows the same."""

    checked_on = blocks.DateBlock(
        label=_("checked on"), required=False, help_text=_("The day the tests ran.")
    )
    tools = blocks.ListBlock(
        KeyBlock(default=""), label=_("tools"), default=[], help_text=_("What looked for faults.")
    )
    languages = blocks.ListBlock(
        KeyBlock(default=""),
        label=_("languages"),
        default=[],
        help_text=_("Languages that were looked at."),
    )
    pages = blocks.IntegerBlock(
        label=_("pages and states"), required=False, help_text=_("How many were looked at.")
    )
    views = blocks.IntegerBlock(
        label=_("ways they were shown"),
        required=False,
        help_text=_("Each at several widths, light and dark."),
    )
    findings = blocks.ListBlock(
        FindingBlock(), label=_("findings"), default=[], help_text=_("One for each fault found.")
    )
    checksum = KeyBlock(
        label=_("checksum"),
        required=False,
        default="",
        help_text=_("Tells the command whether somebody changed the block by hand."),
    )

    class Meta:
        icon = "success"
        label = _("results of the tests")
        description = _(
            "What our tests for accessibility found. A command fills it in: do not change it by "
            "hand. Write your own words before and after it."
        )
        template = "cms/blocks/results.html"
        form_classname = "struct-block results-block"
        preview_value = {
            "checked_on": date(2026, 11, 27),
            "tools": ["axe-core 4.12.1"],
            "languages": ["sv", "en"],
            "pages": 42,
            "views": 168,
            "findings": [],
        }
