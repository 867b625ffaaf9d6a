"""Where a fact comes from."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from cms.blocks.keys import KeyBlock


class SourceBlock(blocks.StructBlock):
    """A source: who publishes it, and its address."""

    publisher = KeyBlock(label=_("publisher"), help_text=_("Such as skatteverket.se"), default="")
    url = blocks.URLBlock(label=_("address"), help_text=_("The very page that holds the fact."))

    class Meta:
        icon = "link"
        label = _("source")
        description = _("Who states the fact, and where.")
        template = "cms/blocks/source.html"
        preview_value = {
            "publisher": "pitebo.se",
            "url": "https://www.pitebo.se/ni-fragar-vi-svarar/fragor-om-bostadskon/",
        }
