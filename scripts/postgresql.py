"""A PostgreSQL of our own for the tests, made from the machine's binaries and thrown away."""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

DEBIAN = Path("/usr/lib/postgresql")
SERVER_USER = "postgres"
DATABASE = "content"


class NoPostgreSQL(RuntimeError):
    """There are no binaries to start a server from."""


@contextmanager
def server() -> Iterator[str]:
    """Run a server in a folder of its own and give the address of its database."""
    binaries = find_binaries() or install()
    folder = Path(tempfile.mkdtemp(prefix="pg-"))
    data = folder / "data"
    if os.geteuid() == 0:
        shutil.chown(folder, SERVER_USER)
    try:
        run(binaries / "initdb", "-D", data, "-U", "tests", "--auth=trust", "-E", "UTF8")
        # Listens on a socket in the folder only; what a crash would lose may be lost.
        options = f"-k {folder} -c listen_addresses= -c fsync=off -c full_page_writes=off"
        run(binaries / "pg_ctl", "-D", data, "-w", "-o", options, "-l", folder / "log", "start")
        run(binaries / "createdb", "-h", folder, "-U", "tests", DATABASE)
        yield f"postgres://tests@/{folder}/{DATABASE}"
    finally:
        run(binaries / "pg_ctl", "-D", data, "-m", "immediate", "stop", check=False)
        shutil.rmtree(folder, ignore_errors=True)


def find_binaries() -> Path | None:
    """Return the folder that holds initdb and pg_ctl, the newest first."""
    folders = sorted(DEBIAN.glob("*/bin"), reverse=True)
    if found := shutil.which("initdb"):
        folders.append(Path(found).parent)
    return next((folder for folder in folders if (folder / "initdb").exists()), None)


def install() -> Path:
    """Install PostgreSQL where that is permitted, or say what to install."""
    if os.geteuid() == 0 and shutil.which("apt-get"):
        sys.stdout.write("Installing PostgreSQL …\n")
        subprocess.run(["apt-get", "update", "-qq"], check=True)  # noqa: S607
        subprocess.run(["apt-get", "install", "-y", "-qq", "postgresql"], check=True)  # noqa: S607
    found = find_binaries()
    if found is None:
        raise NoPostgreSQL("Install PostgreSQL first: sudo apt-get install postgresql")
    return found


def run(*words: object, check: bool = True) -> None:
    """Run a command of PostgreSQL, which refuses to be run by root."""
    command = [str(word) for word in words]
    if os.geteuid() == 0:
        command = ["runuser", "-u", SERVER_USER, "--", *command]
    subprocess.run(command, check=check, stdout=subprocess.DEVNULL, cwd="/")  # noqa: S603
