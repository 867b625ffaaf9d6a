"""Addresses that are the same in every language."""

from django.conf import settings
from django.urls import path
from django.views.generic import RedirectView

from home import sitemaps, views

urlpatterns = [
    path("sitemap.xml", sitemaps.sitemap, name="sitemap"),
    path("robots.txt", views.robots, name="robots"),
    path("favicon.ico", RedirectView.as_view(url=f"{settings.STATIC_URL}images/mark.svg")),
    path("healthz", views.healthy, name="healthy"),
]
