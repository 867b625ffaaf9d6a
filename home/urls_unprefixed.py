"""Addresses that are the same in every language."""

from django.urls import path

from home import sitemaps, views

urlpatterns = [
    path("sitemap.xml", sitemaps.sitemap, name="sitemap"),
    path("robots.txt", views.robots, name="robots"),
    path("healthz", views.healthy, name="healthy"),
]
