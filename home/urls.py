"""Addresses of what needs several apps."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from home import views

urlpatterns = [
    path(_("search/"), views.search, name="search"),
    path(_("components/"), views.gallery, name="gallery"),
    path(_("do-the-facts-hold/thank-you/"), views.fact_check_done, name="fact_check_done"),
    path(_("do-the-facts-hold/<str:token>/"), views.fact_check, name="fact_check"),
]
