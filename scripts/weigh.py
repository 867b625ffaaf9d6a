"""Weigh the pages as a phone fetches them, and let Lighthouse judge them: `make weigh`.

The site is served as live: style in one sheet, files compressed under lasting
names, pages compressed as a proxy would. The status is 1 when a page is over its
budget or below its score. Lighthouse needs Node; without it the weights alone
are checked, and the last line says so.
"""

import json
import os
import shutil
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

from scripts.bench import server
from tests import content_database

ROOT = Path(__file__).resolve().parent.parent
SETTINGS = "scripts.weigh_settings"
CHROMIUM = shutil.which("chromium") or "/usr/bin/chromium"
QUIET = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-sync"]
PHONE = {"viewport": {"width": 390, "height": 844}, "device_scale_factor": 2, "is_mobile": True}

PATIENCE, SETTLING = 120_000, 500
LIGHTHOUSE = "lighthouse@12.8.2"
TOOLS = ROOT / "var" / "tools"
SCORES = {"performance": 95, "accessibility": 100, "best-practices": 95, "seo": 95}
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


@dataclass(frozen=True)
class Page:
    """A page to weigh; `own` pages need the key of a move."""

    name: str
    path: str
    budget: Budget
    own: bool = False


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
    with served() as (address, key):
        pages = [
            Page("start page", "/sv/", READING),
            Page("article", "/sv/bo/hyra/", READING),
            Page("directory", "/sv/kontakter/", READING),
            Page("wizard question", "/sv/min-plan/before/fragor/car/", QUESTION, own=True),
            Page("plan", "/sv/min-plan/", PLAN, own=True),
        ]
        over = weigh(address, key, pages)
        below = judge(address, key, pages)
    sys.exit(1 if over or below else 0)


@contextmanager
def served() -> Iterator[tuple[str, str]]:
    """Serve a copy of the content as live; give the address and a family's key."""
    with tempfile.TemporaryDirectory() as data:
        shutil.copytree(content_database.folder(), data, dirs_exist_ok=True)
        os.environ.update(
            DATA_DIR=data,
            DATABASE_URL=f"sqlite:///{data}/db.sqlite3",
            DJANGO_SETTINGS_MODULE=SETTINGS,
        )
        collect = [sys.executable, "manage.py", "collectstatic", "--noinput", "-v", "0"]
        subprocess.run(collect, check=True, cwd=ROOT)  # noqa: S603
        stage = [sys.executable, "-m", "tests.browser.staging"]
        made = subprocess.run(stage, check=True, cwd=ROOT, capture_output=True)  # noqa: S603
        key = json.loads(made.stdout)["browsers"]["full"]["move"]
        with server() as (address, _process):
            yield address, key


def weigh(address: str, key: str, pages: list[Page]) -> bool:
    """Print what every page weighs; return whether one is over its budget."""
    over = False
    print(f"{'kB as sent':<17}" + "".join(f"{page.name:>22}" for page in pages))
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        table = []
        for page in pages:
            context = browser.new_context(**PHONE)
            if page.own:
                context.add_cookies([{"name": "move", "value": key, "url": address}])
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


def judge(address: str, key: str, pages: list[Page]) -> bool:
    """Print Lighthouse's scores on a phone; return whether one is below what is wanted."""
    lighthouse = lighthouse_command()
    if lighthouse is None:
        print("\nLighthouse was not run: it needs Node 18 and npm. The weights above were checked.")
        return False
    below = False
    print(f"\n{'Lighthouse, phone':<17}" + "".join(f"{name:>20}" for name in SCORES), flush=True)
    for page in pages:
        scores = scored(lighthouse, address, key, page)
        cells = []
        for name, wanted in SCORES.items():
            is_below = scores[name] < wanted
            below |= is_below
            cells.append(f"{scores[name]:>7} ≥ {wanted:<4}{'BELOW' if is_below else '':<6}")
        print(f"{page.name:<17}" + "".join(f"{cell:>20}" for cell in cells), flush=True)
    return below


def lighthouse_command() -> list[str] | None:
    """Return how Lighthouse is started, installed below var/ if need be; None without Node."""
    if not shutil.which("npm"):
        return None
    program = TOOLS / "node_modules" / ".bin" / "lighthouse"
    if not program.exists():
        install = ["npm", "install", "--silent", "--no-save", "--prefix", str(TOOLS), LIGHTHOUSE]
        subprocess.run(install, check=True)  # noqa: S603
    return [str(program)]


def scored(command: list[str], address: str, key: str, page: Page) -> dict[str, int]:
    """Return the scores of a page, and print what took points away."""
    words = ["--quiet", "--output=json", f"--chrome-flags=--headless=new {' '.join(QUIET)}"]
    words.append(f"--only-categories={','.join(SCORES)}")
    if page.own:
        words.append(f"--skip-audits={','.join(OWN_ONLY)}")
        words.append(f"--extra-headers={json.dumps({'Cookie': f'move={key}'})}")
    done = subprocess.run(  # noqa: S603
        [*command, address + page.path, *words],
        check=True,
        capture_output=True,
        text=True,
        env=os.environ | {"CHROME_PATH": CHROMIUM},
    )
    result = json.loads(done.stdout)
    for name, wanted in SCORES.items():
        if result["categories"][name]["score"] * 100 < wanted:
            print_losses(page, result, name)
    return {name: round(result["categories"][name]["score"] * 100) for name in SCORES}


def print_losses(page: Page, result: dict[str, Any], category: str) -> None:
    """Print the audits of a category that a page does not pass whole."""
    for part in result["categories"][category]["auditRefs"]:
        audit = result["audits"][part["id"]]
        if part["weight"] and (audit["score"] or 0) < 1:
            print(f"  {page.name}, {audit['title']}: {audit.get('displayValue', audit['score'])}")


if __name__ == "__main__":
    main()
