"""Every kind of page: for everybody, quiet, and its own."""

from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.browser.a11y_report import report
from tests.browser.conftest import Visitor
from tests.cast import OUTSIDE_EEA
from tests.walking import Walker

pytestmark = pytest.mark.browser

WIDTHS = (390, 1280)
NARROWEST = 320
PUBLIC = {
    "start page": "home_startpage",
    "article": "cms_articlepage",
    "section": "cms_sectionpage",
    "directory": "directory_directorypage",
    "organisation": "directory_organizationpage",
    "journey": "onboarding_journeypage",
    "phase": "onboarding_phasepage",
    "step": "onboarding_steppage",
    "task": "onboarding_taskpage",
}
OWN = {
    "begin": (),
    "radio question": ("question", "before", "car"),
    "radio and date question": ("question", "before", "certainty"),
    "number question": ("question", "before", "adults"),
    "checkbox question": ("question", "before", "children"),
    "date question": ("question", "arrival", "arrived"),
    "question about a person": ("question", "before", "licence.2"),
    "check your answers": ("check", "before"),
    "checklist": ("checklist", "before"),
    "plan": ("plan",),
    "task in the plan": ("tick",),
    "delete": ("forget",),
}


@pytest.fixture(scope="module")
def key(site):
    """The key of a household that has answered everything."""
    visitor = Visitor(site)
    Walker(visitor).walk(OUTSIDE_EEA)
    return visitor.session.cookies["move"]


def address(site, language, name):
    """Return the address of a page in a language."""
    if name in PUBLIC:
        query = (
            f"select p.url_path from {PUBLIC[name]} k"  # noqa: S608
            " join wagtailcore_page p on p.id = k.page_ptr_id"
            " join wagtailcore_locale l on l.id = p.locale_id"
            " where l.language_code = ? and p.live order by p.path limit 1"
        )
        path = site.rows(query, language)[0][0].strip("/").split("/")[1:]
        return "/".join(["", language, *path, ""])
    view = OWN[name] or ("plan",)
    found = Walker(None, language).address(*view)
    return f"{found}?row=receive-personnummer-1" if name == "task in the plan" else found


@pytest.mark.parametrize("language", ["sv", "en"])
@pytest.mark.parametrize("name", [*PUBLIC, *OWN])
def test_a_page_is_for_everybody_and_quiet(site, key, open_context, name, language):
    context = open_context()
    if OWN.get(name):
        context.add_cookies([{"name": "move", "value": key, "url": site.address}])
    tab, said, foreign = context.new_page(), [], []
    tab.on("console", lambda message: said.append(message.text) if is_bad(message) else None)
    tab.on("pageerror", lambda error: said.append(str(error)))
    tab.on("request", lambda request: foreign.append(request.url) if away(request, site) else None)
    response = tab.goto(address(site, language, name))
    assert response.status == 200
    assert urlsplit(tab.url).path.startswith(f"/{language}/")
    for width in WIDTHS:
        tab.set_viewport_size({"width": width, "height": 900})
        results = Axe().run(tab)
        report.note_axe(name, language, results, view=f"{width} px")
        assert [faults(found) for found in results.response["violations"]] == [], width
    for width in (NARROWEST, *WIDTHS):
        tab.set_viewport_size({"width": width, "height": 900})
        wide = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        assert tab.evaluate(wide) <= 0, width
    assert said == []
    assert foreign == []


def is_bad(message):
    return message.type in {"error", "warning"}


def away(request, site):
    return not request.url.startswith((site.address, "data:", "blob:"))


def faults(violation):
    return violation["id"], violation["help"], [node["target"] for node in violation["nodes"]][:5]


@pytest.mark.parametrize("language", ["sv", "en"])
def test_a_page_with_errors_is_for_everybody_too(open_context, language):
    tab = open_context().new_page()
    tab.goto(Walker(None, language).address("question", "before", "certainty"))
    tab.fill("[name=move_day]", "31")
    tab.locator("main form.form button[type=submit]").click()
    results = Axe().run(tab)
    report.note_axe("question with errors", language, results, view="390 px")
    assert [faults(found) for found in results.response["violations"]] == []
