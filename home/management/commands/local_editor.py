"""Make an editor's account for local use, with a password nobody else knows."""

import secrets
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError

NAME = "redaktor"


class Command(BaseCommand):
    """`manage.py local_editor`"""

    help = "Make the account “redaktor” with a new password and print it. Local development only."

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEBUG:
            raise CommandError("This makes accounts for local development only.")
        password = secrets.token_urlsafe(12)
        user, _is_new = get_user_model().objects.get_or_create(
            username=NAME,
            defaults={"is_staff": True, "is_superuser": True, "email": "redaktor@example.com"},
        )
        user.set_password(password)
        user.save()
        self.stdout.write(f"User:      {NAME}\nPassword:  {password}")
