"""The editor's form of a page."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminPageForm


class PageForm(WagtailAdminPageForm):
    """The form of every page. A picture is published with words for those who cannot see it."""

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        is_silent = cleaned.get("picture") and not cleaned.get("picture_alt")
        if is_silent and not self.is_deferred_validation:
            self.add_error("picture_alt", _("Say what the picture shows."))
        return cleaned
