"""The keys that private texts are encrypted with: from the environment, or this machine's own."""

import base64
import hashlib

from cryptography.fernet import Fernet
from django.core.exceptions import ImproperlyConfigured

from config.local_key import local_secret_key


def checked(keys: list[str]) -> list[str]:
    """Return the keys, newest first; refuse none, and what is not a key."""
    if not keys:
        raise ImproperlyConfigured(
            "Set ENCRYPTION_KEYS to at least one key. `manage.py new_encryption_key` makes one."
        )
    for number, key in enumerate(keys, start=1):
        try:
            Fernet(key)
        except ValueError as fault:
            raise ImproperlyConfigured(
                f"Set ENCRYPTION_KEYS to keys of 32 bytes in base64. Number {number} is none."
            ) from fault
    return keys


def local_keys() -> list[str]:
    """Return the key of one machine in development, made from its secret key."""
    digest = hashlib.sha256(b"encryption:" + local_secret_key().encode()).digest()
    return [base64.urlsafe_b64encode(digest).decode()]
