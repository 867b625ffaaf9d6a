"""Addresses of what happens, for readers."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from cms.directory import event_views

urlpatterns = [
    path(_("whats-on/"), event_views.whats_on, name="whats_on"),
    path(_("whats-on/<int:number>/"), event_views.event, name="event"),
    path(_("whats-on/<int:number>/calendar.ics"), event_views.event_file, name="event_file"),
]
