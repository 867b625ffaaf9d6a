"""A button to the form for fault reports, in the reader's language."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks


class TellUsBlock(blocks.StaticBlock):
    """Leads to the form, with the page it stands on filled in."""

    class Meta:
        icon = "mail"
        label = _("button: report a fault")
        admin_text = _("A button that leads to the form for fault reports.")
        description = _("A button that leads to the form for fault reports.")
        template = "cms/blocks/tell_us.html"
        preview_value = None
