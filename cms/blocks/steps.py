"""What to do, in order."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from cms.blocks.text import LINE_FEATURES


class StepsBlock(blocks.StructBlock):
    """Numbered steps with an optional heading."""

    heading = blocks.CharBlock(
        label=_("heading"),
        required=False,
        max_length=120,
        default="",
        help_text=_("Such as “Do this”. May be left empty."),
    )
    steps = blocks.ListBlock(
        blocks.RichTextBlock(features=LINE_FEATURES, label=_("step")),
        label=_("steps"),
        help_text=_("One thing to do in each step. Begin with a verb, in bold."),
    )

    class Meta:
        icon = "list-ol"
        label = _("steps")
        description = _("What to do, in order, with large numbers.")
        template = "cms/blocks/steps.html"
        preview_value = {
            "heading": "Så gör du",
            "steps": ["<p><b>Samla papperen</b> i god tid.</p>", "<p>Boka tid.</p>"],
        }
