"""Encrypt every private text anew with the first of ENCRYPTION_KEYS."""

from typing import Any

from django.core.management.base import BaseCommand

from cms.encryption import rotate


class Command(BaseCommand):
    """`manage.py rotate_encryption`, after a new key was put first"""

    help = "Encrypt every private text with the first key; the others can then be dropped."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"{rotate()} texts now have the first key.")
