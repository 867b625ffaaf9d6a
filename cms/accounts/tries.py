"""How often a code may be asked for and typed, and a password tried (ACCOUNT_RATE_LIMITS).

Codes are counted for each address and network together, so that a stranger elsewhere
does not use up somebody's tries; and a browser that has signed in before has a count
of its own. How it is counted: cms/limits.py.
"""

import secrets

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.utils.crypto import salted_hmac

from cms.accounts.models import Count
from cms.limits import is_over_rates, network

SALT = "cms.accounts.tries"
KNOWN_FOR = 60 * 60 * 24 * 180


class TooOften(Exception):
    """It has been tried too often. `wait` says in how many minutes it may be tried again."""

    def __init__(self, wait: int) -> None:
        super().__init__(wait)
        self.wait = wait


def count_code(request: HttpRequest, address: str) -> None:
    """Count a code that is about to be sent."""
    _count(request, "ask_code_network", network(request), wait=1)
    known = known_browser(request, address)
    _count(request, "ask_code", address, known or network(request), wait=15)
    if not known:
        _count(request, "ask_code_anywhere", address, wait=60 * 24)


def count_try(request: HttpRequest, challenge: str) -> None:
    """Count a code that was typed, so that many at once do not get more tries than one by one."""
    _count(request, "try_code_network", network(request), wait=1)
    _count(request, "try_code", challenge, wait=10)


def count_app_code(request: HttpRequest, name: str) -> None:
    """Count a code of an authenticator app that was typed for an account."""
    _count(request, "try_code_network", network(request), wait=1)
    _count(request, "try_app_code", name, wait=10)


def count_admin_sign_in(request: HttpRequest, name: str) -> None:
    """Count an attempt to sign in with a password."""
    _count(request, "admin_sign_in_network", network(request), wait=15)
    _count(request, "admin_sign_in", name.lower(), network(request), wait=15)


def _count(request: HttpRequest, action: str, *what: str, wait: int) -> None:
    rates = settings.ACCOUNT_RATE_LIMITS.get(action, "")
    if is_over_rates(request, action, rates, "|".join(what)):
        raise TooOften(wait)


def known_browser(request: HttpRequest, address: str) -> str:
    """Return what tells a browser from others that has signed in with the address; else nothing."""
    kept = request.COOKIES.get(settings.KNOWN_BROWSER_COOKIE_NAME, "")
    try:
        browser, owner = signing.loads(kept, salt=SALT, max_age=KNOWN_FOR)
    except (signing.BadSignature, ValueError):
        return ""
    return browser if owner == _fingerprint(address) else ""


def remember_browser(response: HttpResponse, address: str) -> None:
    """Let a mover's own device keep that it has signed in. The address cannot be read from it."""
    response.set_cookie(
        settings.KNOWN_BROWSER_COOKIE_NAME,
        signing.dumps([secrets.token_hex(16), _fingerprint(address)], salt=SALT),
        max_age=KNOWN_FOR,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
        path="/",
    )


def _fingerprint(text: str) -> str:
    return salted_hmac(SALT, text, algorithm="sha256").hexdigest()


def forget() -> None:
    """Delete what was counted and has run out."""
    Count.objects.over().delete()
