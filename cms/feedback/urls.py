"""Addresses for telling us: faults, and whether a page helped."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from cms.feedback import views

urlpatterns = [
    path(_("report-a-fault/"), views.report, name="report"),
    path(_("report-a-fault/<uuid:submission>/"), views.reported, name="reported"),
    path(_("did-you-find/<int:page_id>/"), views.did_you_find, name="did_you_find"),
    path(_("did-you-find/thank-you/<str:ticket>/"), views.thank_you, name="found"),
]
