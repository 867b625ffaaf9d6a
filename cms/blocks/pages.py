"""Links to other pages, drawn the way each kind of page wants to be drawn."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks


class PagesBlock(blocks.StructBlock):
    """Cards of pages: articles, tasks, organisations.

    The template draws each page by its own `card_template`, so this block
    need not know which kinds of pages there are.
    """

    heading = blocks.CharBlock(
        label=_("heading"),
        required=False,
        max_length=120,
        default="",
        help_text=_("What the links have in common. May be left empty."),
    )
    pages = blocks.ListBlock(
        blocks.PageChooserBlock(label=_("page")),
        label=_("pages"),
        help_text=_("Choose the Swedish pages: readers get each in their own language."),
    )

    class Meta:
        icon = "doc-full"
        label = _("pages, tasks or contacts")
        description = _("Cards that lead to other pages, tasks or organisations.")
        template = "cms/blocks/pages.html"
        preview_template = "cms/blocks/pages_preview.html"
        preview_value = {"heading": "Gå vidare", "pages": []}
