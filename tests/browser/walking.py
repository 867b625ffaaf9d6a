"""Walks through the pages in a real browser, with the answers of a household."""

from typing import Any

from playwright.sync_api import Page as Tab

from tests.cast import Household
from tests.walking import MOST_PAGES, Page, Stuck, date_parts


def read(tab: Tab) -> Page:
    """Read the page that a tab shows."""
    return Page(tab.url, 200, tab.content())


def press(tab: Tab) -> Page:
    """Press the button of the page's form."""
    with tab.expect_navigation():
        tab.locator("main form.form button[type=submit], main form button.button").first.click()
    page = read(tab)
    if page.errors:
        raise Stuck(f"{page.url}: {page.errors}")
    return page


def answer(tab: Tab, household: Household) -> Page:
    """Fill in the page with the household's answers and go on."""
    page = read(tab)
    for question in page.asked:
        fill(tab, page, question, household.given(question, page.person))
    if "adults" in page.asked and len(household.people) > 1:
        for number, person in enumerate(household.people, start=1):
            tab.fill(f"[name=alias_{number}]", person.alias)
    return press(tab)


def fill(tab: Tab, page: Page, question: str, value: Any) -> None:
    """Answer one question of the page."""
    form = page.form()
    form.answer(question, value)
    if f"{question}_day" in form.data:
        for name, part in date_parts(question, value).items():
            tab.fill(f"[name={name}]", part)
        return
    for box in tab.locator(f"input[type=checkbox][name={question}]:checked").all():
        box.uncheck(force=True)
    for chosen in form.data[question]:
        tab.locator(f"input[name={question}][value='{chosen}']").check(force=True)


def walk_phase(tab: Tab, household: Household, phase: str) -> Page:
    """Answer a phase from its questions to the plan."""
    tab.goto(f"/sv/min-plan/{phase}/fragor/")
    for _page in range(MOST_PAGES):
        if read(tab).name != "question":
            break
        answer(tab, household)
    while read(tab).name in {"check", "checklist"}:
        press(tab)
    return read(tab)
