"""A worker killed two hundred times loses no mail, and sends at most one twice for each crash."""

import os
import shutil
import sqlite3
import subprocess
import sys
from collections import Counter
from datetime import UTC, datetime, timedelta

from config.env import BASE_DIR
from tests.mailbox import open_mailbox

KILLS = 200
MAILS = 600


def test_a_worker_killed_two_hundred_times_loses_no_mail(content_folder, tmp_path):
    database = tmp_path / "db.sqlite3"
    shutil.copy(content_folder / "db.sqlite3", database)
    fill(database)
    environment = os.environ | {
        "DATABASE_URL": f"sqlite:///{database}",
        "DJANGO_SETTINGS_MODULE": "config.settings.test",
    }
    with open_mailbox() as box:
        words = [sys.executable, "-m", "tests.crew", str(box.port), str(KILLS), "1"]
        subprocess.run(words, cwd=BASE_DIR, env=environment, check=True, timeout=300)  # noqa: S603
        arrived = Counter(box.ids())
    assert len(arrived) == MAILS
    twice = sum(times - 1 for times in arrived.values())
    assert twice <= KILLS
    assert rows(database, "select count(*) from mail_message where state = 'sent'") == [(MAILS,)]


def fill(database):
    """Put mails into the outbox, as many processes ago as you like."""
    now = datetime.now(UTC)
    past, future = now - timedelta(minutes=5), now + timedelta(days=1)
    with sqlite3.connect(database) as connection:
        connection.executemany(
            "insert into mail_message (kind, dedupe_key, recipient, language, secret_payload,"
            " priority, state, attempts, fault, not_before, expires_at, created_at, changed_at)"
            " values ('letter', ?, 'amina@example.com', 'sv', '', 5, 'queued', 0, '', ?, ?, ?, ?)",
            [
                (
                    f"letter:{number}",
                    *(
                        day.replace(tzinfo=None).isoformat(" ")
                        for day in (past, future, past, past)
                    ),
                )
                for number in range(MAILS)
            ],
        )


def rows(database, query):
    with sqlite3.connect(database) as connection:
        return connection.execute(query).fetchall()
