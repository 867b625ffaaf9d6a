"""What the admin has that needs several apps, its first page, and how all of it looks."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.templatetags.static import static
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html_join
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.generic import RedirectView
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.menus.pages import PageMenuItem
from wagtail.admin.widgets.button import Button
from wagtail.log_actions import LogFormatter
from wagtail.models import Page

from cms.admin_menu import OwnPagesMenuItem
from cms.directory.models import OrganizationPage
from cms.models import Term
from cms.partners.numbers import Number
from home import listing_numbers
from home.dashboard import ToDoPanel
from home.departments import follow
from home.ours_views import DepartmentViewSet, OursView
from home.refusing import refused
from home.taking_away import Need, need_for, need_for_words
from home.uses_views import UsesView, address, may_look

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


# Where something is used, and what is not taken away ---------------------------


@hooks.register("register_admin_urls")
def uses_urls() -> list[URLPattern]:
    """Where a page or a word is used."""
    return [path("uses/<slug:kind>/<int:pk>/", UsesView.as_view(), name="uses")]


class UsesButton(PageMenuItem):
    """Leads from a page to the places where it is used."""

    label = _("Where it is used")
    icon_name = "link"

    def __init__(self, page: Page, **kwargs: Any) -> None:
        super().__init__(page=page, url=address(page), **kwargs)

    def is_shown(self, user: Any) -> bool:
        return not self.page.is_root() and may_look(user, self.page)


@hooks.register("register_page_header_buttons")
def uses_in_header(
    page: Page, user: Any, view_name: str, next_url: str | None = None
) -> Iterator[UsesButton]:
    """In the menu at the head of a page's editor."""
    yield UsesButton(page, priority=68)


@hooks.register("register_page_listing_more_buttons")
def uses_in_list(page: Page, user: Any, next_url: str | None = None) -> Iterator[UsesButton]:
    """In the menu of a page in a list."""
    yield UsesButton(page, priority=55)


@hooks.register("register_snippet_listing_buttons")
def uses_of_words(snippet: Any, user: Any, next_url: str | None = None) -> Iterator[Button]:
    """In the menu of a word in the vocabulary."""
    if isinstance(snippet, Term):
        yield Button(_("Where it is used"), url=address(snippet), icon_name="link", priority=25)


@hooks.register("before_unpublish_page")
@hooks.register("before_delete_page")
def keep_a_needed_page(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Refuse to take away a page that readers need."""
    need = need_for([page])
    return refused(request, [page], need) if need else None


@hooks.register("before_bulk_action")
def keep_needed_pages(
    request: HttpRequest, action: str, things: Iterable[Any], _action: Any
) -> HttpResponse | None:
    """Refuse the same for several pages at once."""
    pages = [thing for thing in things if isinstance(thing, Page)]
    need = need_for(pages) if action in {"delete", "unpublish"} else Need()
    return refused(request, pages, need) if need else None


@hooks.register("before_delete_snippet")
def keep_needed_words(request: HttpRequest, snippets: Iterable[Any]) -> HttpResponse | None:
    """Refuse to delete words that readers meet."""
    words = [snippet for snippet in snippets if isinstance(snippet, Term)]
    need = need_for_words(words)
    return refused(request, words, need) if need else None


@hooks.register("register_log_actions")
def kept_and_replaced(actions: Any) -> None:
    """What the history says of what no editor did: replaced, confirmed, kept."""
    kept = _("Kept on the day it was to expire: it is needed")
    confirmed = _("Confirmed by the department that answers for it")
    actions.register_action("home.confirm", _("Confirm"), confirmed)
    actions.register_action("home.keep", _("Keep"), kept)

    @actions.register_action("home.replace")
    class Replaced(LogFormatter):
        label = _("Replace")

        def format_message(self, log_entry: Any) -> str:
            """Say what stands there now."""
            return gettext("Replaced everywhere by “%(by)s”") % {"by": log_entry.data["by"]}


# Departments ---------------------------------------------------------------------


@hooks.register("register_admin_viewset")
def departments() -> DepartmentViewSet:
    """Who edits what, and where it is asked whether pages hold."""
    return DepartmentViewSet()


@hooks.register("register_admin_urls")
def ours_url() -> list[URLPattern]:
    """All that a department edits."""
    return [path("ours/", OursView.as_view(), name="ours")]


@hooks.register("register_admin_menu_item")
def ours_menu_item() -> MenuItem:
    """All that a department edits, at the top of the menu."""
    return OwnPagesMenuItem(_("Ours"), reverse("ours"), icon_name="folder-open-inverse", order=90)


@hooks.register("after_create_page")
@hooks.register("after_edit_page")
def let_rights_follow(request: HttpRequest, page: Page) -> None:
    """A page that came to another unit is that unit's to edit from now on."""
    follow(page)
