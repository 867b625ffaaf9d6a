"""The page of the admin with all that a department edits."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.urls import URLPattern, reverse
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail.admin.ui.tables import BooleanColumn, Column
from wagtail.admin.views import generic
from wagtail.admin.viewsets.model import ModelViewSet

from cms.admin_pages import EditorsPage
from cms.language_names import OWN_NAMES
from cms.languages import language_of
from cms.wagtail_hooks import may_see_every_page
from home.models import Department
from home.ours import OurPage, State, ours

UNUSED_VIEWS = {"add", "delete", "usage"}
SAID = {
    State.CHANGES_ASKED: _("Changes asked for"),
    State.PAST_ITS_DAY: _("To be checked again"),
    State.DRAFT: _("Draft"),
    State.IN_REVIEW: _("In review"),
    State.SCHEDULED: _("Published later"),
    State.PUBLISHED: _("Published"),
}


class WhoseForm(forms.Form):
    """The department whose pages a communicator looks at."""

    of = forms.ModelChoiceField(
        label=_("Department"),
        queryset=Department.objects.select_related("unit"),
        empty_label=None,
    )


class OursView(EditorsPage, TemplateView):
    """Everything that somebody edits, by kind, what needs a hand first."""

    template_name = "home/admin/ours.html"
    page_title = _("Ours")
    header_icon = "folder-open-inverse"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        sees_all = may_see_every_page(self.request.user)
        form = WhoseForm(self.request.GET or None) if sees_all else None
        department = self._department(form) if form else None
        # All pages of the site would be no list of anybody's.
        kinds = {} if sees_all and department is None else ours(self.request.user, department)
        return super().get_context_data(
            **kwargs,
            form=form,
            department=department,
            kinds={name: [Row(our) for our in found] for name, found in kinds.items()},
        )

    def _department(self, form: WhoseForm) -> Department | None:
        if form.is_bound and form.is_valid():
            return form.cleaned_data["of"]
        return Department.objects.select_related("unit").first()


class Row:
    """A page as the table shows it."""

    def __init__(self, our: OurPage) -> None:
        page = our.page
        self.title = page.draft_title or page.title
        self.url = reverse("wagtailadmin_pages:edit", args=[page.pk])
        code = language_of(page.locale_id)
        self.language = OWN_NAMES.get(code, code)
        self.state = SAID[our.state]
        self.needs_a_hand = our.state <= State.DRAFT
        self.verify_by = our.verify_by


class DepartmentsView(generic.IndexView):
    """The departments; new ones come with the units of the vocabulary."""

    def get_base_queryset(self) -> QuerySet[Department]:
        return Department.objects.select_related("unit", "organization")

    def get_add_url(self) -> None:
        """None are made by hand."""


class DepartmentViewSet(ModelViewSet):
    """Departments among the settings: who edits, and where it is asked whether pages hold."""

    model = Department
    name = "departments"
    icon = "group"
    menu_label = _("Departments")
    add_to_settings_menu = True
    add_to_reference_index = False
    copy_view_enabled = False
    index_view_class = DepartmentsView
    list_display = [
        "unit",
        "organization",
        Column("address", label=_("Is asked at")),
        BooleanColumn("translates", label=_("translates its pages")),
    ]
    form_fields = ["organization", "translates"]
    search_backend_name = None

    def get_urlpatterns(self) -> list[URLPattern]:
        """Return the addresses of the list and the forms; none to add or delete by hand."""
        return [url for url in super().get_urlpatterns() if url.name not in UNUSED_VIEWS]

    def get_common_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_common_view_kwargs(
            **{"usage_url_name": None, "delete_url_name": None, **kwargs}
        )
