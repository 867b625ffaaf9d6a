"""The addresses of the site, pictures included, and one for every error that it can answer."""

from io import StringIO

from csp.decorators import csp_exempt
from django.conf import settings
from django.core.exceptions import BadRequest, PermissionDenied
from django.core.management import call_command
from django.db import OperationalError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path, re_path
from django.views.static import serve

from cms.feedback.forms import ReportForm
from config import urls
from config.urls import handler404, handler500
from home.views import forgery_suspected

__all__ = ["handler404", "handler500"]

FAULTS = {
    "400": BadRequest,
    "403": PermissionDenied,
    "404": Http404,
    "500": ZeroDivisionError,
    "503": OperationalError,
}


def fail(request: HttpRequest, language: str, how: str) -> HttpResponse:
    """Fail as asked."""
    if how == "csrf":
        return forgery_suspected(request)
    if how == "429":
        context = {"form": ReportForm(), "held": "often", "days_kept": {"report": 90}}
        return render(request, "feedback/report.html", context, status=429)
    if how == "staff":
        return render(request, "accounts/held_by_staff.html", status=403)
    raise FAULTS[how]


@csp_exempt()
def offline(request: HttpRequest) -> HttpResponse:
    """Show what the web server shows while the service does not run, without its headers."""
    out = StringIO()
    call_command("offline_page", stdout=out)
    return HttpResponse(out.getvalue(), status=503)


urlpatterns = [
    re_path(r"^media/(?P<path>.*)$", serve, {"document_root": settings.MEDIA_ROOT}),
    path("sv/fail/offline/", offline),
    path("<str:language>/fail/<str:how>/", fail),
    *urls.urlpatterns,
]
