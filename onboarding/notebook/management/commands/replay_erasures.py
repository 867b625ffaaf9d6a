"""Erase anew what a restored backup brought back."""

from typing import Any

from django.core.management.base import BaseCommand

from onboarding.notebook import erasing


class Command(BaseCommand):
    """`manage.py replay_erasures`, after restoring a backup and before anybody signs in"""

    help = "Erase the accounts and plans that the ledger says are erased. Safe to run twice."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"Erased anew: {erasing.replay()}.")
