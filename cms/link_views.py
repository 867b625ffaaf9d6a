"""The report of links to other websites; each row leads to the pages where it is mended."""

from typing import Any

import django_filters
from django.db.models import Prefetch, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import View
from wagtail.admin import messages
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, DateColumn

from cms import limits, link_checks
from cms.models import Answer, OutgoingLink
from cms.report_views import EditorsReport
from cms.upkeep_views import own_pages

MOST_CHECKS = 30
MINUTE = 60
STATES = [
    ("broken", gettext_lazy("Broken")),
    ("failing", gettext_lazy("Failed at the last check")),
    ("unsure", gettext_lazy("We cannot tell")),
    ("all", gettext_lazy("All links")),
]


def links_of(user: Any) -> QuerySet[OutgoingLink]:
    """Return the links on the published pages that somebody may change or publish."""
    return OutgoingLink.objects.on(own_pages(user))


class LinkFilters(WagtailFilterSet):
    """How the links are. Without a choice, those that are broken."""

    state = django_filters.ChoiceFilter(
        label=gettext_lazy("State"), choices=STATES, method="of_state", empty_label=None
    )

    def __init__(self, data: Any = None, *args: Any, **kwargs: Any) -> None:
        asked = data.copy() if data is not None else {}
        if asked.get("state") not in dict(STATES):
            asked["state"] = STATES[0][0]
        super().__init__(asked, *args, **kwargs)

    def of_state(
        self, links: QuerySet[OutgoingLink], _name: str, state: str
    ) -> QuerySet[OutgoingLink]:
        """Return the links in one state."""
        if state == "failing":
            return links.filter(failures__gt=0)
        if state == "unsure":
            return links.filter(answer=Answer.UNSURE)
        return links.filter(is_broken=True) if state == "broken" else links

    class Meta:
        model = OutgoingLink
        fields = ["state"]


class AddressColumn(Column):
    """The address itself, to be opened."""

    cell_template_name = "cms/admin/link_address.html"


class PagesColumn(Column):
    """The pages that hold the link, each leading to its editor."""

    cell_template_name = "cms/admin/link_pages.html"


class CheckColumn(Column):
    """A button that checks the address now."""

    cell_template_name = "cms/admin/link_check.html"

    def get_cell_context_data(
        self, instance: OutgoingLink, parent_context: dict[str, Any]
    ) -> dict[str, Any]:
        context = super().get_cell_context_data(instance, parent_context)
        request = parent_context["request"]
        # The results alone have an address of their own, which is no page to come back to.
        back = f"{reverse('links_report')}?{request.GET.urlencode()}"
        return {**context, "back": back}

    def render_cell_html(self, instance: OutgoingLink, parent_context: dict[str, Any]) -> str:
        context = self.get_cell_context_data(instance, parent_context)
        return self.cell_template.render(context, request=context["request"])


def said(link: OutgoingLink) -> str:
    """Return what a link answered, in plain words, with the status for whoever knows it."""
    words = link.get_answer_display() or _("Not checked yet")
    return f"{words} ({link.status})" if link.status and link.failures else words


class LinksReport(EditorsReport):
    """Links to other websites, those that have failed longest first."""

    model = OutgoingLink
    page_title = gettext_lazy("Links to other websites")
    header_icon = "link-external"
    index_url_name = "links_report"
    index_results_url_name = "links_report_results"
    filterset_class = LinkFilters
    columns = [
        AddressColumn("address", label=gettext_lazy("Address")),
        Column("answer", label=gettext_lazy("What it answers"), accessor=said),
        DateColumn("failing_since", label=gettext_lazy("Since")),
        PagesColumn("pages", label=gettext_lazy("On the pages"), accessor="own"),
        DateColumn("checked_at", label=gettext_lazy("Last checked")),
        CheckColumn("check", label=gettext_lazy("Check again"), accessor="pk"),
    ]
    no_results_message = gettext_lazy("No such links. All is well here.")
    list_export = ["address", "answer", "status", "failing_since", "checked_at"]
    export_filename = "lankar"

    def get_base_queryset(self) -> QuerySet[OutgoingLink]:
        pages = own_pages(self.request.user).live().select_related("locale").order_by("path")
        return links_of(self.request.user).prefetch_related(
            Prefetch("pages", queryset=pages, to_attr="own")
        )

    def order_queryset(self, queryset: QuerySet[OutgoingLink]) -> QuerySet[OutgoingLink]:
        return queryset.order_by("failing_since", "address")


class CheckAgain(View):
    """Ask an address at once, for an editor who has just mended or doubted it."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Check one link and say what it answers."""
        link = get_object_or_404(links_of(request.user), pk=pk)
        if limits.is_over(request, "check a link", most=MOST_CHECKS, seconds=MINUTE):
            messages.warning(request, _("That was a lot at once. Wait a minute and try again."))
        else:
            is_known = link_checks.check(link)
            words = {"address": link.address, "answer": said(link)}
            if not is_known:
                text = _("The service reaches no other website just now, so nothing is known.")
                messages.warning(request, text)
            else:
                say = messages.warning if link.failures else messages.success
                say(request, _("%(address)s: %(answer)s.") % words)
        return redirect(_back(request))


def _back(request: HttpRequest) -> str:
    back = request.POST.get("next", "")
    is_ours = url_has_allowed_host_and_scheme(back, {request.get_host()}, request.is_secure())
    return back if is_ours else reverse("links_report")
