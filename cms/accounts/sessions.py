"""How long a mover stays signed in: the one place that asks who is there.

On the mover's own device for fourteen days after the last use, ninety at most. On any
other until the browser is closed, two hours without use at most.
"""

import time
from datetime import timedelta

from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse

from cms.models import User

IDLE = timedelta(hours=2)
IDLE_ON_OWN_DEVICE = timedelta(days=14)
LONGEST = timedelta(days=90)
# So long after a code was typed, everything may be fetched or deleted without another.
FRESH = timedelta(minutes=15)
# How often a use is noted.
NOTED_EVERY = timedelta(minutes=5)
# The name of the page that signing in leads to.
LEADS_TO = "sign_in_leads_to"
BEGAN, USED, OWN_DEVICE = "signed_in_at", "used_at", "own_device"


def begin(request: HttpRequest, *, own_device: bool) -> None:
    """Note that a mover has just signed in."""
    request.session[BEGAN] = time.time()
    request.session[OWN_DEVICE] = own_device
    note_use(request)


def mover(request: HttpRequest) -> User | None:
    """Return the mover who is signed in; None for everybody else.

    Readers without a session cost nothing. A session that has run out ends here.
    """
    if settings.SESSION_COOKIE_NAME not in request.COOKIES:
        return None
    user = request.user
    if not (user.is_authenticated and user.is_mover):
        return None
    idle = IDLE_ON_OWN_DEVICE if request.session.get(OWN_DEVICE) else IDLE
    if has_run_out(request, idle=idle, longest=LONGEST):
        logout(request)
        return None
    if time.time() - request.session[USED] > NOTED_EVERY.total_seconds():
        note_use(request)
    # The header of a personal page offers to sign out.
    request.mover = user
    return user


def is_fresh(request: HttpRequest) -> bool:
    """Whether a code was typed a short while ago."""
    return time.time() - request.session.get(BEGAN, 0) < FRESH.total_seconds()


def end(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """Sign out here, and let the browser forget what it has kept of the pages."""
    logout(request)
    response.headers["Clear-Site-Data"] = '"cache", "storage"'
    return response


def end_everywhere(user: User) -> None:
    """Sign out on every device: what all sessions were opened against is made anew."""
    user.set_unusable_password()
    user.save(update_fields=["password"])


def has_run_out(request: HttpRequest, *, idle: timedelta, longest: timedelta) -> bool:
    """Whether nobody has used a session for too long, or it began too long ago."""
    now, session = time.time(), request.session
    return (
        now - session.get(USED, 0) > idle.total_seconds()
        or now - session.get(BEGAN, 0) > longest.total_seconds()
    )


def note_use(request: HttpRequest) -> None:
    """Note that a session is in use."""
    request.session[USED] = time.time()
    own = request.session[OWN_DEVICE]
    request.session.set_expiry(int(IDLE_ON_OWN_DEVICE.total_seconds()) if own else 0)
