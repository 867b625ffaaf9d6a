"""Load the content of Piteå from its files. Safe to run again and again."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser

from home.content_files import ContentFiles
from home.loading import ContentLoader
from home.personas import load_personas

FOLDER = settings.BASE_DIR / "content" / "pitea"


class Command(BaseCommand):
    """`manage.py load_content`"""

    help = "Load pages, directory and journey from content/pitea. What editors changed is kept."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--folder", type=Path, default=FOLDER)

    def handle(self, *args: Any, **options: Any) -> None:
        files = ContentFiles(options["folder"])
        report = ContentLoader(files, self.stdout.write).load()
        if personas := load_personas(files):
            report.counts["personas"] += personas
        counts = ", ".join(f"{number} {what}" for what, number in sorted(report.counts.items()))
        self.stdout.write(f"Loaded content: {counts or 'nothing to do'}.")
        for name in report.kept:
            self.stdout.write(f"Left as the editor made it: {name}")
