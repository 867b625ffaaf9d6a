"""Run the tests: on SQLite all of them, on PostgreSQL all but those in a browser.

Looking at every page in every view takes a few minutes of its own (`--every-page`).
"""

import argparse
import os
import subprocess
import sys
import tempfile

from scripts import postgresql
from scripts.messages import compile_catalogues

PYTEST = [sys.executable, "-m", "pytest"]
WORKERS = ["-n", "2", "--dist", "loadfile"]


def main() -> None:
    """Run the tests on the database that was asked for, and stop with their status."""
    compile_catalogues()
    wanted = arguments()
    if wanted.every_page:
        status = pytest("tests/browser", "-m", "every_page", "-n", "2")
    elif wanted.database == "postgresql":
        status = on_postgresql()
    else:
        status = pytest("-m", "not browser", *WORKERS) or pytest("-m", "browser and not every_page")
    sys.exit(status)


def on_postgresql() -> int:
    """Load the content into a server of our own; each worker of the tests gets a copy."""
    with postgresql.server() as url, tempfile.TemporaryDirectory() as data:
        place = {"DATABASE_URL": url, "DATA_DIR": data}
        for words in (["migrate", "-v", "0"], ["load_content"]):
            command = [sys.executable, "manage.py", *words]
            subprocess.run(command, check=True, env=os.environ | place)  # noqa: S603
        return pytest("-m", "not browser", *WORKERS, **place)


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--database", choices=["sqlite", "postgresql"], default="sqlite")
    parser.add_argument("--every-page", action="store_true")
    return parser.parse_args()


def pytest(*words: str, **environment: str) -> int:
    """Run pytest and return its status."""
    command = [*PYTEST, *words]
    return subprocess.run(command, check=False, env=os.environ | environment).returncode  # noqa: S603


if __name__ == "__main__":
    main()
