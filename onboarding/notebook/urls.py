"""Addresses of what a mover keeps."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
