"""What readers answer, where an editor looks: beside a page, in lists of pages, in a report."""

from typing import Any

import django_filters
from django.core.exceptions import PermissionDenied
from django.db.models import F, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.components import MediaContainer
from wagtail.admin.ui.side_panels import BaseSidePanel
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views.generic import WagtailAdminTemplateMixin
from wagtail.admin.views.pages.listing import ExplorableIndexView
from wagtail.admin.views.reports import PageReportView
from wagtail.admin.viewsets.pages import PageViewSet
from wagtail.models import Locale, Page
from wagtail.permissions import page_permission_policy

from cms.ease_views import EaseSidePanel
from cms.feedback import verdicts
from cms.feedback.models import FaultReport
from cms.page_editor_faults import AskedOnce, translations_of

PERIODS = [(7, _("7 days")), (30, _("30 days")), (90, _("90 days")), (365, _("A year"))]
WORDS_BESIDE_THE_PAGE = 5


def address_of(page: Page) -> str:
    """Return where everything stands that readers say about a page."""
    return reverse("readers_of_page", args=[page.pk])


class ReportFilters(WagtailFilterSet):
    """The period, which the report itself reads, and the language."""

    days = django_filters.ChoiceFilter(
        label=_("Period"), choices=PERIODS, method="as_it_is", empty_label=None
    )
    locale = django_filters.ModelChoiceFilter(label=_("Language"), queryset=Locale.objects.all())

    def as_it_is(self, pages: QuerySet[Page], _name: str, _value: str) -> QuerySet[Page]:
        """Leave the pages alone: their numbers are of the period already."""
        return pages

    class Meta:
        model = Page
        fields = ["days", "locale"]


class ReadersReport(PageReportView):
    """The pages on which most readers did not find what they looked for."""

    page_title = _("What readers say")
    header_icon = "group"
    index_url_name = "readers_report"
    index_results_url_name = "readers_report_results"
    results_template_name = "wagtailadmin/reports/base_report_results.html"
    filterset_class = ReportFilters
    any_permission_required = ["change", "publish"]
    columns = [
        TitleColumn("title", label=_("Page"), get_url=address_of),
        Column("locale", label=_("Language")),
        Column("said_no", label=_("No")),
        Column("said_yes", label=_("Yes")),
    ]
    list_export = ["title", "locale", "said_no", "said_yes"]
    export_headings = {"said_no": _("No"), "said_yes": _("Yes"), "locale": _("Language")}
    export_filename = "vad-lasarna-sager"

    @property
    def since(self) -> Any:
        """The first day that counts."""
        days = self.request.GET.get("days", "")
        return verdicts.days_ago(int(days) if days.isdecimal() else verdicts.DAYS)

    def get_base_queryset(self) -> QuerySet[Page]:
        mine = page_permission_policy.instances_user_has_any_permission_for(
            self.request.user, {"change", "publish"}
        )
        counted = verdicts.with_verdicts(mine.select_related("locale"), self.since)
        return counted.annotate(said=F("said_no") + F("said_yes")).filter(said__gt=0)

    def order_queryset(self, queryset: QuerySet[Page]) -> QuerySet[Page]:
        return queryset.order_by("-said_no", "said_yes", "title")


class ReadersOfPage(WagtailAdminTemplateMixin, TemplateView):
    """Everything that readers say about one page, in all its languages."""

    template_name = "feedback/admin/readers.html"
    page_title = _("What readers say")
    header_icon = "group"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.page = get_object_or_404(Page, pk=kwargs["page_id"])
        if not self.page.permissions_for_user(request.user).can_edit():
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_page_subtitle(self) -> str:
        return self.page.get_admin_display_title()

    def get_breadcrumbs_items(self) -> list[dict[str, str]]:
        return [
            *self.breadcrumbs_items,
            {"url": reverse("readers_report"), "label": str(self.page_title)},
            {"url": "", "label": self.get_page_subtitle()},
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        since = verdicts.days_ago(PERIODS[-1][0])
        return super().get_context_data(
            **kwargs,
            page=self.page,
            verdicts=verdicts.verdicts(self.page, since),
            words=verdicts.words(self.page, since),
            reports=self.reports(),
        )

    def reports(self) -> QuerySet[FaultReport]:
        """Return the open fault reports about the page, for those who may see reports."""
        if not self.request.user.has_perm("feedback.view_faultreport"):
            return FaultReport.objects.none()
        page = {"page__translation_key": self.page.translation_key}
        return FaultReport.objects.unanswered().filter(**page).order_by("due_on")


class ReadersSidePanel(BaseSidePanel):
    """What readers said in the last months, beside the page in the editor."""

    class SidePanelToggle(BaseSidePanel.SidePanelToggle):
        aria_label = _("What readers say")
        icon_name = "group"

        def get_context_data(self, parent_context: dict[str, Any]) -> dict[str, Any]:
            no = sum(verdict.no for verdict in self.panel.verdicts)
            return {**super().get_context_data(parent_context), "count": no}

    name = "readers"
    title = _("What readers say")
    template_name = "feedback/admin/side_panel.html"
    order = 500

    @cached_property
    def verdicts(self) -> list[verdicts.Verdict]:
        """The verdicts of the last months."""
        return verdicts.verdicts(self.object, verdicts.days_ago())

    def get_context_data(self, parent_context: dict[str, Any]) -> dict[str, Any]:
        said = verdicts.words(self.object, verdicts.days_ago()) if self.verdicts else []
        return {
            **super().get_context_data(parent_context),
            "verdicts": self.verdicts,
            "days": verdicts.DAYS,
            "words": said[:WORDS_BESIDE_THE_PAGE],
            "address": address_of(self.object),
        }


class EditWithReaders(AskedOnce):
    """The page editor with how the page reads and what readers say beside it."""

    def get_side_panels(self) -> MediaContainer:
        panels = super().get_side_panels()
        if self.expects_json_response or self.hydrate_create_view:
            return panels
        beside = (EaseSidePanel(self.page, self.request), ReadersSidePanel(self.page, self.request))
        return MediaContainer([*panels, *beside])


class IndexWithReaders(ExplorableIndexView):
    """The list of pages with how many readers did not find what they looked for."""

    # A list of what lies below one page does not show it, but Wagtail asks for it all the same.
    base_columns = [
        *(column for column in ExplorableIndexView.base_columns if column.name != "parent"),
        Column("said_no", label=_("Said no"), accessor=lambda page: page.said_no or "", width="8%"),
    ]

    def annotate_queryset(self, pages: QuerySet[Page]) -> QuerySet[Page]:
        return verdicts.with_verdicts(super().annotate_queryset(pages), verdicts.days_ago())

    def get_translations(self) -> list[dict[str, Any]]:
        return [
            {"locale": twin.locale, "url": reverse(self.index_url_name, args=[twin.pk])}
            for twin in translations_of(self.parent_page)
            if twin.pk != self.parent_page.pk
        ]


class PagesWithReaders(PageViewSet):
    """Every page in the admin, with its readers' answers."""

    index_view_class = IndexWithReaders
    edit_view_class = EditWithReaders
