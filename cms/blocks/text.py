"""Running text."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

# What the design has a look for, and nothing else.
BODY_FEATURES = ["h2", "h3", "bold", "ol", "ul", "link", "document-link"]
LINE_FEATURES = ["bold", "link"]


class TextBlock(blocks.RichTextBlock):
    """Headings, paragraphs, lists and links."""

    def __init__(self, **kwargs: object) -> None:
        super().__init__(features=kwargs.pop("features", BODY_FEATURES), **kwargs)

    class Meta:
        icon = "pilcrow"
        label = _("text")
        description = _("Headings, paragraphs, lists and links.")
        template = "cms/blocks/text.html"
        preview_value = (
            "<h2>Du behöver ett personnummer</h2>"
            "<p>Utan personnummer kan du inte stå i PiteBos kö. "
            "<b>Leta därför på flera håll.</b></p>"
        )
