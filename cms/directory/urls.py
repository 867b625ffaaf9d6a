"""Addresses for those who look after a listing."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from cms.directory import event_urls, views

urlpatterns = [
    path(_("is-it-right/thank-you/"), views.listing_confirmed, name="listing_confirmed"),
    path(_("is-it-right/<str:token>/"), views.confirm_listing, name="confirm_listing"),
    *event_urls.urlpatterns,
]
