"""Signing in by a mailed code, and signing out."""

import logging
from collections.abc import Callable
from functools import wraps

from allauth.account.internal.flows.login import perform_login, record_authentication
from allauth.account.models import Login
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from cms.accounts import addresses, sessions, tries
from cms.accounts.codes import Challenge
from cms.accounts.forms import AddressForm, CodeForm
from cms.accounts.tries import TooOften

log = logging.getLogger(__name__)

View = Callable[..., HttpResponse]


def limited(view: View) -> View:
    """Answer what is tried too often with 429, and when it may be tried again."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except TooOften as limit:
            log.warning("A limit was reached: %s", request.resolver_match.view_name)
            response = render(request, "429.html", {"wait": limit.wait}, status=429)
            response.headers["Retry-After"] = str(limit.wait * 60)
            return response

    return guarded


@never_cache
@limited
@require_http_methods(["GET", "HEAD", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    """Ask for an address and send a code there: the same for every address."""
    if sessions.mover(request):
        return redirect(settings.LOGIN_REDIRECT_URL)
    waiting = Challenge.pending(request)
    initial = {"address": waiting.address} if waiting else {}
    form = AddressForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        return _send_code(request, form.cleaned_data["address"])
    return render(request, "accounts/sign_in.html", {"form": form, "leads_to": _wanted(request)})


def _wanted(request: HttpRequest) -> str:
    """Return the name of the page that signing in leads to; empty for the usual one."""
    name = request.POST.get("to", "") or request.GET.get("to", "")
    return name if name in settings.SIGN_IN_LEADS_TO else ""


def _send_code(request: HttpRequest, address: str) -> HttpResponse:
    if wanted := _wanted(request):
        request.session[sessions.LEADS_TO] = wanted
    Challenge.begin(request, address)
    return redirect("account_code")


@never_cache
@limited
@require_http_methods(["GET", "HEAD", "POST"])
def confirm(request: HttpRequest) -> HttpResponse:
    """Send another code to somebody who is signed in, before something that needs a fresh one."""
    user = sessions.mover(request)
    if user is None:
        return redirect("account_login")
    address = addresses.of(user)
    if request.method == "POST":
        return _send_code(request, address)
    context = {"address": address, "leads_to": _wanted(request)}
    return render(request, "accounts/confirm.html", context)


@never_cache
@sensitive_post_parameters("code")
@limited
@require_http_methods(["GET", "HEAD", "POST"])
def code(request: HttpRequest) -> HttpResponse:
    """Take the code and sign in, or send another one."""
    challenge = Challenge.pending(request)
    if challenge is None and sessions.mover(request):
        return redirect(settings.LOGIN_REDIRECT_URL)
    if challenge is None:
        return _ask_anew(request)
    if "another" in request.POST:
        return _send_another(request, challenge)
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        return _try_code(request, challenge, form)
    return _code_page(request, challenge, form)


def _send_another(request: HttpRequest, challenge: Challenge) -> HttpResponse:
    if challenge.wait:
        return redirect(f"{reverse('account_code')}?early")
    Challenge.begin(request, challenge.address)
    return redirect(f"{reverse('account_code')}?sent")


def _ask_anew(request: HttpRequest) -> HttpResponse:
    """Lead back to the address: with a word why, to somebody who typed a code."""
    if request.method != "POST":
        return redirect("account_login")
    return render(request, "accounts/sign_in.html", {"form": AddressForm(), "is_refused": True})


def _code_page(request: HttpRequest, challenge: Challenge, form: CodeForm) -> HttpResponse:
    return render(request, "accounts/code.html", {"challenge": challenge, "form": form})


def _try_code(request: HttpRequest, challenge: Challenge, form: CodeForm) -> HttpResponse:
    tries.count_try(request, challenge.name)
    if challenge.matches(form.cleaned_data["code"]):
        return _let_in(request, challenge, own_device=form.cleaned_data["own_device"])
    log.info("A wrong code was typed")
    if challenge.record_invalid_attempt():
        context = {"challenge": challenge, "form": form, "is_refused": True}
        return render(request, "accounts/code.html", context)
    return _ask_anew(request)


def _let_in(request: HttpRequest, challenge: Challenge, *, own_device: bool) -> HttpResponse:
    challenge.abort()
    try:
        user = addresses.account(challenge.address)
    except addresses.HeldByStaff:
        log.warning("A code was typed for an account that works with the site")
        return render(request, "accounts/held_by_staff.html", status=403)
    record_authentication(request, user, method="code", email=challenge.address)
    response = perform_login(request, Login(user=user, email=challenge.address))
    sessions.begin(request, own_device=own_device)
    if own_device:
        tries.remember_browser(response, challenge.address)
    log.info("Signed in")
    return response


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def sign_out(request: HttpRequest) -> HttpResponse:
    """Sign out here, or on every device; a GET asks."""
    user = sessions.mover(request)
    if user is None:
        return redirect("account_login")
    if request.method != "POST":
        return render(request, "accounts/sign_out.html", {"address": addresses.of(user)})
    if "everywhere" in request.POST:
        sessions.end_everywhere(user)
    return sessions.end(request, redirect(f"{reverse('account_login')}?signed-out"))
