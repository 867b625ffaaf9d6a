"""The first press on a page's button, in a real browser: it is sent once more, with a key."""

import pytest

from tests.browser.walking import read

pytestmark = pytest.mark.browser

COUNTED = "select count(*) from onboarding_move"


@pytest.mark.parametrize("clicks", [1, 2])
@pytest.mark.parametrize("has_scripts", [False, True], ids=["without scripts", "with scripts"])
def test_the_first_press_saves_in_one_notebook(open_context, site, clicks, has_scripts):
    before = site.rows(COUNTED)
    tab = open_context(java_script_enabled=has_scripts).new_page()
    tab.goto("/sv/bo/hyra/")
    tab.locator("form.save button").first.click(click_count=clicks)
    tab.wait_for_url("**/anteckningsbok/sparat/*/")
    page = read(tab)
    assert page.name == "saved"
    tab.goto("/sv/min-plan/anteckningsbok/")
    assert page.heading in read(tab).text
    assert site.rows(COUNTED)[0][0] == before[0][0] + 1
