"""The list of all organisations."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from cms.models import BasePage
from cms.vocabulary import vocabulary

ROWS_PER_PAGE = 20


class DirectoryPage(BasePage):
    """Everybody a newcomer can turn to, with filters as plain links."""

    page_description = _("The list of organisations, with filters. One in each language.")
    parent_page_types = ["home.StartPage"]
    subpage_types = ["directory.OrganizationPage"]
    max_count_per_parent = 1
    search_texts = ("title", "lead")

    class Meta:
        verbose_name = _("directory")
        verbose_name_plural = _("directories")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        from cms.directory.filters import Wanted, filters, find, number_found

        context = super().get_context(request, *args, **kwargs)
        wanted = Wanted.parse(request.GET)
        found = find(wanted, self.language)
        shown = filters(wanted, self.language, vocabulary(self.language))
        pages = Paginator(found.prefetch_related("languages"), ROWS_PER_PAGE)
        pages.count = number_found(wanted, shown)
        context.update(wanted=wanted, rows=pages.get_page(request.GET.get("page")), filters=shown)
        return context
