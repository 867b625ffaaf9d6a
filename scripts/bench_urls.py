"""The addresses of the site, and a bare view to measure them against."""

from django.http import HttpRequest, HttpResponse
from django.urls import path

from config.urls import urlpatterns as site


def bare(request: HttpRequest, size: int) -> HttpResponse:
    """Answer with so many bytes: the least that Django can do."""
    return HttpResponse(b"x" * size, content_type="text/html")


urlpatterns = [path("bare/<int:size>/", bare), *site]
