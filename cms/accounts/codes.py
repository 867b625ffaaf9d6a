"""The code: six digits by mail, for ten minutes and five tries, in the browser that asked.

It is the same for known and unknown addresses. Nobody's account is looked up before
the right code has come back, so there is nothing to tell them apart by.
"""

import secrets
import time
import unicodedata
from typing import Any, Self

from allauth.account import app_settings
from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.code_verification import AbstractCodeVerificationProcess
from django.conf import settings
from django.http import HttpRequest
from django.utils.crypto import constant_time_compare, salted_hmac

from cms.accounts import tries
from cms.mail import outbox
from cms.mail.models import Message

WAIT_BEFORE_ANOTHER = 30
DELAYED_AFTER = 20
# The browser keeps the cookie somewhat longer than the code, to be told that it is too old.
SESSION_AGE = 60 * 60


class Challenge(AbstractCodeVerificationProcess):
    """A code that was sent to an address and has not come back yet.

    It lies in the session of the browser that asked. Of the code there is only a hash, made
    with a salt of its own and the key of the process. A code opens only what it was asked for:
    whoever lets other people in keeps their challenges under another name.
    """

    kept_under = "sign_in_code"

    def __init__(self, request: HttpRequest, state: dict[str, Any]) -> None:
        super().__init__(
            max_attempts=app_settings.LOGIN_BY_CODE_MAX_ATTEMPTS,
            timeout=app_settings.LOGIN_BY_CODE_TIMEOUT,
            state=state,
        )
        self.request = request

    @classmethod
    def begin(cls, request: HttpRequest, address: str) -> Self:
        """Send a new code; one that was sent before does not work any more.

        Pressing the button twice sends one mail.
        """
        waiting = cls.pending(request)
        if waiting and waiting.address == address and waiting.wait:
            return waiting
        tries.count_code(request, address)
        state = {**cls.initial_state(user=None, email=address), "salt": secrets.token_hex(16)}
        challenge = cls(request, state)
        challenge.send()
        request.session.set_expiry(SESSION_AGE)
        challenge.persist()
        return challenge

    @classmethod
    def pending(cls, request: HttpRequest) -> Self | None:
        """Return what this browser waits for; None when that is nothing, or too old."""
        if settings.SESSION_COOKIE_NAME not in request.COOKIES:
            return None
        state = request.session.get(cls.kept_under)
        return cls(request, state).abort_if_invalid() if state else None

    @property
    def address(self) -> str:
        """Where the code was sent."""
        return self.state["email"]

    @property
    def name(self) -> str:
        """What tells this code from all others, for counting tries."""
        return self.state["salt"]

    @property
    def wait(self) -> int:
        """How many seconds to wait before another code is sent; 0 when it may be asked for."""
        return max(0, WAIT_BEFORE_ANOTHER - int(time.time() - self.state["at"]))

    @property
    def is_delayed(self) -> bool:
        """Whether the mail should have gone out by now and has not."""
        waiting = Message.objects.unfinished().filter(dedupe_key=f"sign_in_code:{self.name}")
        return time.time() - self.state["at"] > DELAYED_AFTER and waiting.exists()

    def matches(self, typed: str) -> bool:
        """Whether what was typed is the code."""
        return constant_time_compare(self._hash(digits(typed)), self.code)

    def send(self) -> None:
        code = get_adapter(self.request).generate_login_code()
        self.state["code"] = self._hash(code)
        outbox.queue(
            "sign_in_code",
            self.address,
            dedupe_key=self.name,
            language=self.request.LANGUAGE_CODE,
            payload={"code": code},
        )

    def persist(self) -> None:
        self.request.session[self.kept_under] = self.state

    def abort(self) -> None:
        self.request.session.pop(self.kept_under, None)

    def _hash(self, code: str) -> str:
        return salted_hmac(f"cms.accounts.codes:{self.name}", code, algorithm="sha256").hexdigest()


def digits(typed: str) -> str:
    """Return the digits of what was typed, whatever script they are in and what stands between."""
    return "".join(str(unicodedata.decimal(sign)) for sign in typed if sign.isdecimal())
