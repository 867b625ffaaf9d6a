"""What those who look after a listing do from a mail."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from cms.directory import confirming
from cms.directory.forms import ConfirmForm


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def confirm_listing(request: HttpRequest, token: str) -> HttpResponse:
    """Show a listing field by field, and take what was confirmed or corrected."""
    page = confirming.listing_of(token)
    if page is None:
        return render(request, "directory/confirm_over.html", status=410)
    form = ConfirmForm(page, request.POST if request.method == "POST" else None)
    if form.is_valid():
        is_public = confirming.answer(page, form.changes)
        return redirect(f"{reverse('listing_confirmed')}{'' if is_public else '?waits'}")
    response = render(request, "directory/confirm.html", {"form": form, "listing": page})
    response.headers["X-Robots-Tag"] = "noindex"
    return response


@never_cache
@require_safe
def listing_confirmed(request: HttpRequest) -> HttpResponse:
    """Say thank you, and whether the correction is public already."""
    return render(request, "directory/confirmed.html", {"waits": "waits" in request.GET})
