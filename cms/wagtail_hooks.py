"""What the Wagtail admin shows beyond its own."""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.rich_text.feature_registry import FeatureRegistry
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from cms.models import Term
from cms.rich_text import LocalizedPageLinkHandler


class TermViewSet(SnippetViewSet):
    """The vocabulary: topics, areas, languages, units."""

    model = Term
    icon = "tag"
    menu_label = _("Vocabulary")
    add_to_admin_menu = True
    list_display = ["name", "kind", "key"]
    list_filter = ["kind", "locale"]
    search_fields = ["name"]
    ordering = ["kind", "order"]


register_snippet(TermViewSet)


@hooks.register("register_rich_text_features", order=100)
def localized_page_links(features: FeatureRegistry) -> None:
    """Links in text lead to the page in the reader's language."""
    features.register_link_type(LocalizedPageLinkHandler)


@hooks.register("construct_reports_menu")
def hide_translation_report(request: HttpRequest, items: list[Any]) -> None:
    """The report lists the titles of all drafts: for those who may see every page."""
    if not request.user.is_superuser:
        items[:] = [item for item in items if "localize" not in str(getattr(item, "url", ""))]
