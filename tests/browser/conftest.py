"""A real server on its own copy of the content, and a real browser."""

import json
import os
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urljoin, urlsplit

import pytest
import requests
from playwright.sync_api import Browser, BrowserContext, sync_playwright

from tests.browser.a11y_report import report
from tests.browser.states import Places

ROOT = Path(__file__).resolve().parents[2]
STARTS_WITHIN = 60
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


class Site:
    """A running server that can be killed and started again."""

    def __init__(self, folder: Path) -> None:
        self.database = folder / "db.sqlite3"
        self.port = _free_port()
        self.address = f"http://127.0.0.1:{self.port}"
        self.environment = os.environ | {
            "DATA_DIR": str(folder),
            "DATABASE_URL": f"sqlite:///{self.database}",
            "DJANGO_SETTINGS_MODULE": "tests.browser.settings",
        }
        self.start()

    def start(self) -> None:
        """Start the server and wait until it answers."""
        words = ["--bind", f"127.0.0.1:{self.port}", "--workers", "1", "--threads", "4"]
        self.process = subprocess.Popen(  # noqa: S603
            [sys.executable, "-m", "gunicorn", "config.wsgi", *words, "--log-level", "error"],
            cwd=ROOT,
            env=self.environment,
            start_new_session=True,
        )
        for _try in range(STARTS_WITHIN * 20):
            try:
                requests.get(f"{self.address}/healthz", timeout=STARTS_WITHIN)
            except requests.ConnectionError:
                time.sleep(0.05)
            else:
                return
        raise TimeoutError(self.address)

    def kill(self) -> None:
        """End the server at once, as a power cut would."""
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()

    def run(self, module: str) -> str:
        """Return what a module prints that is run with the site's settings."""
        command = [sys.executable, "-m", module]
        done = subprocess.run(  # noqa: S603
            command, cwd=ROOT, env=self.environment, check=True, capture_output=True, text=True
        )
        return done.stdout

    def rows(self, query: str, *values: Any) -> list[tuple[Any, ...]]:
        """Read from the server's database."""
        connection = sqlite3.connect(self.database, timeout=20)
        try:
            return connection.execute(query, values).fetchall()
        finally:
            connection.close()


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


class Visitor:
    """Somebody at the real server, with the interface of Django's test client."""

    def __init__(self, site: Site) -> None:
        self.site, self.session = site, requests.Session()

    def get(self, path: str, *, follow: bool = False) -> Any:
        return self._answer(self.session.get(self._full(path), allow_redirects=follow, timeout=60))

    def post(self, path: str, data: Any, *, follow: bool = False) -> Any:
        sent = self.session.post(
            self._full(path), data=data, allow_redirects=follow, timeout=60, headers=self._same()
        )
        return self._answer(sent)

    def _same(self) -> dict[str, str]:
        return {"Origin": self.site.address}

    def _full(self, path: str) -> str:
        return urljoin(self.site.address, path)

    def _answer(self, response: requests.Response) -> requests.Response:
        parts = urlsplit(response.url)
        vars(response).update(
            redirect_chain=[],
            request={"PATH_INFO": parts.path, "QUERY_STRING": parts.query},
        )
        return response


@pytest.fixture(scope="session")
def site(content_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The server, for all the tests in a browser."""
    folder = tmp_path_factory.mktemp("site")
    shutil.copytree(content_folder, folder, dirs_exist_ok=True)
    running = Site(folder)
    yield running
    running.kill()


@pytest.fixture(scope="session")
def places(site: Site) -> Places:
    """Where the pages are, with moves in every state."""
    return Places(site, **json.loads(site.run("tests.browser.staging")))


@pytest.fixture
def visitor(site: Site) -> Visitor:
    """Somebody at the real server without a browser."""
    return Visitor(site)


# Ended with each module: while Playwright runs, Django refuses to use a database.
@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """The browser."""
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(
            executable_path=shutil.which("chromium") or "/usr/bin/chromium", args=ARGUMENTS
        )
        yield started
        started.close()


@pytest.fixture
def open_context(chromium: Browser, site: Site) -> Iterator[Callable[..., BrowserContext]]:
    """Open a window of its own, without anybody's cookies."""
    opened = []

    def open_one(width: int = 390, **options: Any) -> BrowserContext:
        size = {"width": width, "height": 900}
        opened.append(chromium.new_context(base_url=site.address, viewport=size, **options))
        return opened[-1]

    yield open_one
    for context in opened:
        context.close()


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Leave what was found where the accessibility statement can fetch it.

    A worker hands it to the process that began the workers.
    """
    if hasattr(session.config, "workeroutput"):
        session.config.workeroutput["a11y"] = report.data()
    else:
        report.write()


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any) -> None:
    """Take in what a worker found."""
    # A worker that broke down says nothing.
    if found := getattr(node, "workeroutput", {}).get("a11y"):
        report.take(found)
