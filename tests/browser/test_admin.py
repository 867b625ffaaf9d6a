"""The admin in a real browser: quiet towards others, readable, and under its own policy."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings

from tests.browser.listening import listen

pytestmark = pytest.mark.browser

SCREENS = {
    "dashboard": "/admin/",
    "queue of fault reports": "/admin/fault_reports/",
    "what readers say": "/admin/reports/readers/",
    "pages that need a hand": "/admin/reports/upkeep/",
    "links to other websites": "/admin/reports/links/?state=all",
    "translations page by page": "/admin/reports/matrix/",
    "searches without hits": "/admin/reports/searches/",
    "ours": "/admin/ours/",
    "departments": "/admin/departments/",
    "handed in by partners": "/admin/partners/review/",
    "requests for pages": "/admin/partners/requests/",
    "personas": "/admin/personas/",
    "rules in words": "/admin/reports/rules/",
}
PATIENCE = 120_000
"""Milliseconds. The admin fetches dozens of files, and other tests may run beside."""


@pytest.fixture
def sign_in(open_context, places):
    """Open the admin as an editor, in one colour scheme."""

    def sign_in(scheme="light"):
        context = open_context(width=1280, color_scheme=scheme, locale="sv-SE")
        context.add_cookies(places.cookies("editor"))
        tab = context.new_page()
        tab.set_default_timeout(PATIENCE)
        tab.goto("/admin/")
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
