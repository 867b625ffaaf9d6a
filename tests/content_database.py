"""A database with all the content of Piteå, built once per state of the code and content.

Loading takes most of a minute, so the result is kept in var/test-content and
used again until a file that it came from changes.
"""

import fcntl
import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
KEPT = ROOT / "var" / "test-content"
MADE_FROM = (
    "content/pitea/**/*",
    "requirements.txt",
    "*/migrations/*.py",
    "cms/directory/migrations/*.py",
    "cms/models/*.py",
    "cms/blocks/*.py",
    "cms/search_terms.py",
    "cms/translation*.py",
    "cms/directory/models/*.py",
    "cms/directory/blocks.py",
    "onboarding/models/*.py",
    "onboarding/blocks.py",
    "home/models.py",
    "home/content_files.py",
    "home/fields.py",
    "home/loading.py",
    "home/markdown.py",
    "home/pairing.py",
)


def fingerprint() -> str:
    """Return a fingerprint of everything that the database is made from."""
    digest = hashlib.sha256()
    for pattern in MADE_FROM:
        for file in sorted(ROOT.glob(pattern)):
            if file.is_file() and file.suffix != ".pyc":
                digest.update(str(file.relative_to(ROOT)).encode() + file.read_bytes())
    return digest.hexdigest()[:16]


def folder() -> Path:
    """Return a data folder with the loaded database and its pictures. Not to be written to."""
    KEPT.mkdir(parents=True, exist_ok=True)
    with (KEPT / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        wanted = KEPT / fingerprint()
        if not (wanted / "ready").exists():
            _forget_others()
            _build(wanted)
    return wanted


def _forget_others() -> None:
    for old in KEPT.iterdir():
        if old.is_dir():
            shutil.rmtree(old)


def _build(wanted: Path) -> None:
    environment = os.environ | {
        "DATA_DIR": str(wanted),
        "DATABASE_URL": f"sqlite:///{wanted / 'db.sqlite3'}",
        "DJANGO_SETTINGS_MODULE": "config.settings.dev",
    }
    for words in (["migrate", "-v", "0"], ["load_content"]):
        command = [sys.executable, "manage.py", *words]
        subprocess.run(  # noqa: S603
            command, check=True, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL
        )
    _close_write_ahead_log(wanted / "db.sqlite3")
    (wanted / "ready").touch()


def _close_write_ahead_log(database: Path) -> None:
    """Bring everything into the one file, so that it can be copied."""
    import sqlite3

    connection = sqlite3.connect(database)
    connection.execute("PRAGMA journal_mode=DELETE")
    connection.close()
