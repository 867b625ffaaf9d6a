"""The report of what readers look for and do not find."""

from datetime import timedelta
from typing import Any

import django_filters
from django.conf import settings
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, TitleColumn

from cms import empty_searches
from cms.language_names import OWN_NAMES
from cms.models import EmptySearch
from cms.report_views import EditorsReport

PERIODS = [(7, _("7 days")), (30, _("30 days")), (90, _("90 days"))]
Row = dict[str, Any]


def _languages() -> list[tuple[str, str]]:
    codes = EmptySearch.objects.order_by("language").values_list("language", flat=True).distinct()
    return [(code, OWN_NAMES.get(code, code)) for code in codes]


class SearchFilters(WagtailFilterSet):
    """The period, which the report itself reads, and the language."""

    days = django_filters.ChoiceFilter(
        label=_("Period"), choices=PERIODS, method="as_it_is", empty_label=None
    )
    language = django_filters.ChoiceFilter(label=_("Language"), choices=_languages)

    def as_it_is(self, rows: QuerySet[Row], _name: str, _value: str) -> QuerySet[Row]:
        """Leave the rows alone: they are of the period already."""
        return rows

    class Meta:
        model = EmptySearch
        fields = ["days", "language"]


def _as_a_reader(row: Row) -> str:
    return empty_searches.search_url(row["words"], row["language"])


def _language(row: Row) -> str:
    return OWN_NAMES.get(row["language"], row["language"])


class EmptySearchReport(EditorsReport):
    """What found nothing, most frequent first; each row leads to the search itself."""

    model = EmptySearch
    page_title = _("What readers look for and do not find")
    header_icon = "search"
    index_url_name = "empty_searches"
    index_results_url_name = "empty_searches_results"
    filterset_class = SearchFilters
    columns = [
        TitleColumn("words", label=_("Words"), get_url=_as_a_reader),
        Column("language", label=_("Language"), accessor=_language),
        Column("total", label=_("Times")),
    ]
    no_results_message = _("Nobody has looked for anything in vain.")
    list_export = ["words", "language", "total"]
    export_headings = {"words": _("Words"), "language": _("Language"), "total": _("Times")}
    export_filename = "sokningar-utan-traffar"

    def get_base_queryset(self) -> QuerySet[Row]:
        asked = self.request.GET.get("days", "")
        known = {str(days): days for days, _label in PERIODS}
        days = min(known.get(asked, PERIODS[0][0]), settings.EMPTY_SEARCH_DAYS_KEPT)
        return empty_searches.since(timezone.localdate() - timedelta(days=days))

    def order_queryset(self, queryset: QuerySet[Row]) -> QuerySet[Row]:
        return queryset.order_by("-total", "words")
