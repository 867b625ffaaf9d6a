"""Organisations as a file, in the admin: fetch all of them, and import with a preview."""

from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse, reverse_lazy
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.generic import FormView, View
from wagtail.admin import messages
from wagtail.admin.menu import MenuItem
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from cms.directory import exporting, importing
from cms.directory.models import DirectoryPage
from cms.versions import kept

STATES = {
    "wrong": _("Wrong, and left alone"),
    "new": _("New"),
    "changed": _("Changes"),
    "done": _("Written"),
    "same": _("Unchanged"),
}


def may_use_files(user: Any) -> bool:
    """Whether somebody may add organisations to the directory and publish them."""
    page = _directory()
    if page is None:
        return False
    rights = page.permissions_for_user(user)
    return rights.can_add_subpage() and rights.can_publish_subpage()


@kept(size=1)
def _directory() -> DirectoryPage | None:
    return DirectoryPage.objects.filter(locale__language_code=settings.LANGUAGE_CODE).first()


class FileMenuItem(MenuItem):
    """Leads to the file, for those who may use it."""

    def is_shown(self, request: HttpRequest) -> bool:
        return may_use_files(request.user)


class ForPublishers:
    """Lets those in who may add organisations and publish them."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not may_use_files(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)  # type: ignore[misc]


class FileForm(forms.Form):
    """The file that somebody uploads."""

    file = forms.FileField(
        label=_("CSV file"),
        help_text=_("The file you fetched here, changed. At most 1,000 rows and 1 MB."),
        widget=forms.FileInput(attrs={"accept": ".csv,text/csv"}),
    )

    def clean_file(self) -> importing.Told:
        """Return the rows of the file."""
        file = self.cleaned_data["file"]
        if file.size > importing.LARGEST_FILE:
            raise forms.ValidationError(_("The file is larger than 1 MB."))
        try:
            return importing.read(file.read())
        except importing.Unreadable as fault:
            raise forms.ValidationError(str(fault)) from None


class FileView(ForPublishers, WagtailAdminTemplateMixin, FormView):
    """Fetch all organisations as a file; upload one, and see what it would change."""

    form_class = FileForm
    template_name = "directory/admin/file.html"
    success_url = reverse_lazy("organizations_file")
    page_title = _("Organisations as a file")
    header_icon = "table"

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*self.breadcrumbs_items, {"url": "", "label": self.page_title}]

    def form_valid(self, form: FileForm) -> HttpResponse:
        """Show what the file would change. Nothing is written."""
        rows = importing.plan(form.cleaned_data["file"])
        token = importing.kept(form.cleaned_data["file"], rows, self.request.user)
        return self.render_to_response(self.get_context_data(**_shown(rows), token=token))


class ImportView(ForPublishers, WagtailAdminTemplateMixin, View):
    """Write what was previewed, and tell how each row went."""

    def post(self, request: HttpRequest) -> HttpResponse:
        try:
            told, marks = importing.opened(request.POST.get("token", ""), request.user)
        except importing.Unreadable as fault:
            messages.error(request, str(fault))
            return redirect("organizations_file")
        rows = importing.plan(told)
        is_whole = importing.write(rows, marks, request.user)
        context = {
            **_shown(rows),
            "is_report": True,
            "token": "" if is_whole else request.POST["token"],
            "page_title": FileView.page_title,
            "header_title": FileView.page_title,
            "header_icon": FileView.header_icon,
            "breadcrumbs_items": [
                {"url": reverse("wagtailadmin_home"), "label": _("Home")},
                {"url": reverse("organizations_file"), "label": FileView.page_title},
            ],
        }
        return render(request, "directory/admin/file.html", context)


class ExportView(ForPublishers, View):
    """All organisations as a file."""

    def get(self, request: HttpRequest) -> HttpResponse:
        name = f"kontakter-{timezone.localdate():%Y-%m-%d}.csv"
        headers = {"Content-Disposition": f'attachment; filename="{name}"'}
        return HttpResponse(
            exporting.file(), content_type="text/csv; charset=utf-8", headers=headers
        )


def _shown(rows: list[importing.Row]) -> dict[str, Any]:
    """Return rows for the page: what needs eyes first, and how many there are of each state."""
    order = list(STATES)
    ordered = sorted(rows, key=lambda row: (order.index(row.state), row.number))
    counts = [
        (state, label, sum(row.state == state for row in rows)) for state, label in STATES.items()
    ]
    return {
        "rows": [row for row in ordered if row.state != "same"],
        "counts": [each for each in counts if each[2]],
        "labels": STATES,
        "can_import": any(row.state in {"new", "changed"} for row in rows),
        "was_read": True,
    }
