"""Twenty write and fifty read, for a minute: `make soak`.

Every write that was acknowledged must be in the database afterwards, and no answer may be a
server error. The site runs as live, with two processes.
"""

import argparse
import os
import random
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

import requests

from scripts import bench, postgresql
from tests import content_database

WRITERS, READERS = 20, 50
# Seconds between two writes, fifty in a minute, and between two pages of a quick reader.
WRITES_EVERY, READS_EVERY = (0.8, 1.6), (1, 4)
PAGES = ("/sv/", "/en/", "/sv/bo/hyra/", "/sv/kontakter/", "/sv/sok/?q=bostad", "/sv/min-plan/")
TASKS = ("library-card", "bus-app-and-routes", "emergency-numbers", "newcomer-party")
STATES = ("doing", "done", "not_for_us", "to_do")
TICK, NOTE = "/sv/min-plan/uppgift/", "/sv/min-plan/anteckningsbok/anteckning/"
TEXT = "Fråga hyresvärden om nyckeln."
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')


@dataclass
class Tally:
    """What happened, counted by all threads together."""

    writes: list[float] = field(default_factory=list)
    reads: list[float] = field(default_factory=list)
    errors: list[int] = field(default_factory=list)
    lost: int = 0


@dataclass
class Writer:
    """One household that ticks tasks and writes notes, and what the server acknowledged of it.

    `said` is the last state of each task, `written` the numbers of the notes.
    """

    key: str
    said: dict[str, str] = field(default_factory=dict)
    written: set[str] = field(default_factory=set)


def main() -> None:
    """Soak the site on one database, print what happened, fail where it was too much."""
    asked = arguments()
    tally = Tally()
    with site(asked.database):
        writers = [Writer(key) for key in make_moves()]
        with serving() as address:
            run(address, writers, tally, asked.seconds)
        tally.lost = sum(lost(writer) for writer in writers)
    report(asked, tally)
    sys.exit(bool(tally.errors or tally.lost))


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--database", choices=["sqlite", "postgresql"], default="sqlite")
    parser.add_argument("--seconds", type=int, default=60)
    return parser.parse_args()


@contextmanager
def site(database: str) -> Iterator[None]:
    """Prepare a database with all content, of the kind that is asked for."""
    with tempfile.TemporaryDirectory() as data:
        place = {"DATA_DIR": data, "DJANGO_SETTINGS_MODULE": bench.SETTINGS}
        if database == "sqlite":
            shutil.copytree(content_database.folder(), data, dirs_exist_ok=True)
            os.environ.update(place, DATABASE_URL=f"sqlite:///{data}/db.sqlite3")
            yield
            return
        with postgresql.server() as url:
            os.environ.update(place, DATABASE_URL=url)
            for words in (["migrate", "-v", "0"], ["load_content"]):
                command = [sys.executable, "manage.py", *words]
                subprocess.run(command, check=True, stdout=subprocess.DEVNULL)  # noqa: S603
            yield


def make_moves() -> list[str]:
    """Make one household for each writer and return the keys of their plans."""
    import django

    django.setup()
    from django.db import connection

    from onboarding import answering
    from onboarding.models import Move

    keys = [Move.new_key() for _writer in range(WRITERS)]
    for key in keys:
        move = Move.objects.create(key_digest=Move.digest(key), language="sv")
        answering.name_adults(move, 1, {})
        answering.write(move, None, {"move": "2027-03-01"})
        answering.write(move, 1, {"status": "registered_in_sweden"})
    connection.close()
    return keys


@contextmanager
def serving() -> Iterator[str]:
    """Run the site in two processes of four threads and give its address."""
    port = bench.free_port()
    command = [sys.executable, "-m", "gunicorn", "config.wsgi", "--bind", f"127.0.0.1:{port}"]
    workers = ["--workers", "2", "--threads", "4", "--timeout", "60", "--log-level", "error"]
    master = subprocess.Popen([*command, *workers])  # noqa: S603
    address = f"http://127.0.0.1:{port}"
    try:
        bench.wait_for(address)
        yield address
    finally:
        master.terminate()
        master.wait()


def run(address: str, writers: list[Writer], tally: Tally, seconds: int) -> None:
    """Let all write and read until the time is up."""
    end = time.monotonic() + seconds
    threads = [
        threading.Thread(target=write, args=(address, writer, tally, end)) for writer in writers
    ]
    keys = [writer.key for writer in writers]
    threads += [
        threading.Thread(target=read, args=(address, keys[number % WRITERS], tally, end))
        for number in range(READERS)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def write(address: str, writer: Writer, tally: Tally, end: float) -> None:
    """Tick a task or write a note, one after the other; note what the server acknowledged."""
    session = requests.Session()
    session.cookies.set("move", writer.key)
    chance = random.Random(writer.key)  # noqa: S311
    found = TOKEN.search(session.get(f"{address}/sv/min-plan/", timeout=60).text)
    token = found.group(1) if found else ""
    while time.monotonic() < end:
        task, state, note = chance.choice(TASKS), chance.choice(STATES), str(uuid.uuid4())
        is_note = chance.random() < 1 / 2
        path = NOTE if is_note else TICK
        fields = {"body": TEXT, "submission": note} if is_note else {"set": f"{task}={state}"}
        start = time.perf_counter()
        answer = session.post(
            address + path,
            data={"csrfmiddlewaretoken": token, **fields},
            allow_redirects=False,
            timeout=60,
        )
        tally.writes.append(time.perf_counter() - start)
        if answer.status_code != 302:
            tally.errors.append(answer.status_code)
        elif is_note:
            writer.written.add(note)
        else:
            writer.said[task] = state
        time.sleep(chance.uniform(*WRITES_EVERY))


def read(address: str, key: str, tally: Tally, end: float) -> None:
    """Read one page after the other."""
    session, chance = requests.Session(), random.Random(key)  # noqa: S311
    while time.monotonic() < end:
        cookies = {"move": key} if chance.random() < 1 / 3 else {}
        start = time.perf_counter()
        answer = session.get(address + chance.choice(PAGES), cookies=cookies, timeout=60)
        tally.reads.append(time.perf_counter() - start)
        if answer.status_code >= 500:
            tally.errors.append(answer.status_code)
        time.sleep(chance.uniform(*READS_EVERY))


def lost(writer: Writer) -> int:
    """Count the acknowledged writes that the database does not hold."""
    from onboarding.models import Move
    from onboarding.notebook.models import Note

    move = Move.objects.opened_by(writer.key).get()
    kept = dict(move.task_states.values_list("task", "state"))
    notes = Note.objects.filter(adult__move=move, submission__in=writer.written)
    unkept = sum(kept.get(task) != state for task, state in writer.said.items())
    return unkept + len(writer.written) - notes.count()


def report(asked: argparse.Namespace, tally: Tally) -> None:
    """Print what happened, with the goals."""
    print(f"{asked.database}, {asked.seconds} s, {WRITERS} writers, {READERS} readers")
    for name, times, goal in (
        ("writes", tally.writes, " (goal ≤ 250)"),
        ("reads", tally.reads, ""),
    ):
        p95 = statistics.quantiles(times, n=20)[-1] * 1000
        middle = statistics.median(times) * 1000
        print(f"{name:<8}{len(times):>7}   median {middle:>6.0f} ms   p95 {p95:>6.0f} ms{goal}")
    print(f"errors  {len(tally.errors):>7}   (goal 0)")
    print(f"lost    {tally.lost:>7}   acknowledged writes (goal 0)")


if __name__ == "__main__":
    main()
