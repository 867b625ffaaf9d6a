"""Addresses of what happens: for readers, and for those who tell of it."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from cms.directory import event_portal, event_views

urlpatterns = [
    path(_("whats-on/"), event_views.whats_on, name="whats_on"),
    path(_("whats-on/<int:number>/"), event_views.event, name="event"),
    path(_("whats-on/<int:number>/calendar.ics"), event_views.event_file, name="event_file"),
    path(_("partner/<int:number>/events/"), event_portal.own_events, name="own_events"),
    path(_("partner/<int:number>/events/new/"), event_portal.new_event, name="new_event"),
    path(
        _("partner/<int:number>/events/<int:event>/"),
        event_portal.change_event,
        name="change_event",
    ),
    path(
        _("partner/<int:number>/events/<int:event>/cancel/"),
        event_portal.cancel_event,
        name="cancel_event",
    ),
    path(_("partner/<int:number>/calendar/"), event_portal.event_feed, name="event_feed"),
    path(
        _("partner/<int:number>/calendar/remove/"),
        event_portal.remove_event_feed,
        name="remove_event_feed",
    ),
]
