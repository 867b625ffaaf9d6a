"""Delete closed fault reports, and the words of old answers, when their time has passed."""

from typing import Any

from django.core.management.base import BaseCommand

from cms.feedback.models import FaultReport, ReaderAnswer


class Command(BaseCommand):
    """`manage.py forget_feedback`, to be run every day"""

    help = "Delete closed fault reports and old words of readers, as the forms promise."

    def handle(self, *args: Any, **options: Any) -> None:
        reports, _by_model = FaultReport.objects.expired().delete()
        answers = ReaderAnswer.objects.with_old_words().update(text="")
        self.stdout.write(f"Forgot {reports} reports, and the words of {answers} answers.")
