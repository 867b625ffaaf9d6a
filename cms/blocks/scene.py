"""A scene in the text."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from cms import scenes
from cms.scene_picker import ScenePicker


class SceneBlock(blocks.StructBlock):
    """A drawing of ours, described by its own words, with an optional caption."""

    scene = blocks.ChoiceBlock(
        label=_("scene"),
        choices=scenes.choices,
        widget=ScenePicker,
        help_text=_("One that fits the text. Readers who cannot see it hear its own words."),
    )
    caption = blocks.CharBlock(
        label=_("caption"),
        required=False,
        max_length=200,
        default="",
        help_text=_("A short line below the picture. May be left empty."),
    )

    class Meta:
        icon = "view"
        label = _("scene")
        description = _(
            "A drawing of ours over the width of the text, until there is a photograph."
        )
        template = "cms/blocks/scene.html"
        preview_value = {"scene": "red_house_dusk", "caption": "Lampan är tänd."}
