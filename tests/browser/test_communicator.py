"""A communicator changes a condition, sees whom it concerns, publishes and translates it.

In Wagtail's admin, in a real browser; a mover's plan follows, on a phone without scripts.
"""

import pytest

from tests.browser.walking import read

pytestmark = pytest.mark.browser

TASK = "winter-tyres"
LEAD = "Byt däck innan snön kommer. Det gäller din egen bil."
IN_ENGLISH = "Change tyres before the snow comes. It is about your own car."
PATIENCE = 120_000


@pytest.fixture
def communicator(open_context, places):
    context = open_context(width=1280, locale="sv-SE")
    context.add_cookies(places.cookies("editor"))
    tab = context.new_page()
    tab.set_default_timeout(PATIENCE)
    return tab


@pytest.fixture
def mover(open_context, places):
    """Somebody with a car from abroad, who has a plan."""
    context = open_context(java_script_enabled=False)
    context.add_cookies(places.cookies("worker"))
    return context.new_page()


def edited_at(site, language):
    query = "select i.page_id from home_loadeditem i where i.key = ? and i.language = ?"
    ((number,),) = site.rows(query, f"task:{TASK}", language)
    return f"/admin/pages/{number}/edit/"


def public_address(site, language):
    query = (
        "select p.url_path from home_loadeditem i join wagtailcore_page p on p.id = i.page_id"
        " where i.key = ? and i.language = ?"
    )
    ((path,),) = site.rows(query, f"task:{TASK}", language)
    return f"/{language}/{path.split('/', 2)[2]}"


def has_task(tab):
    tab.goto("/sv/min-plan/")
    return bool(read(tab).soup.select(f".phase-tasks li[id='{TASK}']"))


def publish(tab):
    tab.locator("footer [data-w-dropdown-target=toggle]").first.click()
    with tab.expect_navigation():
        tab.locator("button[name=action-publish]").first.click()


def test_a_changed_condition_is_seen_published_translated_and_in_the_plan(
    site, communicator, mover, open_context
):
    tab = communicator
    assert has_task(mover)

    tab.goto(edited_at(site, "sv"))
    tab.fill("textarea[name=lead]", LEAD)
    tab.get_by_role("tab", name="Regel").click()
    answers = tab.locator("select[name^='audience-0'][name$='options']").first
    answers.select_option(["car:have"])
    publish(tab)
    seen = tab.locator(".changes").inner_text()
    assert "Ensam från ett EU-land" in seen
    assert "Försvinner ur planen" in seen
    assert has_task(mover), "Nothing is published before somebody has looked."
    with tab.expect_navigation():
        tab.locator(".changes__buttons button").click()
    assert not has_task(mover)

    tab.goto(edited_at(site, "en"), wait_until="networkidle")
    row = tab.locator("li", has_text=LEAD).last
    row.get_by_role("button", name="Översätt").click()
    row.locator("textarea").fill(IN_ENGLISH)
    row.get_by_role("button", name="Spara").click()
    tab.locator("li", has_text=IN_ENGLISH).last.wait_for()
    with tab.expect_navigation():
        tab.get_by_role("button", name="Publicera på").first.click()
    reader = open_context().new_page()
    reader.goto(public_address(site, "en"))
    assert IN_ENGLISH in read(reader).text
