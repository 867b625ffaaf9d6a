"""The history of a listing, and what partners tell of, in the admin."""

from typing import Any

from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.viewsets.base import ViewSetGroup

from cms.directory.admin_csv import ExportView, FileMenuItem, FileView, ImportView
from cms.directory.admin_events import EventGroup


@hooks.register("register_log_actions")
def steps_of_a_listing(actions: Any) -> None:
    """Confirmed from a mail; taken back because nobody answered."""
    actions.register_action(
        "directory.confirm", _("Confirm"), _("Confirmed by whoever looks after it")
    )
    actions.register_action(
        "directory.hide", _("Take back"), _("Taken back: nobody said that it holds")
    )


@hooks.register("register_admin_viewset")
def events() -> ViewSetGroup:
    """What partners tell of, their calendars, and who is hidden."""
    return EventGroup()


@hooks.register("register_admin_urls")
def file_urls() -> list[URLPattern]:
    """Organisations as a file."""
    return [
        path("organisations/", FileView.as_view(), name="organizations_file"),
        path("organisations/import/", ImportView.as_view(), name="organizations_import"),
        path("organisations/export/", ExportView.as_view(), name="organizations_export"),
    ]


@hooks.register("register_reports_menu_item")
def file_menu_item() -> MenuItem:
    """The file, among the reports."""
    return FileMenuItem(FileView.page_title, reverse("organizations_file"), icon_name="table")
