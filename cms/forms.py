"""The editor's form of a page."""

from typing import Any

from django.conf import settings
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminPageForm

# Without them nobody is asked when a fact grows old.
KEPT_FRESH_BY = {
    "unit": _("Say which unit answers for the page."),
    "verify_by": _("Say by which day the page must be checked again."),
}


class PageForm(WagtailAdminPageForm):
    """The form of every page, with what it needs to be published.

    A picture has words for those who cannot see it; a page with facts has somebody who
    answers for them, and a day to check them again. Drafts may be without.
    """

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if self.is_deferred_validation:
            return cleaned
        if cleaned.get("picture") and not cleaned.get("picture_alt"):
            self.add_error("picture_alt", _("Say what the picture shows."))
        if self._is_source():
            for name in KEPT_FRESH_BY.keys() & self.fields.keys() - self.errors.keys():
                if not cleaned.get(name):
                    self.add_error(name, KEPT_FRESH_BY[name])
        return cleaned

    def _is_source(self) -> bool:
        """Whether the page is Swedish: translations take owner and days from it."""
        return self.instance.locale.language_code == settings.LANGUAGE_CODE


def is_unanswered_for(page: Any) -> bool:
    """Whether a Swedish page with facts lacks a unit that answers for them, or a day."""
    if page.locale.language_code != settings.LANGUAGE_CODE or not hasattr(page, "verify_by"):
        return False
    return page.unit_id is None or page.verify_by is None
