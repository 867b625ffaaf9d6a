"""The first page of the admin, and how all of it looks."""

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html_join
from django.utils.translation import gettext_lazy as _
from django.views.generic import RedirectView
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from cms.directory.models import OrganizationPage
from cms.partners.numbers import Number
from home import listing_numbers
from home.dashboard import ToDoPanel

SHEETS = ("css/tokens.css", "css/fonts.css", "css/admin.css")


@hooks.register("construct_homepage_panels")
def to_do_panel(request: HttpRequest, panels: list[Any]) -> None:
    """What needs doing comes before everything else."""
    panels.append(ToDoPanel(request.user))


@hooks.register("listing_numbers")
def how_a_listing_is_used(page: OrganizationPage) -> Iterator[Number]:
    """What partners are told of their page, from the apps that count."""
    yield from listing_numbers.of(page)


@hooks.register("register_admin_menu_item")
def gallery_menu_item() -> MenuItem:
    """The gallery of components, for those who build pages."""
    return MenuItem(_("Components"), reverse("gallery_menu"), icon_name="grid", order=9000)


@hooks.register("register_admin_urls")
def gallery_url() -> list[URLPattern]:
    """Where the menu leads: to the gallery in the editor's language."""
    view = RedirectView.as_view(pattern_name="gallery")
    return [path("components/", view, name="gallery_menu")]


@hooks.register("insert_global_admin_css")
def admin_style() -> str:
    """The service's own colours and typefaces, over Wagtail's."""
    sheets = ((static(sheet),) for sheet in SHEETS)
    return format_html_join("\n", '<link rel="stylesheet" href="{}">', sheets)
