"""What the Wagtail admin shows beyond its own."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.menu import MenuItem
from wagtail.models import Page
from wagtail.permissions import locale_permission_policy, page_permission_policy
from wagtail.rich_text.feature_registry import FeatureRegistry
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import IndexView, SnippetViewSet

from cms import translation_button_faults
from cms.admin_menu import OwnPagesMenuItem
from cms.catalogue_views import CatalogueListView, CatalogueView, DownloadView
from cms.empty_search_views import EmptySearchReport
from cms.forms import is_unanswered_for
from cms.languages import language_of, untranslated_url
from cms.link_views import CheckAgain, LinksReport
from cms.lists import listed
from cms.machine_translation_views import machine_translate
from cms.models import Explanation, Term
from cms.rich_text import LocalizedPageLinkHandler
from cms.translation_report_faults import ReportAskedOnce
from cms.translation_views import TranslationMatrix, warnings_about
from cms.upkeep_views import UpkeepReport

# Here, not when the app is ready: wagtail-localize's hooks come after those of other apps.
translation_button_faults.mend()


class TranslatedList(IndexView):
    """A list of snippets that asks for the translations of all its rows together."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        translation_button_faults.ask_for_all(context["object_list"])
        return context


class TermViewSet(SnippetViewSet):
    """The vocabulary: topics, areas, languages, units."""

    model = Term
    index_view_class = TranslatedList
    icon = "tag"
    menu_label = _("Vocabulary")
    add_to_admin_menu = True
    list_display = ["name", "kind", "key"]
    list_filter = ["kind", "locale"]
    search_fields = ["name"]
    ordering = ["kind", "order"]


class ExplanationViewSet(SnippetViewSet):
    """Words that are explained to readers where they first stand."""

    model = Explanation
    index_view_class = TranslatedList
    icon = "help"
    menu_label = _("Explained words")
    add_to_admin_menu = True
    list_display = ["word", "meaning", "forms"]
    list_filter = ["locale"]
    search_fields = ["word", "forms", "meaning"]
    ordering = ["word"]


register_snippet(TermViewSet)
register_snippet(ExplanationViewSet)


@hooks.register("register_rich_text_features", order=100)
def localized_page_links(features: FeatureRegistry) -> None:
    """Links in text lead to the page in the reader's language."""
    features.register_link_type(LocalizedPageLinkHandler)


@hooks.register("construct_reports_menu")
def hide_translation_report(request: HttpRequest, items: list[Any]) -> None:
    """The report lists the titles of all drafts: for those who may see every page."""
    if not may_see_every_page(request.user):
        items[:] = [item for item in items if "localize" not in str(getattr(item, "url", ""))]


def may_see_every_page(user: Any) -> bool:
    """Whether somebody has a permission for the root of all pages."""
    pages = page_permission_policy.instances_with_direct_explore_permission(user)
    return any(page.is_root() for page in pages)


class GuardedReport(ReportAskedOnce):
    """The translation report, for those who may see every page."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not may_see_every_page(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)


@hooks.register("register_reports_menu_item")
def upkeep_menu_item() -> MenuItem:
    """The report of pages that need a hand, among the others."""
    return OwnPagesMenuItem(
        UpkeepReport.page_title, reverse("upkeep"), name="upkeep", icon_name="tasks", order=100
    )


@hooks.register("register_admin_urls")
def upkeep_urls() -> list[URLPattern]:
    """The report of pages that need a hand, and its results alone."""
    return [
        path("reports/upkeep/", UpkeepReport.as_view(), name="upkeep"),
        path(
            "reports/upkeep/results/",
            UpkeepReport.as_view(results_only=True),
            name="upkeep_results",
        ),
    ]


@hooks.register("register_reports_menu_item")
def empty_searches_menu_item() -> MenuItem:
    """The report of searches without hits, among the others."""
    return OwnPagesMenuItem(
        EmptySearchReport.page_title,
        reverse("empty_searches"),
        name="empty-searches",
        icon_name=EmptySearchReport.header_icon,
    )


@hooks.register("register_admin_urls")
def empty_searches_urls() -> list[URLPattern]:
    """The report of searches without hits, and its results alone."""
    return [
        path("reports/searches/", EmptySearchReport.as_view(), name="empty_searches"),
        path(
            "reports/searches/results/",
            EmptySearchReport.as_view(results_only=True),
            name="empty_searches_results",
        ),
    ]


@hooks.register("register_reports_menu_item")
def matrix_menu_item() -> MenuItem:
    """The matrix of pages and languages, among the other reports."""
    return OwnPagesMenuItem(
        TranslationMatrix.page_title,
        reverse("translation_matrix"),
        name="translation-matrix",
        icon_name=TranslationMatrix.header_icon,
    )


@hooks.register("register_admin_urls")
def matrix_urls() -> list[URLPattern]:
    """The matrix of pages and languages, and its results alone."""
    return [
        path("reports/matrix/", TranslationMatrix.as_view(), name="translation_matrix"),
        path(
            "reports/matrix/results/",
            TranslationMatrix.as_view(results_only=True),
            name="translation_matrix_results",
        ),
    ]


@hooks.register("register_reports_menu_item")
def links_menu_item() -> MenuItem:
    """The report of links to other websites, among the others."""
    return OwnPagesMenuItem(
        LinksReport.page_title, reverse("links_report"), name="links", icon_name="link-external"
    )


@hooks.register("register_admin_urls")
def links_urls() -> list[URLPattern]:
    """The report of links, its results alone, and where one is checked again."""
    return [
        path("reports/links/", LinksReport.as_view(), name="links_report"),
        path(
            "reports/links/results/",
            LinksReport.as_view(results_only=True),
            name="links_report_results",
        ),
        path("reports/links/<int:pk>/check/", CheckAgain.as_view(), name="check_link"),
    ]


# Before those of wagtail-localize, whose own views let everybody in.
@hooks.register("register_admin_urls", order=-1)
def refuse_translation_report() -> list[URLPattern]:
    """The report's addresses, for those who may see every page."""
    return [
        path(f"localize/reports/translations/{rest}", GuardedReport.as_view(results_only=only))
        for rest, only in (("", False), ("results/", True))
    ]


# Before wagtail-localize's own, which lets a failing engine break the page.
@hooks.register("register_admin_urls", order=-1)
def machine_translation_address() -> list[URLPattern]:
    """Where the translator's button leads."""
    return [path("localize/translate/<int:translation_id>/machine_translate/", machine_translate)]


@hooks.register("register_admin_urls")
def catalogue_addresses() -> list[URLPattern]:
    """Where interface texts are translated."""
    return [
        path("interface-texts/", CatalogueListView.as_view(), name="catalogues"),
        path("interface-texts/<slug:language>/", CatalogueView.as_view(), name="catalogue"),
        path(
            "interface-texts/<slug:language>/download/",
            DownloadView.as_view(),
            name="catalogue_download",
        ),
    ]


class CataloguesMenuItem(MenuItem):
    """Leads to the interface texts, for those who may add languages."""

    def is_shown(self, request: HttpRequest) -> bool:
        allowed = ["add", "change"]
        return bool(locale_permission_policy.user_has_any_permission(request.user, allowed))


@hooks.register("register_settings_menu_item")
def catalogues_menu_item() -> MenuItem:
    """The interface texts, right after the languages."""
    return CataloguesMenuItem(
        _("Interface texts"), reverse("catalogues"), icon_name="globe", order=604
    )


# Before wagtail-localize shows its own editor.
@hooks.register("before_edit_page", order=-1)
def tell_translator(request: HttpRequest, page: Page) -> None:
    """Say at once, where a page is translated, what readers will be told later."""
    if request.method == "GET":
        for warning in warnings_about(page):
            messages.warning(request, warning)


@hooks.register("before_bulk_action")
def keep_facts_fresh(
    request: HttpRequest, action: str, pages: Iterable[Any], view: Any
) -> HttpResponse | None:
    """Refuse to publish pages from a list that nobody answers for, as their form would."""
    pages = [page for page in pages if isinstance(page, Page)]
    if action != "publish" or not pages:
        return None
    stale = [page for page in _to_publish(pages, view) if is_unanswered_for(page)]
    if not stale:
        return None
    text = _("Say first who answers for the page and when it must be checked again: %(pages)s")
    messages.error(request, text % {"pages": listed(page.title for page in stale)})
    return redirect("wagtailadmin_explore", pages[0].get_parent().pk)


def _to_publish(pages: list[Page], view: Any) -> Iterator[Page]:
    """Return the drafts of some pages, and of those below where an editor chose them too."""
    below: list[Page] = []
    if view.cleaned_form.cleaned_data.get("include_descendants"):
        below = [found for page in pages for found in page.get_descendants().not_live()]
    for page in (*pages, *below):
        yield page.get_latest_revision_as_object()


@hooks.register("before_serve_page")
def say_untranslated(
    page: Page, request: HttpRequest, args: Any, kwargs: Any
) -> HttpResponse | None:
    """Never show a page under the address of another language.

    An alias is one: wagtail-localize makes it of a page that is not translated yet,
    as a parent of one that is.
    """
    if page.alias_of_id and request.LANGUAGE_CODE != settings.LANGUAGE_CODE:
        return redirect(untranslated_url(page.alias_of_id, request.LANGUAGE_CODE))
    if language_of(page.locale_id) != request.LANGUAGE_CODE:
        return redirect(untranslated_url(page.pk, request.LANGUAGE_CODE))
    return None
