"""Live, the service refuses to start without what keeps it safe (D-14)."""

import json
import os
import subprocess
import sys

import pytest
from django.contrib.staticfiles.storage import ManifestStaticFilesStorage
from django.utils.module_loading import import_string

from config.env import BASE_DIR

ENOUGH = {
    "SECRET_KEY": "x" * 50,
    "ALLOWED_HOSTS": "inflyttare.example.com",
    "SITE_BASE_URL": "https://inflyttare.example.com",
    "ENCRYPTION_KEYS": "b25seS1mb3ItdGVzdHMtMTIzNDU2Nzg5MDEyMzQ1Njc=",
}
SHOW = """
import json
from config.settings import production as p
repr_of_type = lambda value: type(value).__name__
names = [n for n in dir(p) if n.isupper()]
print(json.dumps({n: getattr(p, n) for n in names}, default=repr_of_type))
"""


def start(**environment):
    """Load the live settings in a process of their own."""
    known = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    return subprocess.run(  # noqa: S603
        [sys.executable, "-W", "ignore", "-c", SHOW],
        env=known | environment,
        cwd=BASE_DIR,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("SECRET_KEY", ""),
        ("SECRET_KEY", "short"),
        ("ALLOWED_HOSTS", ""),
        ("SITE_BASE_URL", "http://inflyttare.example.com"),
        ("ENCRYPTION_KEYS", ""),
        ("ENCRYPTION_KEYS", "too-short"),
    ],
)
def test_it_refuses_to_start_and_says_what_to_set(name, value):
    outcome = start(**ENOUGH | {name: value})
    assert outcome.returncode != 0
    assert f"Set {name}" in outcome.stderr


@pytest.fixture(scope="module")
def live():
    outcome = start(**ENOUGH)
    assert outcome.returncode == 0, outcome.stderr
    return json.loads(outcome.stdout)


def test_live_it_is_not_in_debug(live):
    assert live["DEBUG"] is False


def test_live_cookies_go_over_tls_only_and_to_this_host_only(live):
    for kind in ("SESSION", "CSRF"):
        assert live[f"{kind}_COOKIE_SECURE"] is True
        assert live[f"{kind}_COOKIE_NAME"].startswith("__Host-")
    assert live["MOVE_COOKIE_NAME"].startswith("__Host-")


def test_live_browsers_remember_to_use_tls(live):
    assert live["SECURE_SSL_REDIRECT"] is True
    assert live["SECURE_HSTS_SECONDS"] >= 31536000
    assert live["CONTENT_SECURITY_POLICY"]["DIRECTIVES"]["upgrade-insecure-requests"] is True


def test_live_writers_wait_their_turn(live):
    assert live["DATABASES"]["default"]["OPTIONS"]["transaction_mode"] == "IMMEDIATE"
    assert "synchronous=FULL" in live["DATABASES"]["default"]["OPTIONS"]["init_command"]


def test_live_static_files_have_names_of_their_own(live):
    storage = import_string(live["STORAGES"]["staticfiles"]["BACKEND"])
    assert issubclass(storage, ManifestStaticFilesStorage)
