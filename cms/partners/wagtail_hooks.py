"""Partners in the Wagtail admin: their pages there, the ways to them, and what histories say."""

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.widgets import Button
from wagtail.models import Page

from cms.directory.models import OrganizationPage
from cms.partners import moderation, second_factor
from cms.partners.admin_views import (
    PartnersOfListing,
    RequestList,
    RequestView,
    ReviewList,
    ReviewView,
)


@hooks.register("register_admin_urls")
def partners_urls() -> list[URLPattern]:
    """What partners hand in, who they are, and who asks for a page."""
    return [
        path("partners/review/", ReviewList.as_view(), name="review_listings"),
        path("partners/review/<int:pk>/", ReviewView.as_view(), name="review_listing"),
        path("partners/requests/", RequestList.as_view(), name="listing_requests"),
        path("partners/requests/<int:pk>/", RequestView.as_view(), name="listing_request"),
        path("partners/<int:page_id>/", PartnersOfListing.as_view(), name="partners_of_listing"),
    ]


class PartnersMenuItem(MenuItem):
    """Shown to those who may publish listings."""

    def is_shown(self, request: HttpRequest) -> bool:
        user = request.user
        # Two items ask: kept with the user for the request, as Wagtail keeps rights.
        if not hasattr(user, "_decides_about_listings"):
            user._decides_about_listings = moderation.may_decide_about(user).exists()
        return user._decides_about_listings


@hooks.register("register_admin_menu_item")
def partners_menu_item() -> MenuItem:
    """What partners hand in."""
    label = _("Handed in by partners")
    return PartnersMenuItem(label, reverse("review_listings"), icon_name="group", order=260)


@hooks.register("register_admin_menu_item")
def requests_menu_item() -> MenuItem:
    """Organisations that ask for a page."""
    return PartnersMenuItem(
        _("Requests for pages"), reverse("listing_requests"), icon_name="mail", order=270
    )


@hooks.register("register_page_header_buttons")
def partners_button(page: Page, user: Any, **more: Any) -> Iterator[Button]:
    """The way from a listing to those who look after it."""
    is_listing = isinstance(page.specific_deferred, OrganizationPage)
    if is_listing and page.permissions_for_user(user).can_publish():
        url = reverse("partners_of_listing", args=[page.pk])
        yield Button(_("Partners"), url, icon_name="group", priority=45)


@hooks.register("register_log_actions")
def what_histories_say(actions: Any) -> None:
    """What happens to those who look after a listing. Nobody's address stands in a history."""
    for name, label, sentence in (
        ("invite", _("Invite"), _("Somebody was invited to look after the page")),
        ("end", _("End"), _("Somebody does not look after the page any more")),
        ("forget_app", _("New app"), _("Somebody may set up the app anew")),
        ("accept", _("Accept"), _("A request to look after the page was accepted")),
        ("refuse", _("Refuse"), _("A request to look after the page was refused")),
    ):
        actions.register_action(f"partners.{name}", label, sentence)


@hooks.register("rotate_encryption")
def renew_apps() -> int:
    """The secrets of partners' apps are encrypted too."""
    return second_factor.rotate()
