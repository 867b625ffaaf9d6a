"""The accounts of partners: one for each address, made when it is first needed."""

from django.conf import settings
from django.db import IntegrityError, transaction

from cms.models import User
from cms.partners.models import Partner

PREFIX = "partner:"


def account(address: str) -> User:
    """Return the account of an address that looks after a listing, made or opened anew if needed.

    Raises Partner.DoesNotExist where the address looks after nothing.
    """
    if not Partner.objects.with_address(address).exists():
        raise Partner.DoesNotExist
    name = PREFIX + address
    user = User._base_manager.filter(username=name, is_partner=True).first() or _made(name)
    if not user.is_active:
        user.is_active = True
        user.save(update_fields=["is_active"])
    return user


def address_of(user: User) -> str:
    """Return the address that a partner signs in with."""
    return user.username.removeprefix(PREFIX)


def language_of(user: User) -> str:
    """Return the language in which a partner is written to."""
    rows = Partner.objects.with_address(address_of(user)).order_by("-pk")
    return rows.values_list("language", flat=True).first() or settings.LANGUAGE_CODE


def of(address: str) -> User | None:
    """Return the account of an address, if it was ever opened."""
    return User.partners.filter(username=PREFIX + address).first()


def close(user: User) -> None:
    """Close an account: its sessions end with the next request, its app opens nothing."""
    user.authenticator_set.all().delete()
    user.is_active = False
    user.set_unusable_password()
    user.save(update_fields=["is_active", "password"])


def _made(name: str) -> User:
    user = User(username=name, is_partner=True)
    user.set_unusable_password()
    try:
        with transaction.atomic():
            user.save()
    except IntegrityError:
        # The first code was typed twice at the same moment.
        return User._base_manager.get(username=name)
    return user
