"""E-mail addresses: their one way of writing, and whose account an address opens."""

import unicodedata
from collections.abc import Iterable, Mapping
from uuid import uuid4

from allauth.account.models import EmailAddress
from django.db import IntegrityError, transaction

from cms.models import User

# What turns text around or hides it. No address needs it.
INVISIBLE = {"Cc", "Cf", "Cs", "Co", "Cn"}


class HeldByStaff(PermissionError):
    """The address belongs to an account that works with the site: it never opens by a code."""


def normal(text: str) -> str:
    """Return an address the way it is kept: full-width letters and capitals made plain."""
    plain = unicodedata.normalize("NFKC", text)
    visible = (letter for letter in plain if unicodedata.category(letter) not in INVISIBLE)
    return "".join("".join(visible).split()).lower()


def account(address: str) -> User:
    """Return the mover's account of an address, made now if this is its first right code.

    Raises HeldByStaff where somebody who works with the site has the address.
    """
    if is_held_by_staff(address):
        raise HeldByStaff
    return _of(address) or _made(address)


def is_held_by_staff(address: str) -> bool:
    """Whether an account other than a working mover's has the address."""
    if User.objects.filter(email__iexact=address).exists():
        return True
    owner = EmailAddress.objects.filter(email=address, verified=True).first()
    return owner is not None and not User.movers.filter(pk=owner.user_id).exists()


def of(user: User) -> str:
    """Return the address that a mover signs in with."""
    return EmailAddress.objects.get_primary_email(user) or ""


def of_all(users: Iterable[int]) -> Mapping[int, str]:
    """Return the addresses of many movers at once, by the number of their account."""
    rows = EmailAddress.objects.filter(user__in=users, primary=True)
    return dict(rows.values_list("user", "email"))


def _of(address: str) -> User | None:
    return User.movers.filter(emailaddress__email=address, emailaddress__verified=True).first()


def _made(address: str) -> User:
    try:
        with transaction.atomic():
            user = User(username=f"mover-{uuid4().hex}", is_mover=True)
            user.set_unusable_password()
            user.save()
            EmailAddress.objects.create(user=user, email=address, verified=True, primary=True)
    except IntegrityError:
        # A second code for the same new address was typed at the same moment.
        found = _of(address)
        if found is None:
            raise
        return found
    return user
