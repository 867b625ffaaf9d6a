"""Groups, rights and review for the departments. Safe to run again and again."""

from typing import Any

from django.core.management.base import BaseCommand

from home.departments import COMMUNICATORS, set_up


class Command(BaseCommand):
    """`manage.py departments`"""

    help = "Let each department edit its own pages, and communicators approve. Run every night."

    def handle(self, *args: Any, **options: Any) -> None:
        report = set_up()
        if not options["verbosity"]:
            return
        self.stdout.write(f"{report.departments} departments, {report.pages} pages of their own.")
        if report.nobody_approves:
            self.stdout.write(
                f"Nobody is in the group {COMMUNICATORS}: what is handed in waits for nobody."
            )
        for page in report.left_to_communicators:
            self.stdout.write(f"Pages of others lie below, so communicators edit it: {page.title}")
        for name in report.without_address:
            self.stdout.write(f"Nobody is asked whether the pages of this unit hold: {name}")
