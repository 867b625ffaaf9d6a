"""A picture in the text."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.images.blocks import ImageBlock


class PictureBlock(blocks.StructBlock):
    """A picture with alternative text and an optional caption."""

    picture = ImageBlock(label=_("picture"))
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

    def get_preview_value(self) -> object:
        """Show the newest picture there is: a preview cannot bring its own."""
        from cms.models import Picture

        newest = Picture.objects.order_by("-pk").first()
        return self.to_python({"picture": {"image": newest.pk if newest else None}})
