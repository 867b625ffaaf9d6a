"""A picture in the text."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.images.blocks import ImageBlock, ImageChooserBlock


class DescribedImageBlock(ImageBlock):
    """Wagtail's picture with alternative text, which also tells the editor what goes where."""

    def __init__(self, required: bool = True, **kwargs: object) -> None:
        super().__init__(required=required, **kwargs)
        image = ImageChooserBlock(
            required=required,
            label=_("picture"),
            help_text=_("One that shows what the text is about. Nobody who has not agreed."),
        )
        decorative = blocks.BooleanBlock(
            required=False,
            default=False,
            label=_("decoration only"),
            help_text=_("Tick only when the picture tells nothing that the text does not."),
        )
        alt_text = blocks.CharBlock(
            required=False,
            default="",
            label=_("alternative text"),
            help_text=_("What the picture shows, in a sentence, for those who cannot see it."),
        )
        named = {"image": image, "decorative": decorative, "alt_text": alt_text}
        for name, block in named.items():
            block.set_name(name)
            self.child_blocks[name] = block

    class Meta:
        description = _("A picture and what it shows.")


class PictureBlock(blocks.StructBlock):
    """A picture with alternative text and an optional caption."""

    picture = DescribedImageBlock(
        label=_("picture"), help_text=_("Shown over the whole width, never cropped.")
    )
    caption = blocks.CharBlock(
        label=_("caption"),
        required=False,
        max_length=200,
        default="",
        help_text=_("A short line below the picture. May be left empty."),
    )

    class Meta:
        icon = "image"
        label = _("picture")
        description = _("A picture over the width of the text.")
        template = "cms/blocks/picture.html"
        preview_template = "cms/blocks/picture_preview.html"
        preview_value = {"picture": None, "caption": "Skärgårdsbåten lägger till."}
