"""Workers that are killed: run by a test in a process of its own, on a database of its own.

python -m tests.crew PORT KILLS SEED
"""

import os
import random
import signal
import sys
import time
from datetime import timedelta

import django


def main(port: int, kills: int, seed: int) -> None:
    """Start a worker, kill it, and again; then let one finish in peace."""
    django.setup()
    from django.conf import settings
    from django.db import connection

    from cms.mail import kinds, sending

    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", port
    # The killed worker is dead for certain, so the next may take its mail at once.
    sending.LEASE = timedelta(0)

    @kinds.kind("letter")
    def write(message):  # type: ignore[no-untyped-def]
        return kinds.Mail("Hej", str(message.pk), "<p>Hej</p>")

    chance = random.Random(seed)
    for _round in range(kills):
        connection.close()
        worker = os.fork()
        if worker == 0:
            while True:
                sending.send_due()
        time.sleep(chance.uniform(0.005, 0.06))
        os.kill(worker, signal.SIGKILL)
        os.waitpid(worker, 0)
    while sending.send_due().sent:
        pass


if __name__ == "__main__":
    main(*(int(word) for word in sys.argv[1:]))
