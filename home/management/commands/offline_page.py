"""Print the page that a web server shows while the service itself does not run."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from django.template.loader import render_to_string

from cms.mail.colours import colours


class Command(BaseCommand):
    """`manage.py offline_page > offline.html`: one file that needs no other"""

    help = "Print a page for the web server to show while the service does not run."

    def handle(self, *args: Any, **options: Any) -> None:
        context = {"subject": settings.WAGTAIL_SITE_NAME, "language": "sv", "colour": colours()}
        self.stdout.write(render_to_string("offline.html", context))
