"""Signs in like a person: asks for a code, reads the mail, types the code."""

import re
from typing import Any

from django.core import mail
from django.test import Client

from cms.mail.sending import send_due
from tests.walking import Page, Walker

CODE = re.compile(r"(?<!\d)\d{6}(?!\d)")


def code_in(message: Any) -> str:
    """Return the code that a mail holds."""
    return CODE.search(message.body).group()


def mails() -> list[Any]:
    """Let the worker send what waits, and return all that was sent."""
    send_due()
    return mail.outbox


def newest_code() -> str:
    """Return the code of the newest mail that holds one."""
    return next(code_in(m) for m in reversed(mails()) if CODE.search(m.body))


def ask_for_code(walker: Walker, address: str) -> Page:
    """Ask for a code and arrive where it is to be typed."""
    form = walker.visit("account_login").form()
    form.fill({"address": address})
    return walker.went_on(walker.send(form))


def type_code(walker: Walker, code: str, *, own_device: bool = False) -> Page:
    """Type a code on the page that is open."""
    form = walker.page.form()
    form.fill({"code": code, **({"own_device": "on"} if own_device else {})})
    return walker.send(form)


def sign_in(walker: Walker, address: str, *, own_device: bool = False) -> Page:
    """Sign in and arrive where that leads."""
    ask_for_code(walker, address)
    return walker.went_on(type_code(walker, newest_code(), own_device=own_device))


def signed_in(address: str, language: str = "sv", **kept: Any) -> Walker:
    """Return somebody with a browser of their own who has signed in."""
    walker = Walker(Client(**kept), language)
    sign_in(walker, address)
    return walker


def is_signed_in(walker: Walker) -> bool:
    """Whether the pages of the mover take the walker for a member or a mover without a plan."""
    return walker.visit("account_logout").name == "account_logout"
