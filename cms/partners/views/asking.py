"""Asking for a page, or to look after the one there is."""

from uuid import uuid4

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from cms import limits
from cms.directory.models import OrganizationPage
from cms.partners import access, people, requests
from cms.partners.forms import RequestForm

MOST_A_DAY = 5
A_DAY = 60 * 60 * 24


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest) -> HttpResponse:
    """Take a request from somebody who has proved their address."""
    user = access.partner(request)
    address = people.address_of(user) if user else access.proved_address(request)
    page = _page(request)
    if not address:
        here = (
            f"{reverse('partner_request')}?page={page.pk}" if page else reverse("partner_request")
        )
        return redirect(f"{reverse('partners')}?to={here}")
    form = RequestForm(request.POST or None, initial=_initial(page))
    if request.method == "POST" and form.is_valid():
        if limits.is_over(request, "listing request", most=MOST_A_DAY, seconds=A_DAY):
            return render(request, "429.html", {"wait": 60 * 24}, status=429)
        requests.ask(**form.cleaned_data, address=address, language=_language(), page=page)
        return redirect(f"{reverse('partner_request')}?sent")
    context = {"form": form, "address": address, "page_asked_for": page}
    return render(request, "partners/request.html", context)


def _page(request: HttpRequest) -> OrganizationPage | None:
    """Return the listing that somebody says is theirs, if they came from one."""
    number = request.GET.get("page", "")
    if not number.isdecimal() or len(number) > 12:
        return None
    here = OrganizationPage.objects.live().filter(pk=number)
    keys = here.values("translation_key")
    return OrganizationPage.objects.filter(
        translation_key__in=keys, locale__language_code="sv"
    ).first()


def _initial(page: OrganizationPage | None) -> dict[str, object]:
    return {"submission": uuid4(), "name": page.title if page else ""}


def _language() -> str:
    return "sv" if get_language() == "sv" else "en"
