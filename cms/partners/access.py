"""Who may do what with which listing: the one door to everything of the partners.

A partner is signed in after two factors: a code by mail, then the code of an app. An hour
without use ends it, and twelve hours in any case. Without a row of Partner nothing opens;
whoever asks for a listing that is not theirs is told that there is no such page.
"""

import time
from collections.abc import Callable
from datetime import timedelta
from functools import wraps
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth import login, logout
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme, urlencode
from django.views.decorators.cache import never_cache

from cms.accounts import sessions
from cms.directory.models import OrganizationPage
from cms.models import User
from cms.partners import people
from cms.partners.models import Partner

IDLE = timedelta(hours=1)
LONGEST = timedelta(hours=12)
BETWEEN_FACTORS = timedelta(minutes=15)
ADDRESS, PROVED_AT, WANTED = "partner_address", "partner_address_at", "partner_leads_to"
BACKEND = "cms.partners.backends.PartnerBackend"

NOT_TYPED = {"csrfmiddlewaretoken"}
LONG_WORD = 12
"""What is shorter and one word is a key or a number, and quickly typed again."""

View = Callable[..., HttpResponse]


def prove(request: HttpRequest, address: str) -> None:
    """Note that the browser's owner reads the mail of an address: the first factor."""
    request.session[ADDRESS], request.session[PROVED_AT] = address, time.time()


def proved_address(request: HttpRequest) -> str:
    """Return the address that was proved a short while ago; empty when none was."""
    if settings.SESSION_COOKIE_NAME not in request.COOKIES:
        return ""
    age = time.time() - request.session.get(PROVED_AT, 0)
    return request.session.get(ADDRESS, "") if age < BETWEEN_FACTORS.total_seconds() else ""


def let_in(request: HttpRequest, user: User) -> str:
    """Sign a partner in after the second factor; return the address they were on the way to."""
    wanted = request.session.pop(WANTED, "")
    login(request, user, backend=BACKEND)
    for name in (ADDRESS, PROVED_AT):
        request.session.pop(name, None)
    sessions.begin(request, own_device=False)
    return wanted


def partner(request: HttpRequest) -> User | None:
    """Return the partner who is signed in; None for everybody else. Readers cost nothing."""
    if settings.SESSION_COOKIE_NAME not in request.COOKIES:
        return None
    user = request.user
    if not (user.is_authenticated and user.is_partner):
        return None
    if sessions.has_run_out(request, idle=IDLE, longest=LONGEST):
        logout(request)
        return None
    if time.time() - request.session[sessions.USED] > sessions.NOTED_EVERY.total_seconds():
        sessions.note_use(request)
    request.partner = user
    return user


def listings_of(user: User) -> QuerySet[OrganizationPage]:
    """Return the Swedish pages that a partner looks after, by name."""
    rows = Partner.objects.with_address(people.address_of(user))
    return OrganizationPage.objects.filter(pk__in=rows.values("page")).order_by("title")


def listing_or_404(request: HttpRequest, number: int) -> OrganizationPage:
    """Return a listing that the partner who is signed in looks after."""
    user = partner(request)
    page = listings_of(user).filter(pk=number).first() if user else None
    if page is None:
        raise Http404
    return page


def safe(address: str) -> str:
    """Return an address of the partners' pages, without a host; empty for any other."""
    path = urlsplit(address).path
    inside = path.startswith(reverse("partners")) and address.startswith(path)
    return address if inside and url_has_allowed_host_and_scheme(address, None) else ""


def _words(request: HttpRequest) -> list[str]:
    """Return the texts of a form that somebody sent, without what a page fills in by itself."""
    typed = (value for name, value in request.POST.items() if name not in NOT_TYPED)
    return [text for text in typed if " " in text.strip() or len(text) > LONG_WORD]


def partners_only(view: View) -> View:
    """Lead everybody else to signing in, and from there back to where they wanted to go."""

    @never_cache
    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if partner(request) is None and request.method == "POST" and _words(request):
            # The session ran out while somebody wrote: what was typed is theirs to copy.
            context = {"words": _words(request), "way": f"?{urlencode({'to': request.path})}"}
            return render(request, "partners/signed_out.html", context, status=403)
        if partner(request) is None:
            return redirect(f"{reverse('partners')}?{urlencode({'to': request.path})}")
        response = view(request, *args, **kwargs)
        response.headers["X-Robots-Tag"] = "noindex"
        return response

    return guarded
