"""The report of pages that need somebody's hand; each row leads to where it is mended."""

from typing import Any

import django_filters
from django.conf import settings
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.admin.views.reports import PageReportView
from wagtail.models import Page, PageQuerySet
from wagtail.permissions import page_permission_policy

from cms import ease
from cms.languages import OWN_NAMES
from cms.models import Term
from cms.models.base import terms
from cms.upkeep import Need, in_need, translation_of, with_freshness
from cms.visibility import public_languages
from cms.vocabulary import vocabulary

ABOUT_TRANSLATIONS = {Need.MISSING, Need.OUTDATED}


def other_languages() -> list[str]:
    """Return the languages that pages are translated into: those that readers can choose."""
    return [code for code in public_languages() if code != settings.LANGUAGE_CODE]


def _choices() -> list[tuple[str, str]]:
    return [(code, OWN_NAMES.get(code, code)) for code in other_languages()]


def own_pages(user: Any) -> PageQuerySet:
    """Return the pages that somebody may change or publish."""
    return page_permission_policy.instances_user_has_any_permission_for(user, {"change", "publish"})


class UpkeepFilters(WagtailFilterSet):
    """What the pages need. The view itself reads it, and the language."""

    need = django_filters.ChoiceFilter(
        label=_("Need"), choices=Need.choices, method="as_it_is", empty_label=None
    )
    language = django_filters.ChoiceFilter(
        label=_("Language of the translation"),
        choices=_choices,
        method="as_it_is",
        empty_label=None,
    )
    unit = django_filters.ModelChoiceFilter(
        label=_("Unit"),
        field_name="answering_unit",
        queryset=lambda _request: Term.objects.filter(**terms("unit")),
        method="of_unit",
    )

    def as_it_is(self, pages: QuerySet[Page], _name: str, _value: str) -> QuerySet[Page]:
        """Leave the pages alone: the view has chosen them."""
        return pages

    def of_unit(self, pages: QuerySet[Page], name: str, unit: Term) -> QuerySet[Page]:
        """Return the pages that one unit answers for."""
        return pages.filter(**{name: unit.pk})

    class Meta:
        model = Page
        fields = ["need", "language", "unit"]


def unit_of(page: Page) -> str:
    """Return the name of the unit that answers for a page of the report."""
    words = vocabulary(get_language() or settings.LANGUAGE_CODE).by_id
    return words[page.answering_unit].name if page.answering_unit in words else ""


def how_it_reads(page: Page) -> str:
    """Return the number of a page that is hard to read, and what it should be at most."""
    return ease.verdict(page.ease, page)


class UpkeepReport(PageReportView):
    """Pages that need one thing, those that waited longest first."""

    page_title = _("Pages that need a hand")
    header_icon = "tasks"
    index_url_name = "upkeep"
    index_results_url_name = "upkeep_results"
    results_template_name = "wagtailadmin/reports/base_report_results.html"
    filterset_class = UpkeepFilters
    any_permission_required = ["change", "publish"]
    export_headings = {
        "ease.lix": _("LIX"),
        "page_type_display_name": _("Type"),
        "locale": _("Language"),
        "verify_again_by": _("Check again by"),
        "full_url": _("Address"),
    }
    export_filename = "sidor-att-se-over"

    @property
    def need(self) -> str:
        """What the pages need."""
        asked = self.request.GET.get("need", "")
        return asked if asked in Need.values else Need.OVERDUE

    @property
    def language(self) -> str:
        """The language whose translations are looked at."""
        asked = self.request.GET.get("language", "")
        return asked if asked in other_languages() else settings.FULLY_TRANSLATED[0]

    @property
    def list_export(self) -> list[str]:
        """The fields of the spreadsheet."""
        read = ["ease.lix"] if self.need == Need.HARD else []
        own = ["title", "page_type_display_name", "locale", "verify_again_by", "full_url"]
        return [*own, *read]

    @property
    def columns(self) -> list[Column]:
        """The columns of the table."""
        read = Column("ease", label=_("How it reads"), accessor=how_it_reads)
        return [
            TitleColumn("title", label=_("Title"), get_url=self.where_to_mend),
            *([read] if self.need == Need.HARD else []),
            Column("type", label=_("Type"), accessor="page_type_display_name"),
            Column("locale", label=_("Language")),
            Column("unit", label=_("Unit"), accessor=unit_of),
            Column("verify_again_by", label=_("Check again by")),
            DateColumn("latest_revision_created_at", label=_("Updated")),
        ]

    def get_page_subtitle(self) -> str:
        return str(Need(self.need).label)

    def where_to_mend(self, page: Page) -> str:
        """Return the address where a page gets what it needs."""
        if self.need == Need.MISSING and not page.translation_pk:
            return reverse("wagtail_localize:submit_page_translation", args=[page.pk])
        number = page.translation_pk if self.need in ABOUT_TRANSLATIONS else page.pk
        return reverse("wagtailadmin_pages:edit", args=[number])

    def get_base_queryset(self) -> PageQuerySet:
        pages = in_need(own_pages(self.request.user), self.need, self.language)
        pages = with_freshness(pages).annotate(translation_pk=translation_of(self.language))
        beside = ["ease"] if self.need == Need.HARD else []
        return pages.select_related("locale", "content_type", *beside)

    def order_queryset(self, queryset: PageQuerySet) -> PageQuerySet:
        if self.need == Need.OVERDUE:
            return queryset.order_by("verify_again_by", "title")
        if self.need == Need.HARD:
            return queryset.order_by("-ease__lix", "title")
        return queryset.order_by("latest_revision_created_at", "title")
