"""Many write and read at once (C-04): `make soak` does so for a minute, here it is a moment."""

import subprocess
import sys

from tests.browser.conftest import ROOT


def test_twenty_write_and_fifty_read_without_an_error_and_nothing_is_lost():
    command = [sys.executable, "-m", "scripts.soak", "--seconds", "6"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)  # noqa: S603
    assert done.returncode == 0, done.stdout + done.stderr
    writes, reads = (int(line.split()[1]) for line in done.stdout.splitlines()[1:3])
    assert writes >= 20
    assert reads >= 50
