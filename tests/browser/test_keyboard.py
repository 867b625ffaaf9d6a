"""Everything can be done from the keyboard, and the focus is always in sight."""

from pathlib import Path

import pytest

from tests.browser.states import BY_NAME
from tests.browser.walking import read
from tests.cast import EU_WORKER
from tests.walking import MOST_PAGES, date_parts

pytestmark = [pytest.mark.browser, pytest.mark.every_page]

MOST_STOPS = 900
PROBES = Path(__file__).with_name("probes.js")


@pytest.fixture
def open_tab(open_context, places):
    """Open a tab, in a browser that was prepared (tests.browser.staging)."""

    def open_one(width, who="", **options):
        context = open_context(width, **options)
        context.add_init_script(path=PROBES)
        context.add_cookies(places.cookies(who))
        return context.new_page()

    return open_one


def press_tab(tab):
    """Press Tab; return what has the focus then, or None at the end of the page."""
    tab.keyboard.press("Tab")
    stop = tab.evaluate("probes.focus()")
    if stop:
        assert stop["ringed"], f"The focus does not show: {stop['name']}"
        assert stop["seen"], f"The focus is covered: {stop['name']}"
    return stop


def tab_through(tab):
    """Press Tab from the top of the page to its end: everything, once, in the order it is read."""
    wanted = tab.evaluate("probes.reachable()")
    stops = []
    for _press in range(MOST_STOPS):
        stop = press_tab(tab)
        if stop is None or (stops and stop["place"] == stops[0]["place"]):
            break
        stops.append(stop)
    places = [stop["place"] for stop in stops]
    assert places == sorted(places)
    assert len(places) == wanted, [stop["name"] for stop in stops]
    return stops


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize(
    ("name", "who"),
    [
        ("start page", ""),
        ("directory", ""),
        ("directory, chosen", ""),
        ("article", ""),
        ("plan", "full"),
        ("plan, undecided", "undecided"),
        ("checklist", "full"),
        ("answers", "full"),
        ("task in the plan", "full"),
        ("delete", "full"),
    ],
)
def test_tab_goes_through_the_page_in_order_and_in_sight(open_tab, places, name, who, width):
    tab = open_tab(width, who)
    tab.goto(places.address(BY_NAME[name], "sv"))
    first, *_rest = tab_through(tab)
    assert first["name"].startswith("a.skip-link")


def test_the_skip_link_leads_past_the_menu(open_tab, places):
    tab = open_tab(1280)
    tab.goto(places.address(BY_NAME["directory"], "sv"))
    press_tab(tab)
    tab.keyboard.press("Enter")
    assert press_tab(tab)
    assert tab.evaluate("document.querySelector('main').contains(document.activeElement)")


def test_the_menu_and_a_filter_open_from_the_keyboard(open_tab, places):
    tab = open_tab(390)
    tab.goto(places.address(BY_NAME["directory"], "sv"))
    go_to(tab, ".site-menu > summary")
    tab.keyboard.press("Enter")
    tab.locator(".site-menu__link").first.wait_for()
    assert "site-menu__link" in press_tab(tab)["name"]
    go_to(tab, ".filter__more > summary")
    tab.keyboard.press("Space")
    go_to(tab, "select[name=kind]")
    tab.keyboard.press("ArrowDown")
    go_to(tab, ".filter button")
    with tab.expect_navigation():
        tab.keyboard.press("Enter")
    assert "kind=" in tab.url
    tab_through(tab)


def go_to(tab, selector):
    """Press Tab until an element has the focus."""
    for _press in range(MOST_STOPS):
        press_tab(tab)
        if tab.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
    raise AssertionError(f"Tab never reaches {selector}")


def test_the_whole_wizard_and_the_plan_from_the_keyboard(open_tab):
    tab = open_tab(1280)
    tab.goto("/sv/min-plan/")
    go_to(tab, "main a.button")
    follow(tab)
    pages = 0
    while read(tab).name == "question":
        pages += 1
        assert pages < MOST_PAGES
        if pages % 5 == 1:
            tab_through(tab)
            tab.reload()
        answer(tab, EU_WORKER)
    assert pages > 10
    for name in ("check", "checklist"):
        assert read(tab).name == name
        go_to(tab, "main form button")
        follow(tab)
    assert read(tab).name == "plan"
    go_to(tab, "main button[name=set]")
    follow(tab)
    assert read(tab).soup.select("li.task--done")


def follow(tab):
    with tab.expect_navigation():
        tab.keyboard.press("Enter")


def answer(tab, household):
    """Answer the page that is open without a mouse, and go on."""
    page = read(tab)
    form = page.form()
    for question in page.asked:
        value = household.given(question, page.person)
        form.answer(question, value)
        if f"{question}_day" in form.data:
            for name, part in date_parts(question, value).items():
                go_to(tab, f"[name={name}]")
                tab.keyboard.type(part)
        else:
            choose(tab, question, form.data[question])
    go_to(tab, "main form button[type=submit]")
    follow(tab)
    assert read(tab).errors == []


def choose(tab, question, values):
    """Choose answers: radios with the arrows, boxes with the space bar."""
    kind = tab.locator(f"input[name={question}]").first.get_attribute("type")
    if kind == "checkbox":
        boxes = tab.locator(f"input[name={question}]").evaluate_all("all => all.map(b => b.value)")
        for value in [value for value in boxes if value in values]:
            go_to(tab, f"input[name={question}][value='{value}']")
            tab.keyboard.press("Space")
        return
    go_to(tab, f"input[name={question}]")
    tab.keyboard.press("Space")
    for _press in range(20):
        if tab.locator(f"input[name={question}]:checked").get_attribute("value") in values:
            return
        tab.keyboard.press("ArrowDown")
    raise AssertionError(f"The arrows never reach {values} of {question}")
