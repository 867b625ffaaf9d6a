"""Signing in by a mailed code, and signing out."""

import logging
from abc import ABC, abstractmethod
from collections.abc import Callable
from functools import wraps

from allauth.account.internal.flows.login import perform_login, record_authentication
from allauth.account.models import Login
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.views import View
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from cms.accounts import addresses, sessions, tries
from cms.accounts.codes import Challenge
from cms.accounts.forms import AddressForm, CodeForm
from cms.accounts.tries import TooOften

log = logging.getLogger(__name__)

ViewFunction = Callable[..., HttpResponse]


def limited(view: ViewFunction) -> ViewFunction:
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


@method_decorator(
    [
        never_cache,
        sensitive_post_parameters("code"),
        limited,
        require_http_methods(["GET", "HEAD", "POST"]),
    ],
    name="dispatch",
)
class CodeView(ABC, View):
    """Take the code that came by mail, or send another one. `let_in` says what the code opens."""

    challenges: type[Challenge] = Challenge
    form_class: type[CodeForm] = CodeForm
    template_name = "accounts/code.html"
    address_template_name = "accounts/sign_in.html"
    here = "account_code"
    asks_at = "account_login"

    @abstractmethod
    def let_in(self, address: str, form: CodeForm) -> HttpResponse:
        """Return the answer to the right code."""

    def is_in(self) -> bool:
        """Whether the browser is past this page."""
        return False

    def get(self, request: HttpRequest) -> HttpResponse:
        """Show where the code is typed."""
        challenge = self.challenges.pending(request)
        if challenge is None:
            return redirect(settings.LOGIN_REDIRECT_URL if self.is_in() else self.asks_at)
        return self._page(challenge, self.form_class())

    def post(self, request: HttpRequest) -> HttpResponse:
        """Try the code that was typed, or send another."""
        challenge = self.challenges.pending(request)
        if challenge is None:
            is_in = self.is_in()
            return redirect(settings.LOGIN_REDIRECT_URL) if is_in else self._ask_anew()
        if "another" in request.POST:
            return self._send_another(challenge)
        form = self.form_class(request.POST)
        return self._try_code(challenge, form) if form.is_valid() else self._page(challenge, form)

    def _send_another(self, challenge: Challenge) -> HttpResponse:
        if challenge.wait:
            return redirect(f"{reverse(self.here)}?early")
        self.challenges.begin(self.request, challenge.address)
        return redirect(f"{reverse(self.here)}?sent")

    def _ask_anew(self) -> HttpResponse:
        """Lead back to the address, with a word why."""
        context = {"form": AddressForm(), "is_refused": True}
        return render(self.request, self.address_template_name, context)

    def _page(self, challenge: Challenge, form: CodeForm, **more: object) -> HttpResponse:
        context = {"challenge": challenge, "form": form, "asks_at": self.asks_at, **more}
        return render(self.request, self.template_name, context)

    def _try_code(self, challenge: Challenge, form: CodeForm) -> HttpResponse:
        tries.count_try(self.request, challenge.name)
        if challenge.matches(form.cleaned_data["code"]):
            challenge.abort()
            return self.let_in(challenge.address, form)
        log.info("A wrong code was typed")
        if challenge.record_invalid_attempt():
            return self._page(challenge, form, is_refused=True)
        return self._ask_anew()


class MoverCodeView(CodeView):
    """The code of a mover."""

    def is_in(self) -> bool:
        return sessions.mover(self.request) is not None

    def let_in(self, address: str, form: CodeForm) -> HttpResponse:
        request, own_device = self.request, form.cleaned_data["own_device"]
        try:
            user = addresses.account(address)
        except addresses.HeldByStaff:
            log.warning("A code was typed for an account that works with the site")
            return render(request, "accounts/held_by_staff.html", status=403)
        record_authentication(request, user, method="code", email=address)
        response = perform_login(request, Login(user=user, email=address))
        sessions.begin(request, own_device=own_device)
        if own_device:
            tries.remember_browser(response, address)
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
