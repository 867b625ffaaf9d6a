"""Fault reports as communicators see them: what waits, what is late, who answers."""

import re
from typing import Any

import django_filters
from django import forms
from django.core.exceptions import ValidationError
from django.db.models import F, QuerySet
from django.forms import HiddenInput
from django.urls import URLPattern
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.forms.models import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, HelpPanel, MultiFieldPanel, ObjectList
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.views import generic
from wagtail.admin.viewsets.model import ModelViewSet

from cms.feedback.models import FaultReport
from cms.models import Term
from cms.models.base import terms

REFERENCE = re.compile(r"\s*[Ff]?-?0*(\d{1,12})\s*")
UNUSED_VIEWS = {"add", "usage"}


class ReportFilters(WagtailFilterSet):
    """What a communicator narrows the queue by."""

    late = django_filters.ChoiceFilter(
        label=gettext_lazy("First answer"),
        choices=[("late", gettext_lazy("Late"))],
        method="only_late",
    )
    unit = django_filters.ModelChoiceFilter(
        label=gettext_lazy("Unit that answers"),
        queryset=lambda _request: Term.objects.filter(**terms("unit")),
    )

    def only_late(self, reports: Any, _name: str, _value: str) -> Any:
        """Return the reports that are late."""
        return reports.late()

    class Meta:
        model = FaultReport
        fields = ["state", "late", "kind", "unit", "wants_version"]


class QueueView(generic.IndexView):
    """The queue: what waits longest for its first answer stands first."""

    filterset_class = ReportFilters

    def get_base_queryset(self) -> QuerySet[FaultReport]:
        return FaultReport.objects.select_related("page", "unit")

    def order_queryset(self, queryset: QuerySet[FaultReport]) -> QuerySet[FaultReport]:
        if self.is_explicitly_ordered:
            return super().order_queryset(queryset)
        newest_last = [F(day).desc(nulls_first=True) for day in ("closed_on", "answered_on")]
        return queryset.order_by(*newest_last, "due_on", "pk")

    def search_queryset(self, queryset: QuerySet[FaultReport]) -> QuerySet[FaultReport]:
        if number := REFERENCE.fullmatch(self.search_query):
            return queryset.filter(pk=number[1])
        return super().search_queryset(queryset)

    def get_add_url(self) -> None:
        """Reports come from readers."""


class HandlingForm(WagtailAdminModelForm):
    """How far a report has come. Two who work on it at once do not undo each other unseen."""

    seen = forms.IntegerField(widget=HiddenInput, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["seen"].initial = self.instance.version

    def clean(self) -> dict[str, Any]:
        said = super().clean()
        if said.get("seen") != self.instance.version:
            self.data = self.data.copy()
            self.data[self.add_prefix("seen")] = str(self.instance.version)
            raise ValidationError(
                _(
                    "Somebody else saved the report after you opened it. It stands at "
                    "“%(state)s”, with the note “%(note)s”. Save once more if yours is right."
                )
                % {"state": self.instance.get_state_display(), "note": self.instance.note}
            )
        return said

    def save(self, commit: bool = True) -> FaultReport:
        self.instance.version += 1
        return super().save(commit)


class FaultReportViewSet(ModelViewSet):
    """Fault reports in the admin."""

    model = FaultReport
    name = "fault_reports"
    icon = "warning"
    menu_label = gettext_lazy("Fault reports")
    menu_order = 250
    add_to_admin_menu = True
    add_to_reference_index = False
    copy_view_enabled = False
    index_view_class = QueueView
    list_display = [
        "reference",
        DateColumn("received_at", label=gettext_lazy("Received"), sort_key="received_at"),
        Column("kind", label=gettext_lazy("About"), accessor="get_kind_display"),
        Column("page", label=gettext_lazy("Page"), accessor="place"),
        Column("state", label=gettext_lazy("State"), accessor="get_state_display"),
        Column("unit", label=gettext_lazy("Unit")),
        Column("due_on", label=gettext_lazy("First answer by"), accessor="due"),
    ]
    search_fields = ["text", "note", "address"]
    search_backend_name = None
    list_export = [
        "reference", "received_at", "language", "get_kind_display", "place", "text",
        "wants_version", "email", "get_state_display", "unit", "due_on", "answered_on",
        "closed_on", "note",
    ]  # fmt: skip
    export_headings = {
        "get_kind_display": gettext_lazy("what it is about"),
        "place": gettext_lazy("which page"),
        "get_state_display": gettext_lazy("state"),
    }
    export_filename = "felrapporter"
    edit_handler = ObjectList(
        [
            HelpPanel(template="feedback/admin/report.html"),
            MultiFieldPanel(
                [FieldPanel("state"), FieldPanel("unit"), FieldPanel("due_on")],
                heading=gettext_lazy("Who does what"),
            ),
            FieldPanel("note"),
        ],
        base_form_class=HandlingForm,
    )

    def get_urlpatterns(self) -> list[URLPattern]:
        """Return the addresses of the queue; none to add a report by hand."""
        return [url for url in super().get_urlpatterns() if url.name not in UNUSED_VIEWS]

    def get_common_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_common_view_kwargs(**{"usage_url_name": None, **kwargs})
