"""Delete the moves that nobody has used for thirty days, with all their answers."""

from typing import Any

from django.core.management.base import BaseCommand

from onboarding.models import Move


class Command(BaseCommand):
    """`manage.py forget_moves`, to be run every day"""

    help = "Delete plans that nobody has used for thirty days."

    def handle(self, *args: Any, **options: Any) -> None:
        count = Move.objects.expired().count()
        Move.objects.expired().delete()
        self.stdout.write(f"Forgot {count} moves.")
