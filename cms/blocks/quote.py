"""Somebody's own words."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks


class QuoteBlock(blocks.StructBlock):
    """A quotation and who says it."""

    text = blocks.TextBlock(
        label=_("words"), default="", help_text=_("Without quotation marks; the page adds them.")
    )
    who = blocks.CharBlock(
        label=_("who"),
        required=False,
        max_length=120,
        default="",
        help_text=_("First name or role. Say “made up” where the person does not exist."),
    )

    class Meta:
        icon = "openquote"
        label = _("quotation")
        description = _("Somebody's own words, large.")
        template = "cms/blocks/quote.html"
        preview_value = {
            "text": "Vi ringde en förening innan vi hade en adress.",
            "who": "Påhittad inflyttare",
        }
