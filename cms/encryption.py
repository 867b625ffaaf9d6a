"""Texts that only the process can read: the database, its dumps and backups hold none of them.

The keys lie in the environment (ENCRYPTION_KEYS, newest first). The first one
encrypts, all of them decrypt, `manage.py rotate_encryption` moves every text to
the first one, and an old key can then be dropped.
"""

from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.apps import apps
from django.conf import settings
from django.db import models
from wagtail import hooks


class WrongKey(Exception):
    """A text cannot be read with any key of ENCRYPTION_KEYS."""


@lru_cache(maxsize=4)
def _ring(keys: tuple[str, ...]) -> MultiFernet:
    return MultiFernet([Fernet(key) for key in keys])


def ring() -> MultiFernet:
    """Return the keys of this process."""
    return _ring(tuple(settings.ENCRYPTION_KEYS))


def encrypt(text: str) -> str:
    """Return a text as the database may hold it. No text is nothing to hide."""
    return text and ring().encrypt(text.encode()).decode()


def decrypt(token: str) -> str:
    """Return the text; raise WrongKey where no key of the ring made the token."""
    try:
        return token and ring().decrypt(token.encode()).decode()
    except InvalidToken as fault:
        raise WrongKey("No key of ENCRYPTION_KEYS reads this text.") from fault


class EncryptedTextField(models.TextField):
    """A text that is encrypted in the database and plain in Python. It cannot be searched there."""

    def get_prep_value(self, value: Any) -> str | None:
        text = super().get_prep_value(value)
        return None if text is None else encrypt(text)

    def from_db_value(self, value: str | None, *args: Any) -> str | None:
        return None if value is None else decrypt(value)

    def get_lookup(self, lookup_name: str) -> Any:
        """Refuse every comparison but "is null": each encryption of a text differs."""
        return super().get_lookup(lookup_name) if lookup_name == "isnull" else None


def encrypted_fields() -> Iterator[tuple[type[models.Model], EncryptedTextField]]:
    """Return every encrypted field of every model."""
    for model in apps.get_models():
        for field in model._meta.concrete_fields:
            if isinstance(field, EncryptedTextField):
                yield model, field


def rotate() -> int:
    """Encrypt every text anew with the first key, one row at a time; return how many.

    A row that somebody changes meanwhile is left alone: it has the first key already.
    """
    count = 0
    for model, field in encrypted_fields():
        raw = models.functions.Cast(field.name, models.TextField())
        rows = model._base_manager.annotate(_token=raw).exclude(_token=None).exclude(_token="")
        for pk, token in rows.values_list("pk", "_token").iterator(chunk_size=200):
            renewed = models.Value(ring().rotate(token.encode()).decode(), models.TextField())
            count += rows.filter(pk=pk, _token=token).update(**{field.name: renewed})
    # What lies encrypted in tables of others.
    return count + sum(renew() for renew in hooks.get_hooks("rotate_encryption"))


def readable() -> bool:
    """Whether the keys of this process read what the database holds: one row of each field."""
    for model, field in encrypted_fields():
        try:
            model._base_manager.exclude(**{f"{field.name}__isnull": True}).order_by("-pk").first()
        except WrongKey:
            return False
    return True
