"""Addresses of the pages' own: what is not translated says so."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from cms import views

urlpatterns = [
    path(_("untranslated/<int:page_id>/"), views.untranslated, name="untranslated"),
]
