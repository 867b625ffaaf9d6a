"""Put what the tests found into a draft of the accessibility statement."""

import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from cms import assessment


class Command(BaseCommand):
    """`manage.py a11y_statement --from report.json`"""

    help = "Put the results of the tests into a new draft of the accessibility statement."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--from", dest="report", type=Path, required=True)
        parser.add_argument(
            "--replace", action="store_true", help="also where somebody changed the block by hand"
        )

    def handle(self, *args: Any, report: Path, replace: bool, **options: Any) -> None:
        value = self.read(report)
        pages = assessment.statements()
        if not pages:
            raise CommandError("No Swedish page has a block “results of the tests”.")
        with transaction.atomic():
            for page in pages:
                self.fill(page, value, replace)
        self.stdout.write("Look at the draft in the admin, and publish it. Translations follow.")

    def read(self, report: Path) -> assessment.Value:
        """Return the results that a report holds."""
        try:
            return assessment.results(json.loads(report.read_text()))
        except (OSError, ValueError) as error:
            raise CommandError(f"{report} cannot be used: {error}") from error

    def fill(self, page: Any, value: assessment.Value, replace: bool) -> None:
        """Make the draft of one page and say so."""
        try:
            assessment.fill(page, value, replace=replace)
        except assessment.ChangedByHand as error:
            raise CommandError(
                f"Somebody changed the results on “{page.title}” by hand. Nothing was done. "
                "Run again with --replace to put the new ones in their place."
            ) from error
        found = len(value["findings"])
        self.stdout.write(f"New draft of “{page.title}”: {value['pages']} pages, {found} findings.")
