"""Who has been erased: kept beside the database, so that no backup brings them back.

A line for each account or plan: a day, and a digest from which nobody can be found who is
not in the backup. The file lies outside of the database and its backups (ERASURE_LEDGER);
`manage.py replay_erasures` erases anew what a backup brought back.
"""

import hashlib
import os
from collections.abc import Iterator

from django.conf import settings
from django.utils import timezone


def digest(name: str) -> str:
    """Return what the ledger says of an account or plan: its name here is random already."""
    return hashlib.sha256(f"erased:{name}".encode()).hexdigest()


def write(name: str) -> str:
    """Add an account or plan and return its digest. It is on the disk when this returns."""
    entry = digest(name)
    path = settings.ERASURE_LEDGER
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a", encoding="ascii") as ledger:
        ledger.write(f"{timezone.localdate().isoformat()} {entry}\n")
        ledger.flush()
        os.fsync(ledger.fileno())
    return entry


def entries() -> Iterator[str]:
    """Return the digests of everything that was erased."""
    if settings.ERASURE_LEDGER.exists():
        for line in settings.ERASURE_LEDGER.read_text(encoding="ascii").splitlines():
            _day, _space, entry = line.partition(" ")
            if entry:
                yield entry
