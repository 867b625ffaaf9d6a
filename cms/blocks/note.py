"""A boxed note."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from cms.blocks.text import LINE_FEATURES


class NoteBlock(blocks.StructBlock):
    """Something worth stopping at."""

    heading = blocks.CharBlock(
        label=_("heading"),
        required=False,
        max_length=120,
        default="",
        help_text=_("Such as “Good to know”. May be left empty."),
    )
    text = blocks.RichTextBlock(
        features=[*LINE_FEATURES, "ul"],
        label=_("text"),
        help_text=_("A few sentences; a note that grows long belongs in the text."),
    )

    class Meta:
        icon = "info-circle"
        label = _("note")
        description = _("A few sentences in a box, worth stopping at.")
        template = "cms/blocks/note.html"
        preview_value = {
            "heading": "Bra att veta",
            "text": "<p>En c/o-adress räcker inte för att bli folkbokförd.</p>",
        }
