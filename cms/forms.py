"""The editor's form of a page."""

from typing import Any

from django.conf import settings
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminPageForm

from cms.models.vocabulary import Term

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

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._read_words_once()

    def _read_words_once(self) -> None:
        """Give all fields that choose words their choices from one query for all kinds."""
        fields = [f for f in self.fields.values() if getattr(f, "queryset", None) is not None]
        choosing = [f for f in fields if f.queryset.model is Term and f.get_limit_choices_to()]
        words = _swedish_words() if choosing else {}
        for field in choosing:
            own = words.get(field.get_limit_choices_to()["kind"], [])
            empty = getattr(field, "empty_label", None)
            field.choices = [*([("", empty)] if empty is not None else []), *own]

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


def _swedish_words() -> dict[str, list[tuple[int, str]]]:
    """Return the words of each kind as choices, in their order."""
    rows = Term.objects.filter(locale__language_code=settings.LANGUAGE_CODE)
    found: dict[str, list[tuple[int, str]]] = {}
    for kind, pk, name in rows.values_list("kind", "pk", "name"):
        found.setdefault(kind, []).append((pk, name))
    return found


def is_unanswered_for(page: Any) -> bool:
    """Whether a Swedish page with facts lacks a unit that answers for them, or a day."""
    if page.locale.language_code != settings.LANGUAGE_CODE or not hasattr(page, "verify_by"):
        return False
    return page.unit_id is None or page.verify_by is None
