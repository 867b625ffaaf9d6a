"""Addresses of the partners' pages."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from cms.partners.views import asking, events, listing, signing_in

urlpatterns = [
    path(_("partner/"), signing_in.partners, name="partners"),
    path(_("partner/code/"), signing_in.PartnerCodeView.as_view(), name="partner_code"),
    path(_("partner/app/"), signing_in.app, name="partner_app"),
    path(_("partner/app/square.svg"), signing_in.app_square, name="partner_app_square"),
    path(_("partner/sign-out/"), signing_in.sign_out, name="partner_sign_out"),
    path(_("partner/ask-for-a-page/"), asking.ask, name="partner_request"),
    path(_("partner/<int:number>/"), listing.listing, name="partner_listing"),
    path(_("partner/<int:number>/page/"), listing.edit, name="partner_edit"),
    path(_("partner/<int:number>/preview/"), listing.preview, name="partner_preview"),
    path(_("partner/<int:number>/numbers/"), listing.numbers, name="partner_numbers"),
    path(_("partner/<int:number>/confirm/"), listing.confirm, name="partner_confirm"),
    path(_("partner/<int:number>/take-back/"), listing.take_back, name="partner_take_back"),
    path(_("partner/<int:number>/events/"), events.own_events, name="own_events"),
    path(_("partner/<int:number>/events/new/"), events.new_event, name="new_event"),
    path(
        _("partner/<int:number>/events/<int:event>/"),
        events.change_event,
        name="change_event",
    ),
    path(
        _("partner/<int:number>/events/<int:event>/cancel/"),
        events.cancel_event,
        name="cancel_event",
    ),
    path(_("partner/<int:number>/calendar/"), events.event_feed, name="event_feed"),
    path(
        _("partner/<int:number>/calendar/remove/"),
        events.remove_event_feed,
        name="remove_event_feed",
    ),
]
