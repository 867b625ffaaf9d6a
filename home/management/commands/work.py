"""Send mail and do what is to be done regularly, until told to stop."""

import signal
from argparse import ArgumentParser
from threading import Event
from typing import Any

from django.core.management.base import BaseCommand
from django.db import close_old_connections

from cms.jobs.running import run_due
from cms.mail.sending import send_due
from home.jobs import JOBS

REST_SECONDS = 2
REST_WITHOUT_SERVER = 30


class Command(BaseCommand):
    """`manage.py work`: one process beside the server; a second one does no harm"""

    help = "Send mail and run the regular jobs. Stops at SIGTERM, after the mail at hand."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--once", action="store_true", help="One round, then stop.")

    def handle(self, *args: Any, once: bool, **options: Any) -> None:
        stop = Event()
        for name in (signal.SIGTERM, signal.SIGINT):
            signal.signal(name, lambda *_: stop.set())
        while not stop.is_set():
            close_old_connections()
            ran = run_due(JOBS)
            mails = send_due()
            if once:
                self.stdout.write(
                    f"Jobs run: {len(ran)}. Mails sent: {mails.sent}, put off: {mails.put_off},"
                    f" given up: {mails.dropped}."
                )
                break
            stop.wait(REST_WITHOUT_SERVER if mails.server_away else REST_SECONDS)
