"""The addresses of the site, with pictures served as the proxy in front would."""

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.urls import re_path
from django.views.static import serve

from config.urls import handler404, handler500
from config.urls import urlpatterns as site

__all__ = ["handler404", "handler500"]


def picture(request: HttpRequest, path: str) -> HttpResponseBase:
    """Answer with a picture that may be kept: another picture gets another name."""
    response = serve(request, path, document_root=settings.MEDIA_ROOT)
    response.headers["Cache-Control"] = "public, max-age=31536000, immutable"
    return response


urlpatterns = [re_path(r"^media/(?P<path>.*)$", picture), *site]
