"""Delete the moves that nobody has used for thirty days, and versions that lost as long ago."""

from typing import Any

from django.core.management.base import BaseCommand

from onboarding.models import KeptVersion, Move


class Command(BaseCommand):
    """`manage.py forget_moves`, to be run every day"""

    help = "Delete plans unused for thirty days, and what lost in merging as long ago."

    def handle(self, *args: Any, **options: Any) -> None:
        count = Move.objects.expired().count()
        Move.objects.expired().delete()
        KeptVersion.objects.expired().delete()
        self.stdout.write(f"Forgot {count} moves.")
