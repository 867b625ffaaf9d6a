"""The one door to a move: the mover who is signed in, or the key in the browser's cookie.

What is not there and what is not allowed answer alike.
"""

import re
from datetime import timedelta

from django.conf import settings
from django.core.exceptions import SuspiciousOperation
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from cms.accounts import sessions
from onboarding import membership
from onboarding.models import Member, Move

KEY = re.compile(r"[A-Za-z0-9_-]{43}")


def open_move(request: HttpRequest) -> Move | None:
    """Return the move of whoever asks: a member's own, else the one that the cookie opens."""
    member = open_member(request)
    return member.move if member else move_of_browser(request)


def open_member(request: HttpRequest) -> Member | None:
    """Return the member who is signed in; None for a browser with a key, or with nothing."""
    user = sessions.mover(request)
    return membership.of(user) if user else None


def move_of_browser(request: HttpRequest) -> Move | None:
    """Return the move that the browser's key opens; None without a key or with a wrong one."""
    key = request.COOKIES.get(settings.MOVE_COOKIE_NAME, "")
    return Move.objects.opened_by(key).first() if key else None


def is_key(text: str) -> bool:
    """Whether a text could be the key of a move."""
    return bool(KEY.fullmatch(text))


def begin_move(request: HttpRequest, key: str) -> Move:
    """Return the move that the first answers begin, made now unless a second click made it already.

    It belongs to the mover who is signed in, or else to the browser with the key.
    """
    if user := sessions.mover(request):
        return membership.begin(user, request.LANGUAGE_CODE)
    if not is_key(key):
        raise SuspiciousOperation("The key of the move is missing or has been tampered with.")
    with transaction.atomic():
        move, is_new = Move.objects.get_or_create(
            key_digest=Move.digest(key), defaults={"language": request.LANGUAGE_CODE}
        )
        if is_new:
            move.adults.create(number=1)
    return move


def keep_open(request: HttpRequest, response: HttpResponse, move: Move | None) -> None:
    """Let the browser keep the key of its move for thirty days from now; a member needs none."""
    if move is None or move.key_digest is None:
        return
    keys = (request.COOKIES.get(settings.MOVE_COOKIE_NAME, ""), request.POST.get("key", ""))
    key = next((key for key in keys if Move.digest(key) == move.key_digest), "")
    if key:
        _give(response, key)


def give_new_key(response: HttpResponse) -> None:
    """Give the browser a key before there is a move: whatever it sends next comes with it."""
    _give(response, Move.new_key())


def _give(response: HttpResponse, key: str) -> None:
    response.set_cookie(
        settings.MOVE_COOKIE_NAME,
        key,
        max_age=settings.MOVE_COOKIE_AGE,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
        path="/",
    )


def close(response: HttpResponse) -> None:
    """Take the key out of the browser."""
    response.delete_cookie(settings.MOVE_COOKIE_NAME, path="/", samesite="Lax")


def touch(move: Move) -> None:
    """Note that the move is in use, once a day, so that it is kept for thirty more days."""
    now = timezone.now()
    if now - move.used_at > timedelta(days=1):
        Move.objects.filter(pk=move.pk).update(used_at=now)
