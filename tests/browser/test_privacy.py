"""Reading leaves no trace in the browser, and nobody else is told (P-05).

The same of the admin is in test_admin.py.
"""

import re

import pytest
import requests

from tests.browser.listening import listen

pytestmark = [pytest.mark.browser, pytest.mark.every_page]

PAGES = 30
STORED = """async () => ({
    local: Object.keys(localStorage), session: Object.keys(sessionStorage),
    databases: (await indexedDB.databases()).length, caches: (await caches.keys()).length,
    workers: (await navigator.serviceWorker.getRegistrations()).length,
})"""
NOTHING = {"local": [], "session": [], "databases": 0, "caches": 0, "workers": 0}


def thirty_pages(site):
    """Return the paths of pages spread over the whole sitemap, in every language."""
    sitemap = requests.get(f"{site.address}/sitemap.xml", timeout=60).text
    paths = [
        re.sub(r"^https?://[^/]+", "", url) for url in re.findall(r"<loc>([^<]+)</loc>", sitemap)
    ]
    languages = {path.split("/")[1] for path in paths}
    each = PAGES // len(languages)
    spread = []
    for language in sorted(languages):
        own = [path for path in paths if path.startswith(f"/{language}/")]
        spread += own[:: max(1, len(own) // each)][:each]
    return spread


def test_thirty_pages_leave_no_cookie_and_nothing_stored_and_ask_nobody_else(open_context, site):
    context = open_context()
    tab = context.new_page()
    heard = listen(tab, site)
    pages = thirty_pages(site)
    assert len(pages) == PAGES
    for path in pages:
        answer = tab.goto(path)
        assert answer.status == 200, path
        assert "set-cookie" not in answer.headers, path
        assert tab.evaluate(STORED) == NOTHING, path
    assert context.cookies() == []
    assert context.storage_state()["origins"] == []
    assert heard == []
