"""Reading leaves no trace in the browser, and nobody else is told (P-05)."""

import re

import pytest
import requests

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


def listen(tab, site):
    """Return a list that fills with what a tab asks of others, and with what its policy stopped."""
    heard = []

    def ask(request):
        if not request.url.startswith((site.address, "data:", "blob:")):
            heard.append(request.url)

    def say(message):
        if "Content Security Policy" in message.text:
            heard.append(message.text)

    tab.on("request", ask)
    tab.on("console", say)
    return heard


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


def test_the_dashboard_and_the_page_editor_ask_nobody_else(open_context, site, places):
    tab = open_context(1280).new_page()
    heard = listen(tab, site)
    tab.goto("/admin/login/")
    tab.fill("[name=username]", "redaktor")
    tab.fill("[name=password]", places.password)
    tab.locator("form button[type=submit]").click()
    tab.wait_for_url("**/admin/")
    tab.wait_for_load_state("networkidle")
    query = "select page_id from home_loadeditem where key = 'page:rent' and language = 'sv'"
    ((page,),) = site.rows(query)
    tab.goto(f"/admin/pages/{page}/edit/")
    tab.wait_for_load_state("networkidle")
    assert tab.locator("[name=title]").input_value()
    assert heard == []
