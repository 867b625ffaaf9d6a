"""The admin in a real browser: quiet towards others, readable, and under its own policy."""

import re
import subprocess
import sys

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings

from tests.browser.conftest import ROOT
from tests.browser.listening import listen

pytestmark = pytest.mark.browser

SCREENS = {
    "dashboard": "/admin/",
    "queue of fault reports": "/admin/fault_reports/",
    "what readers say": "/admin/reports/readers/",
    "pages that need a hand": "/admin/reports/upkeep/",
}
PATIENCE = 120_000
"""Milliseconds. The admin fetches dozens of files, and other tests may run beside."""


@pytest.fixture(scope="module")
def password(site):
    """The password of an editor's account, made as `make editor` does."""
    command = [sys.executable, "manage.py", "local_editor"]
    made = subprocess.run(  # noqa: S603
        command, check=True, cwd=ROOT, env=site.environment, capture_output=True, text=True
    )
    return re.search(r"Password:\s+(\S+)", made.stdout)[1]


@pytest.fixture
def sign_in(open_context, password):
    """Open the admin as an editor, in one colour scheme."""

    def sign_in(scheme="light"):
        tab = open_context(width=1280, color_scheme=scheme, locale="sv-SE").new_page()
        tab.set_default_timeout(PATIENCE)
        tab.goto("/admin/login/")
        tab.fill("[name=username]", "redaktor")
        tab.fill("[name=password]", password)
        tab.click("button[type=submit]")
        tab.locator(".to-do").wait_for()
        return tab

    return sign_in


def editor_of(site, slug):
    """Return where the Swedish page with a slug is edited."""
    query = "select id from wagtailcore_page where slug = ? order by path limit 1"
    return f"/admin/pages/{site.rows(query, slug)[0][0]}/edit/"


@pytest.mark.parametrize("screen", [*SCREENS, "page editor"])
def test_a_screen_asks_nobody_else_and_breaks_no_policy(site, sign_in, screen):
    tab = sign_in()
    heard = listen(tab, site)
    address = SCREENS.get(screen) or editor_of(site, "lattlast")
    assert tab.goto(address, wait_until="networkidle").status == 200
    assert heard == []
    kept = {cookie["name"] for cookie in tab.context.cookies()}
    assert kept <= {settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME}


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_what_needs_doing_is_for_everybody(sign_in, scheme):
    tab = sign_in(scheme)
    found = Axe().run(tab, context={"include": [[".to-do"]]}).response["violations"]
    assert [faults(violation) for violation in found] == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_signing_in_is_for_everybody(open_context, scheme):
    tab = open_context(color_scheme=scheme, locale="sv-SE").new_page()
    tab.set_default_timeout(PATIENCE)
    tab.goto("/admin/login/")
    found = Axe().run(tab).response["violations"]
    assert [faults(violation) for violation in found] == []


def faults(violation):
    return violation["id"], violation["help"], [node["target"] for node in violation["nodes"]][:5]
