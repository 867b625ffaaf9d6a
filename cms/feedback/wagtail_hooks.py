"""What readers tell us, in the Wagtail admin."""

from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.viewsets.base import ViewSet

from cms.admin_menu import OwnPagesMenuItem
from cms.feedback.queue import FaultReportViewSet
from cms.feedback.verdict_views import PagesWithReaders, ReadersOfPage, ReadersReport


@hooks.register("register_admin_viewset")
def queue_and_pages() -> list[ViewSet]:
    """The queue of fault reports, and pages that know their readers."""
    return [FaultReportViewSet(), PagesWithReaders()]


@hooks.register("register_reports_menu_item")
def readers_menu_item() -> MenuItem:
    """The report of what readers say, among the others."""
    return OwnPagesMenuItem(
        _("What readers say"), reverse("readers_report"), name="readers", icon_name="group"
    )


@hooks.register("register_admin_urls")
def readers_urls() -> list[URLPattern]:
    """The report, its results alone, and everything about one page."""
    return [
        path("reports/readers/", ReadersReport.as_view(), name="readers_report"),
        path(
            "reports/readers/results/",
            ReadersReport.as_view(results_only=True),
            name="readers_report_results",
        ),
        path("reports/readers/<int:page_id>/", ReadersOfPage.as_view(), name="readers_of_page"),
    ]
