"""The first page of the admin, and how all of it looks."""

from typing import Any

from django.http import HttpRequest
from django.templatetags.static import static
from django.utils.html import format_html_join
from wagtail import hooks

from home.dashboard import ToDoPanel

SHEETS = ("css/tokens.css", "css/fonts.css", "css/admin.css")


@hooks.register("construct_homepage_panels")
def to_do_panel(request: HttpRequest, panels: list[Any]) -> None:
    """What needs doing comes before everything else."""
    panels.append(ToDoPanel(request.user))


@hooks.register("insert_global_admin_css")
def admin_style() -> str:
    """The service's own colours and typefaces, over Wagtail's."""
    sheets = ((static(sheet),) for sheet in SHEETS)
    return format_html_join("\n", '<link rel="stylesheet" href="{}">', sheets)
