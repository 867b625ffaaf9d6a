"""Signing in as a partner: the code by mail, then the code of an app."""

import logging

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from cms.accounts import sessions
from cms.accounts.codes import Challenge
from cms.accounts.forms import AddressForm, CodeForm
from cms.accounts.views import CodeView, limited
from cms.partners import access, people, second_factor
from cms.partners.forms import AppCodeForm, PartnerCodeForm
from cms.partners.models import Partner

log = logging.getLogger(__name__)


class PartnerChallenge(Challenge):
    """A code that opens the partners' pages and nothing else."""

    kept_under = "partner_sign_in_code"


@never_cache
@limited
@require_http_methods(["GET", "HEAD", "POST"])
def partners(request: HttpRequest) -> HttpResponse:
    """Say what partners can do here, and ask for an address: the same for every address."""
    user = access.partner(request)
    if user:
        return _first_page(request, user)
    form = AddressForm(request.POST or None)
    wanted = access.safe(request.POST.get("to", "") or request.GET.get("to", ""))
    if request.method == "POST" and form.is_valid():
        request.session[access.WANTED] = wanted
        PartnerChallenge.begin(request, form.cleaned_data["address"])
        return redirect("partner_code")
    return render(request, "partners/sign_in.html", {"form": form, "wanted": wanted})


def _first_page(request: HttpRequest, user: object) -> HttpResponse:
    """Lead to the listing, or show which ones there are."""
    listings = list(access.listings_of(user))
    if len(listings) == 1:
        return redirect("partner_listing", listings[0].pk)
    if not listings:
        return redirect("partner_request")
    return render(request, "partners/listings.html", {"listings": listings})


class PartnerCodeView(CodeView):
    """The code by mail: it proves the address, and leads to the app or to asking for a page."""

    challenges = PartnerChallenge
    form_class = PartnerCodeForm
    template_name = "partners/code.html"
    address_template_name = "partners/sign_in.html"
    here = "partner_code"
    asks_at = "partners"

    def let_in(self, address: str, form: CodeForm) -> HttpResponse:
        access.prove(self.request, address)
        looks_after = Partner.objects.with_address(address).exists()
        return redirect("partner_app" if looks_after else "partner_request")


@never_cache
@sensitive_post_parameters("code")
@limited
@require_http_methods(["GET", "HEAD", "POST"])
def app(request: HttpRequest) -> HttpResponse:
    """Take the code of the app; the first time, show how it is set up."""
    address = access.proved_address(request)
    if not address or not Partner.objects.with_address(address).exists():
        return redirect("partners")
    user = people.account(address)
    form = AppCodeForm(request.POST or None)
    is_wrong = False
    if request.method == "POST" and form.is_valid():
        if second_factor.is_right(request, user, form.cleaned_data["code"]):
            wanted = access.let_in(request, user)
            log.info("A partner signed in")
            return redirect(wanted or "partners")
        log.info("A wrong code of an app was typed")
        is_wrong = True
    context = {"form": form, "is_wrong": is_wrong, "is_new": second_factor.of(user) is None}
    if context["is_new"]:
        secret = second_factor.secret(request)
        context |= {"secret": secret, "link": second_factor.link(user, secret)}
    return render(request, "partners/app.html", context)


@never_cache
@require_safe
def app_square(request: HttpRequest) -> HttpResponse:
    """Draw the square that an app reads, while it is being set up in this browser."""
    address = access.proved_address(request)
    user = people.of(address) if address else None
    if user is None or second_factor.of(user):
        raise Http404
    drawing = second_factor.drawing(user, second_factor.secret(request))
    return HttpResponse(drawing, content_type="image/svg+xml")


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def sign_out(request: HttpRequest) -> HttpResponse:
    """Sign out; a GET asks."""
    user = access.partner(request)
    if user is None:
        return redirect("partners")
    if request.method != "POST":
        return render(request, "partners/sign_out.html", {"address": people.address_of(user)})
    return sessions.end(request, redirect(f"{reverse('partners')}?signed-out"))
