"""A person moves through the pages in a real browser."""

import pytest

from tests.browser.walking import answer, press, read, walk_phase
from tests.cast import FAMILY_IN_SWEDEN, OUTSIDE_EEA

pytestmark = pytest.mark.browser
STEPS = ["certainty", "adults", "role.1", "role.2", "children"]


def test_the_whole_journey_without_scripts(open_context):
    tab = open_context(java_script_enabled=False).new_page()
    tab.goto("/sv/min-plan/")
    tab.locator("main a.button").first.click()
    assert read(tab).step == "certainty"
    for phase in ("before", "arrival", "settling_in"):
        assert walk_phase(tab, OUTSIDE_EEA, phase).name == "plan"
    assert "Noor" in read(tab).text
    tab.locator("main button[name=set]").first.click()
    assert read(tab).soup.select("li.task--done")
    tab.goto("/sv/min-plan/radera/")
    tab.locator("main form button").click()
    assert not read(tab).soup.select("li.task")


def test_back_and_forward_show_the_pages_again_and_a_change_goes_on_from_there(open_context):
    tab = open_context().new_page()
    tab.goto("/sv/min-plan/before/fragor/")
    for step in STEPS:
        assert read(tab).step == step
        if step != STEPS[-1]:
            answer(tab, FAMILY_IN_SWEDEN)
    for step in reversed(STEPS[1:-1]):
        assert tab.go_back().status == 200
        assert read(tab).step == step
    for step in STEPS[2:]:
        assert tab.go_forward().status == 200
        assert read(tab).step == step
    for _back in range(3):
        tab.go_back()
    assert tab.locator("[name=adults]:checked").get_attribute("value") == "2"
    tab.locator("[name=adults][value='1']").check(force=True)
    assert press(tab).step == "role.1"
    assert press(tab).step == "children"


def test_reloading_after_an_answer_sends_nothing_again(open_context):
    context = open_context()
    tab = context.new_page()
    tab.goto("/sv/min-plan/before/fragor/")
    answer(tab, FAMILY_IN_SWEDEN)
    sent = []
    tab.on("request", lambda request: sent.append(request.method))
    tab.reload()
    assert read(tab).step == "adults"
    assert "POST" not in sent


def test_an_error_is_read_out_first_and_leads_to_its_field(open_context):
    tab = open_context().new_page()
    tab.goto("/sv/min-plan/before/fragor/")
    tab.locator("main form.form button[type=submit]").click()
    assert tab.title().startswith("Fel:")
    tab.locator("#error-summary:focus").wait_for()
    tab.locator("#error-summary a").first.click()
    assert tab.evaluate("document.activeElement.name") == "certainty"


def test_the_key_is_out_of_reach_of_scripts(open_context):
    context = open_context()
    tab = context.new_page()
    tab.goto("/sv/min-plan/before/fragor/")
    answer(tab, FAMILY_IN_SWEDEN)
    (key,) = [cookie for cookie in context.cookies() if cookie["name"] == "move"]
    assert (key["httpOnly"], key["sameSite"], key["path"]) == (True, "Lax", "/")
    assert key["value"] not in tab.evaluate("document.cookie")


@pytest.mark.parametrize("adults", range(1, 7))
def test_as_many_names_are_asked_for_as_there_are_adults(open_context, adults):
    tab = open_context(java_script_enabled=False).new_page()
    tab.goto("/sv/min-plan/before/fragor/adults/")
    assert tab.locator("[name^=alias_]:visible").count() == 0
    tab.locator(f"[name=adults][value='{adults}']").check(force=True)
    assert tab.locator("[name^=alias_]:visible").count() == (adults if adults > 1 else 0)
