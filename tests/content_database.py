"""A database with all the content of Piteå, built once per state of the code and content.

Loading takes most of a minute, so the result is kept in var/test-content and
used again until a file that it came from changes. Where only content, models or blocks
changed, the kept database is migrated and brought up to date, which takes seconds; a
fresh clone, as in CI, always begins with nothing.
"""

import fcntl
import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
KEPT = ROOT / "var" / "test-content"
BROUGHT_UP_TO_DATE = (
    "content/pitea/**/*",
    "*/migrations/*.py",
    "*/*/migrations/*.py",
    "cms/models/*.py",
    "cms/blocks/*.py",
    "cms/directory/models/*.py",
    "cms/directory/blocks.py",
    "onboarding/models/journeys.py",
    "onboarding/blocks.py",
    "home/models.py",
    "home/personas.py",
)
MADE_BY = (
    "requirements.txt",
    "cms/search_terms.py",
    "cms/translation*.py",
    "home/content_files.py",
    "home/fields.py",
    "home/indexing.py",
    "home/loading.py",
    "home/markdown.py",
    "cms/pairing.py",
)


def fingerprint(patterns: Sequence[str]) -> str:
    """Return a fingerprint of the files that match."""
    digest = hashlib.sha256()
    for pattern in patterns:
        for file in sorted(ROOT.glob(pattern)):
            if file.is_file() and file.suffix != ".pyc":
                digest.update(str(file.relative_to(ROOT)).encode() + file.read_bytes())
    return digest.hexdigest()[:16]


def folder() -> Path:
    """Return a data folder with the loaded database and its pictures. Not to be written to."""
    KEPT.mkdir(parents=True, exist_ok=True)
    with (KEPT / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        wanted = KEPT / f"{fingerprint(MADE_BY)}-{fingerprint(BROUGHT_UP_TO_DATE)}"
        if not (wanted / "ready").exists():
            shutil.rmtree(wanted, ignore_errors=True)
            _take_over(wanted)
            _build(wanted)
    return wanted


def _take_over(wanted: Path) -> None:
    """Begin with what the same code made of other content, if it is there; forget the rest."""
    made_by = wanted.name.split("-")[0]
    for old in [folder for folder in KEPT.iterdir() if folder.is_dir()]:
        if old.name.startswith(made_by) and (old / "ready").exists() and not wanted.exists():
            old.rename(wanted)
            (wanted / "ready").unlink()
        else:
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
