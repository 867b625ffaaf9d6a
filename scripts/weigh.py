"""Weigh the pages as a phone fetches them, and let Lighthouse judge them: `make weigh`.

The site is served as live: style in one sheet, files compressed under lasting
names, pages compressed as a proxy would. The status is 1 when a page is over its
budget or below its score. Lighthouse needs Node and npm; without them the weights
alone are checked, and the last line says so. Speed depends on what else the machine
does, so it is the middle one of three runs, and `--without-speed` leaves it out.
"""

import argparse
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playwright.sync_api import BrowserContext, sync_playwright
from playwright.sync_api import Page as Tab

from scripts.bench import make_move, server
from tests import content_database

ROOT = Path(__file__).resolve().parent.parent
SETTINGS = "scripts.weigh_settings"
CHROMIUM = shutil.which("chromium") or "/usr/bin/chromium"
QUIET = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-sync"]
PHONE = {"viewport": {"width": 390, "height": 844}, "device_scale_factor": 2, "is_mobile": True}

PATIENCE, SETTLING = 120_000, 500
LIGHTHOUSE = "lighthouse@12.8.2"
TOOLS = ROOT / "var" / "tools"
SCORES = {"accessibility": 100, "best-practices": 95, "seo": 95}
SPEED, FAST, RUNS, TRIES = "performance", 95, 3, 3
Scores = dict[str, int | None]
# Somebody's own pages are kept out of search engines on purpose.
OWN_ONLY = ["is-crawlable"]

PARTS = ("html", "css", "js", "fonts", "images")
KINDS = {
    "Document": "html",
    "Stylesheet": "css",
    "Script": "js",
    "Font": "fonts",
    "Image": "images",
}


@dataclass(frozen=True)
class Budget:
    """What a page may weigh, in kB as sent, and how often it may ask."""

    html: float
    css: float = 18
    js: float = 10
    fonts: float = 85
    images: float = 0
    requests: int = 12
    first: float = 260
    repeat: float = 40


# The mark and the sprite are the only images of a page of one's own.
READING = Budget(html=15, images=120)
QUESTION = Budget(html=6, images=12, requests=6, first=120, repeat=8)
PLAN = Budget(html=20, js=20, images=12, requests=8, first=150, repeat=25)
# Three adults to whom nearly every task applies (docs/decisions/0022-two-plans-weighed.md).
LONGEST_PLAN = Budget(html=25, js=20, images=12, requests=8, first=150, repeat=30)


@dataclass(frozen=True)
class Page:
    """A page to weigh; `key` opens the move that it belongs to."""

    name: str
    path: str
    budget: Budget
    key: str = ""
    is_judged: bool = True


@dataclass(frozen=True)
class Weight:
    """What a first view of a page took, and what a second one took."""

    kinds: Counter[str]
    requests: int
    repeat: float

    def rows(self, budget: Budget) -> Iterator[tuple[str, float, float]]:
        """Return what was measured beside what is allowed."""
        for part in PARTS:
            yield part, self.kinds[part] / 1000, getattr(budget, part)
        yield "requests", self.requests, budget.requests
        yield "first view", self.kinds.total() / 1000, budget.first
        yield "repeat view", self.repeat / 1000, budget.repeat


def main() -> None:
    """Serve the site, weigh every page, ask Lighthouse, and stop with the outcome."""
    with_speed = not arguments().without_speed
    with served() as (address, family, most):
        pages = [
            Page("start page", "/sv/", READING),
            Page("article", "/sv/bo/hyra/", READING),
            Page("directory", "/sv/kontakter/", READING),
            Page("wizard question", "/sv/min-plan/before/fragor/car/", QUESTION, family),
            Page("plan", "/sv/min-plan/", PLAN, family),
            Page("the longest plan", "/sv/min-plan/", LONGEST_PLAN, most, is_judged=False),
        ]
        over = weigh(address, pages)
        below = judge(address, [page for page in pages if page.is_judged], with_speed)
    sys.exit(1 if over or below else 0)


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--without-speed", action="store_true")
    return parser.parse_args()


@contextmanager
def served() -> Iterator[tuple[str, str, str]]:
    """Serve a copy of the content as live; give the address, and the keys of two moves."""
    with tempfile.TemporaryDirectory() as data:
        shutil.copytree(content_database.folder(), data, dirs_exist_ok=True)
        os.environ.update(
            DATA_DIR=data,
            DATABASE_URL=f"sqlite:///{data}/db.sqlite3",
            DJANGO_SETTINGS_MODULE=SETTINGS,
        )
        collect = [sys.executable, "manage.py", "collectstatic", "--noinput", "-v", "0"]
        subprocess.run(collect, check=True, cwd=ROOT)  # noqa: S603
        most, family = make_move(), family_of_three()
        with server() as (address, _process):
            yield address, family, most


def family_of_three() -> str:
    """Return the key of the move of two adults and a child."""
    from django.test import Client

    from tests.cast import OUTSIDE_EEA
    from tests.moving import moved

    client = Client()
    moved(client, OUTSIDE_EEA)
    (cookie,) = client.cookies.values()
    return str(cookie.value)


def weigh(address: str, pages: list[Page]) -> bool:
    """Print what every page weighs; return whether one is over its budget."""
    over = False
    print(f"{'kB as sent':<17}" + "".join(f"{page.name:>22}" for page in pages))
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        table = []
        for page in pages:
            context = browser.new_context(**PHONE)
            if page.key:
                context.add_cookies([{"name": "move", "value": page.key, "url": address}])
            table.append(list(weight(context, address + page.path).rows(page.budget)))
            context.close()
    for row in zip(*table, strict=True):
        cells = []
        for _part, measured, allowed in row:
            is_over = measured > allowed
            over |= is_over
            cells.append(f"{measured:>9.4g} ≤ {allowed:<5g}{'OVER' if is_over else '':<5}")
        print(f"{row[0][0]:<17}" + "".join(f"{cell:>22}" for cell in cells))
    return over


def weight(context: BrowserContext, url: str) -> Weight:
    """Open a page twice and return what came over the wire."""
    tab = context.new_page()
    client = context.new_cdp_session(tab)
    client.send("Network.enable")
    kinds: dict[str, str] = {}
    fetched: list[tuple[str, float]] = []

    def finished(event: dict[str, Any]) -> None:
        if event["encodedDataLength"] and event["requestId"] in kinds:
            fetched.append((kinds[event["requestId"]], event["encodedDataLength"]))

    client.on(
        "Network.responseReceived",
        lambda event: kinds.update({event["requestId"]: KINDS.get(event["type"], "images")}),
    )
    client.on("Network.loadingFinished", finished)
    arrive(tab, url)
    first = Counter[str]()
    for kind, size in fetched:
        first[kind] += round(size)
    requests = len(fetched)
    fetched.clear()
    tab.goto("about:blank")
    arrive(tab, url)
    return Weight(first, requests, sum(size for _kind, size in fetched))


def arrive(tab: Tab, url: str) -> None:
    """Open a page and wait until nothing more is asked for."""
    tab.goto(url, wait_until="networkidle", timeout=PATIENCE)
    tab.evaluate("document.fonts.ready")
    tab.wait_for_timeout(SETTLING)


def judge(address: str, pages: list[Page], with_speed: bool) -> bool:
    """Print Lighthouse's scores on a phone; return whether one is below what is wanted."""
    lighthouse = lighthouse_command()
    if lighthouse is None:
        print("\nLighthouse was not run: it needs Node 18, npm and a network. The weights count.")
        return False
    wanted = SCORES | ({SPEED: FAST} if with_speed else {})
    below = False
    print(f"\n{'Lighthouse, phone':<17}" + "".join(f"{name:>20}" for name in wanted), flush=True)
    for page in pages:
        scores = scored(lighthouse, address, page, list(SCORES))
        if with_speed:
            runs = [scored(lighthouse, address, page, [SPEED])[SPEED] for _run in range(RUNS)]
            found = [score for score in runs if score is not None]
            scores[SPEED] = statistics.median_low(found) if found else None
        cells = []
        for name, least in wanted.items():
            score = scores[name]
            is_below = score is not None and score < least
            below |= is_below
            shown = "?" if score is None else score
            cells.append(f"{shown:>7} ≥ {least:<4}{'BELOW' if is_below else '':<6}")
        print(f"{page.name:<17}" + "".join(f"{cell:>20}" for cell in cells), flush=True)
    return below


def lighthouse_command() -> list[str] | None:
    """Return how Lighthouse is started, installed below var/ if need be; None without Node."""
    if not shutil.which("npm"):
        return None
    program = TOOLS / "node_modules" / ".bin" / "lighthouse"
    if not program.exists():
        install = ["npm", "install", "--silent", "--no-save", "--prefix", str(TOOLS), LIGHTHOUSE]
        # It cannot be fetched everywhere, and is not what is tested.
        subprocess.run(install, check=False)  # noqa: S603
    return [str(program)] if program.exists() else None


def scored(command: list[str], address: str, page: Page, categories: list[str]) -> Scores:
    """Return the scores of a page, None where there is none, and print what took points away."""
    words = ["--quiet", "--output=json", f"--chrome-flags=--headless=new {' '.join(QUIET)}"]
    words.append(f"--only-categories={','.join(categories)}")
    if page.key:
        words.append(f"--skip-audits={','.join(OWN_ONLY)}")
        words.append(f"--extra-headers={json.dumps({'Cookie': f'move={page.key}'})}")
    result = answer([*command, address + page.path, *words])
    if result is None:
        return dict.fromkeys(categories)
    scores = {name: round(result["categories"][name]["score"] * 100) for name in categories}
    for name, score in scores.items():
        if score < (SCORES | {SPEED: FAST})[name]:
            print_losses(page, result, name)
    return scores


def answer(command: list[str]) -> dict[str, Any] | None:
    """Return what Lighthouse says; it breaks down now and then on a busy machine."""
    for _try in range(TRIES):
        done = subprocess.run(  # noqa: S603
            command,
            check=False,
            capture_output=True,
            text=True,
            env=os.environ | {"CHROME_PATH": CHROMIUM},
        )
        if done.returncode == 0:
            return json.loads(done.stdout)
    print(f"Lighthouse gave no answer: {done.stderr.strip()[-300:]}")
    return None


def print_losses(page: Page, result: dict[str, Any], category: str) -> None:
    """Print the audits of a category that a page does not pass whole."""
    for part in result["categories"][category]["auditRefs"]:
        audit = result["audits"][part["id"]]
        if part["weight"] and (audit["score"] or 0) < 1:
            print(f"  {page.name}, {audit['title']}: {audit.get('displayValue', audit['score'])}")


if __name__ == "__main__":
    main()
