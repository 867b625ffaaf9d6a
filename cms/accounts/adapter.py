"""What allauth is told about our accounts."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from django.contrib.auth import login
from django.http import HttpRequest

from cms import encryption
from cms.models import User


class MoverAdapter(DefaultAccountAdapter):
    """Lets movers in through the backend that finds only movers."""

    def login(self, request: HttpRequest, user: User) -> None:
        login(request, user, backend="cms.accounts.backends.CodeBackend")

    def add_message(self, *args: Any, **kwargs: Any) -> None:
        """Say nothing beside the page: a message would wait in a cookie."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Nobody registers: an account begins with the first right code."""
        return False


class AuthenticatorAdapter(DefaultMFAAdapter):
    """Keeps the secrets of authenticator apps under the keys of ENCRYPTION_KEYS."""

    def encrypt(self, text: str) -> str:
        return encryption.encrypt(text)

    def decrypt(self, encrypted_text: str) -> str:
        return encryption.decrypt(encrypted_text)
