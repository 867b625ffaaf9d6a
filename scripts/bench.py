"""Measure the site: `make bench`.

The figure of a page is the processor time of one request, as a multiple of a
bare Django view that answers with as many bytes, from the same server in the
same run. Absolute times differ from machine to machine; the multiples hardly do.
"""

import os
import re
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import requests

from tests import content_database

# A household that keeps as much as anybody would: with the plan's own, 300 tasks.
OWN_TASKS, NOTES, SAVED = 187, 500, 200
ROUNDS, REQUESTS = 7, 20
SETTINGS = "scripts.bench_settings"
ANSWERS = {
    "move": "2027-03-01",
    "from_where": "outside_eu_customs_union",
    "adults": 3,
    "children": ["expecting", "age_0", "age_1_5", "age_6_12", "age_13_15", "age_16_19"],
    "second_guardian": "yes",
    "other_language_at_home": "yes",
    "pets": "yes",
    "housing": ["rent", "buy_flat", "buy_house", "build", "temporary"],
    "rents_now": "yes",
    "power_included": "no",
    "car": "bring_from_abroad",
    "support": "yes",
    "ongoing_care": "yes",
    "follow_up": "yes",
}
OF_EACH_ADULT = {
    "role": "accompanying",
    "personnummer": "no",
    "stay": "year_or_more",
    "occupation": ["job", "seeking", "studying", "business", "retired", "own_means"],
    "regulated_profession": "yes",
    "swedish": "none",
    "licence": "other",
    "interests": ["career", "housing"],
    "wants_friend": "yes",
}
STATUSES = ("registered_in_sweden", "eu_eea", "other")


@dataclass(frozen=True)
class Page:
    """A page to measure; `fetch` asks for it once and returns how many bytes came."""

    name: str
    goal: str
    fetch: Callable[[], int]


def main() -> None:
    """Start a server on a copy of the content, measure, and print a table."""
    with tempfile.TemporaryDirectory() as data:
        shutil.copytree(content_database.folder(), data, dirs_exist_ok=True)
        os.environ.update(
            DATA_DIR=data,
            DATABASE_URL=f"sqlite:///{data}/db.sqlite3",
            DJANGO_SETTINGS_MODULE=SETTINGS,
        )
        key, full, task = make_move(), make_full_move(), address_of("join-pitebo-queue")
        with server() as (address, process):
            measured = [*pages(address, key, task), *pages_of_notebook(address, full)]
            print_table(address, process, measured)
        print_engine()
        print_digest()
        print_search()


def make_move() -> str:
    """Make a household of three adults to whom nearly every task applies."""
    import django

    django.setup()
    from onboarding import answering
    from onboarding.models import Move

    key = Move.new_key()
    move = Move.objects.create(key_digest=Move.digest(key), language="sv")
    answering.name_adults(move, len(STATUSES), {})
    answering.write(move, None, ANSWERS)
    for number, status in enumerate(STATUSES, start=1):
        answering.write(move, number, {**OF_EACH_ADULT, "status": status})
    return key


def make_full_move() -> str:
    """Make the same household with a full notebook."""
    key = make_move()
    from onboarding import lanes
    from onboarding.models import Move
    from tests.hoarding import hoard

    adult = lanes.mine(Move.objects.latest("pk"))
    hoard(adult, tasks=OWN_TASKS, notes=NOTES, things=SAVED)
    return key


def address_of(task: str) -> str:
    """Return the address of a task's Swedish page."""
    from onboarding.loading import load_journey

    return load_journey("sv").tasks[task].url


@contextmanager
def server() -> Iterator[tuple[str, int]]:
    """Run the site in one worker process and give its address and process id."""
    port = free_port()
    command = [sys.executable, "-m", "gunicorn", "config.wsgi", "--bind", f"127.0.0.1:{port}"]
    master = subprocess.Popen([*command, "--workers", "1", "--log-level", "error"])  # noqa: S603
    address = f"http://127.0.0.1:{port}"
    try:
        wait_for(address)
        children = Path(f"/proc/{master.pid}/task/{master.pid}/children").read_text().split()
        yield address, int(children[0])
    finally:
        master.terminate()
        master.wait()


def free_port() -> int:
    """Return a port that nobody listens on."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def wait_for(address: str) -> None:
    """Wait until the server answers."""
    for _try in range(100):
        try:
            requests.get(f"{address}/healthz", timeout=60)
        except requests.ConnectionError:
            time.sleep(0.1)
        else:
            return
    raise TimeoutError(address)


def pages(address: str, key: str, task: str) -> list[Page]:
    """Return the pages to measure with their goals."""
    mover = requests.Session()
    mover.cookies.set("move", key)

    def reading(path: str) -> Callable[[], int]:
        return lambda: len(requests.get(address + path, timeout=30).content)

    def question() -> int:
        url = f"{address}/sv/min-plan/before/fragor/car/"
        page = mover.get(url, timeout=30)
        fields = dict(re.findall(r'name="([^"]+)"[^>]*?value="([^"]*)"', page.text))
        fields["car"] = "have"
        mover.post(url, data=fields, timeout=30, allow_redirects=False)
        return len(page.content)

    def plan() -> int:
        return len(mover.get(f"{address}/sv/min-plan/", timeout=30).content)

    return [
        Page("start page", "50", reading("/sv/")),
        Page("article", "40", reading("/sv/bo/hyra/")),
        Page("task page", "40", reading(task)),
        Page("directory", "50", reading("/sv/kontakter/")),
        Page("organisation", "40", reading("/sv/kontakter/pitebo/")),
        Page("search with hits", "40", reading("/sv/sok/?q=bostad")),
        Page("wizard question, GET and POST", "30", question),
        Page("plan, three adults", "30", plan),
    ]


def pages_of_notebook(address: str, key: str) -> list[Page]:
    """Return what a household with a full notebook looks at and does."""
    mover = requests.Session()
    mover.cookies.set("move", key)

    def reading(path: str) -> Callable[[], int]:
        return lambda: len(mover.get(f"{address}/sv/min-plan/{path}", timeout=30).content)

    def note() -> int:
        url = f"{address}/sv/min-plan/anteckningsbok/anteckning/"
        page = mover.get(url, timeout=30)
        fields = dict(re.findall(r'name="([^"]+)"[^>]*?value="([^"]*)"', page.text))
        sent = {**fields, "body": "Ring banken"}
        mover.post(url, data=sent, timeout=30, allow_redirects=False).raise_for_status()
        return len(page.content)

    return [
        Page("plan, three adults, 300 tasks", "", reading("")),
        Page("notebook, 500 notes, 200 saved", "", reading("anteckningsbok/")),
        Page("a note, GET and POST", "30", note),
    ]


def print_table(address: str, process: int, measured: list[Page]) -> None:
    """Measure each page in turn with a bare view of its size, and print the multiples."""
    print(f"{'page':<32}{'kB':>6}{'ms CPU':>9}{'times bare':>12}{'goal':>8}")
    for page in measured:
        size = page.fetch()
        for _warm in range(5):
            page.fetch()

        def bare(size: int = size) -> int:
            return len(requests.get(f"{address}/bare/{size}/", timeout=30).content)

        ratios, costs = [], []
        for _round in range(ROUNDS):
            cost = processor_time(process, page.fetch)
            costs.append(cost)
            ratios.append(cost / max(processor_time(process, bare, REQUESTS * 10), 1e-6))
        cost, ratio = statistics.median(costs) * 1000, statistics.median(ratios)
        goal = page.goal and f"≤ {page.goal}"
        print(f"{page.name:<32}{size / 1000:>6.1f}{cost:>9.1f}{ratio:>12.1f}{goal:>8}")


def processor_time(process: int, fetch: Callable[[], int], times: int = REQUESTS) -> float:
    """Return the seconds of processor time that one request costs the server."""
    before = used(process)
    for _request in range(times):
        fetch()
    return (used(process) - before) / times


def used(process: int) -> float:
    """Return the processor time of a single-threaded process so far, in seconds."""
    return int(Path(f"/proc/{process}/schedstat").read_text().split()[0]) / 1e9


def print_engine() -> None:
    """Measure the engine alone: the plan of three adults."""
    from django.utils import timezone

    from onboarding import answering
    from onboarding.journeys.plan import build
    from onboarding.loading import load_journey
    from onboarding.models import Move

    journey = load_journey("sv")
    answers = answering.read(Move.objects.latest("pk"), journey)
    today = timezone.localdate()
    build(journey, answers, today)
    times = []
    for _round in range(100):
        start = time.perf_counter()
        plan = build(journey, answers, today)
        times.append(time.perf_counter() - start)
    median = statistics.median(times) * 1000
    print(f"engine: {len(journey.tasks)} tasks, {len(answers.adults)} adults,", end=" ")
    print(f"{len(plan.items)} items: {median:.2f} ms (goal ≤ 2)")


def print_digest() -> None:
    """Measure the morning's run of reminders: households per minute on one core, and memory.

    DIGEST_HOUSEHOLDS=10000 measures what the goal speaks of.
    """
    from datetime import timedelta

    from django.utils import timezone

    from onboarding.notebook import quiet, reminding

    count = int(os.environ.get("DIGEST_HOUSEHOLDS", "500"))
    make_reminded(count)
    today = timezone.localdate()
    monday = quiet.morning_of(today + timedelta(days=7 - today.weekday()))
    # Once before: the journey is read, and nobody is due by night.
    reminding.remind(monday - timedelta(hours=2))
    reset_peak()
    before, start = peak(), time.process_time()
    queued = reminding.remind(monday)
    took = time.process_time() - start
    print(f"digest, {count:,} households, {queued:,} mails:", end=" ")
    print(f"{count / took * 60:,.0f} households a minute (goal ≥ 10,000),", end=" ")
    print(f"{peak() - before:.0f} MB more at its peak of {peak():.0f} MB")


def make_reminded(count: int) -> None:
    """Make households of two adults, one of whom wants both kinds of reminders today."""
    from datetime import timedelta

    from django.db import transaction
    from django.utils import timezone

    from cms.accounts import addresses
    from onboarding import answering
    from onboarding.models import Move
    from onboarding.notebook import reminding
    from onboarding.notebook.models import Reminding

    with transaction.atomic():
        for number in range(count):
            move = Move.objects.create(language="sv")
            answering.name_adults(move, 2, {})
            answering.write(move, None, {**ANSWERS, "adults": 2})
            for adult, status in enumerate(STATUSES[:2], start=1):
                answering.write(move, adult, {**OF_EACH_ADULT, "status": status})
            user = addresses.account(f"reader{number}@example.com")
            member = move.members.create(user=user, adult=move.adults.first(), is_owner=True)
            reminding.choose(member, "sv", weekly=True, deadlines=True)
        Reminding.objects.update(looked_on=timezone.localdate() - timedelta(days=9))


def reset_peak() -> None:
    """Forget how much memory the process has held at most (Linux)."""
    Path("/proc/self/clear_refs").write_text("5")


def peak() -> float:
    """Return how much memory the process has held at most since then, in MB."""
    status = Path("/proc/self/status").read_text()
    return int(re.search(r"VmHWM:\s+(\d+)", status).group(1)) / 1000


def print_search() -> None:
    """Measure how site search grows with the site: every page holds the words looked for."""
    from home.search import search

    for total, goal in ((1_000, 40), (10_000, 100)):
        grow(total)
        found = search("bostad piteå", "sv")
        times = []
        for _round in range(10):
            start = time.perf_counter()
            search("bostad piteå", "sv")
            times.append(time.perf_counter() - start)
        median = statistics.median(times) * 1000
        print(f"search, {total:,} pages, {len(found.ids)} hits: {median:.0f} ms (goal ≤ {goal})")


def grow(total: int) -> None:
    """Fill the site up with plain pages, written straight into the tables."""
    from django.contrib.contenttypes.models import ContentType
    from modelsearch.models import IndexEntry
    from wagtail.models import Page

    from cms.search_terms import index_terms, title_terms

    parent = Page.objects.get(depth=2, locale__language_code="sv")
    kind = ContentType.objects.get_for_model(Page)
    first = Page.objects.count() + 1
    title, text = "Bostad nummer {}", "En bostad i Piteå, nära allt. " * 20
    words = index_terms(text, "sv")
    pages = Page.objects.bulk_create(
        Page(
            path=Page._get_path(parent.path, parent.depth + 1, 1000 + number),
            depth=parent.depth + 1,
            title=title.format(number),
            slug=f"bostad-{number}",
            url_path=f"{parent.url_path}bostad-{number}/",
            content_type=kind,
            locale_id=parent.locale_id,
            live=True,
        )
        for number in range(first, total + 1)
    )
    IndexEntry.objects.bulk_create(
        IndexEntry(
            content_type=kind,
            object_id=str(page.pk),
            title=page.title,
            autocomplete=page.title.lower(),
            body=f"{words} {title_terms(page.title, 'sv')}",
        )
        for page in pages
    )


if __name__ == "__main__":
    main()
