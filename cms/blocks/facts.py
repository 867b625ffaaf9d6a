"""A small table: what, and how much."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks


class FactBlock(blocks.StructBlock):
    """One row: a label and a value."""

    label = blocks.CharBlock(
        label=_("what"),
        max_length=120,
        default="",
        help_text=_("What is counted or asked for: “Cost”, “Age”."),
    )
    value = blocks.CharBlock(
        label=_("answer"),
        max_length=300,
        default="",
        help_text=_("The figure or the answer, with its year where it may grow old."),
    )

    class Meta:
        icon = "list-ul"
        label = _("fact")
        description = _("One row of the table.")


class FactsBlock(blocks.StructBlock):
    """A table of facts with an optional heading."""

    heading = blocks.CharBlock(
        label=_("heading"),
        required=False,
        max_length=120,
        default="",
        help_text=_("Leave empty when the text before it says what the table is about."),
    )
    rows = blocks.ListBlock(
        FactBlock(), label=_("rows"), help_text=_("One fact in each row, the most asked for first.")
    )

    class Meta:
        icon = "table"
        label = _("facts")
        description = _("A table of facts: cost, time, distance.")
        template = "cms/blocks/facts.html"
        preview_value = {
            "heading": "Kort om kön",
            "rows": [
                {"label": "Stå i kön från", "value": "16 år"},
                {"label": "Söka lägenhet från", "value": "18 år"},
            ],
        }
