"""Every page, in every state and language, is for everybody: WCAG 2.2 AA, measured.

Each page is opened once and then looked at in every way: narrow and wide, light
and dark, with the reader's own spacing and colours, by axe, by HTML_CodeSniffer
and by the measures of probes.js.
"""

import re
from http import HTTPStatus
from pathlib import Path
from types import SimpleNamespace

import axe_playwright_python
import pytest

from tests.browser.a11y_report import report
from tests.browser.listening import listen
from tests.browser.states import SOURCE, STATES, TURNED, shown_in

pytestmark = [pytest.mark.browser, pytest.mark.every_page]

HERE = Path(__file__).parent
AXE = Path(axe_playwright_python.__file__).with_name("axe.min.js")
SNIFFER = HERE / "html_codesniffer" / "HTMLCS.js"
SNIFFER_VERSION = SNIFFER.read_text()[:80].split(" - v")[1].split(" ")[0]
ALL_RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# In the dark the page is the same but for its colours.
COLOURS = {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}
# It would ask for the sheets that the site's sheet imports at the wrong address.
AXE_OPTIONS = {"resultTypes": ["violations"], "preload": False}
NARROW, WIDE = 390, 1280
PATIENCE = 120_000
# 1280 × 1024 at 400 %.
ZOOMED = {"width": 320, "height": 256}
SCHEMES = {"light": ALL_RULES, "dark": COLOURS}
# What a page cannot help that shows a part several times: names and landmarks stand there again.
REPEATED = re.compile(r"^landmark-|\.F77$|\.NoSuchID$")
CASES = [
    pytest.param(state, language, id=f"{state.name}-{language}")
    for state in STATES
    for language in shown_in(state)
]


@pytest.fixture(scope="module")
def window(chromium, site):
    """One window for all pages, with the tools in it."""
    context = chromium.new_context(base_url=site.address)
    context.set_default_timeout(PATIENCE)
    for script in (AXE, SNIFFER, HERE / "probes.js"):
        context.add_init_script(path=script)
    yield context
    context.close()


@pytest.fixture
def tab(window):
    """A tab of its own for each page."""
    opened = window.new_page()
    yield opened
    opened.close()


class Seen:
    """What is wrong with a page, and in which view."""

    def __init__(self, tab, state, language):
        self.tab, self.wrong = tab, []
        self.page = state.name, SOURCE if language == TURNED else language
        self.way = ", from right to left" if language == TURNED else ""
        self.repeats = state.repeats

    def counts(self, rule):
        """Whether a page may not do what breaks a rule."""
        return not (self.repeats and REPEATED.search(rule))

    def probe(self, name, view):
        """Ask a measure of probes.js."""
        self.wrong += [
            f"{view}, {name}: {found}" for found in self.tab.evaluate(f"probes.{name}()")
        ]

    def axe(self, view, rules):
        """Ask axe, and write down what it says."""
        options = AXE_OPTIONS | {"runOnly": rules}
        said = self.tab.evaluate("options => axe.run(document, options)", options)
        said["violations"] = [v for v in said["violations"] if self.counts(v["id"])]
        report.note_axe(*self.page, SimpleNamespace(response=said), view=view + self.way)
        for violation in said["violations"]:
            places = [" ".join(map(str, node["target"])) for node in violation["nodes"]]
            self.wrong.append(f"{view}, axe: {violation['id']} {places[:3]} ({violation['help']})")

    def sniffer(self, view):
        """Ask HTML_CodeSniffer, and write down what it says."""
        said = [s for s in self.tab.evaluate("probes.sniff()") if self.counts(s["rule"])]
        found = [
            {"rule": s["rule"], "says": s["says"], "wcag": [], "places": [s["place"]]} for s in said
        ]
        report.note(
            *self.page,
            found,
            tool="HTML_CodeSniffer",
            version=SNIFFER_VERSION,
            view=view + self.way,
        )
        self.wrong += [f"{view}, sniffer: {s['rule']} {s['place']} ({s['says']})" for s in said]


def opened(tab, places, state, language):
    """Open a page in a state, in the browser that was prepared for it."""
    tab.context.clear_cookies()
    tab.context.add_cookies(places.cookies(state.who))
    tab.emulate_media(color_scheme="light", forced_colors="none", reduced_motion="no-preference")
    tab.set_viewport_size({"width": NARROW, "height": 900})
    response = tab.goto(places.address(state, SOURCE if language == TURNED else language))
    for form in state.sends:
        for name, value in form.items():
            write(tab, name, value)
        with tab.expect_navigation() as answer:
            tab.locator(state.pressed).first.click()
        response = answer.value
    assert response.status == state.status
    if language == TURNED:
        tab.evaluate("probes.turn()")


def write(tab, name, value):
    """Fill in a field of a form: tick it, write into it, or set what the reader does not see."""
    box = tab.locator(f"[name={name}][value='{value}']:is([type=radio], [type=checkbox])")
    field = tab.locator(f"main [name={name}]").first
    if box.count():
        box.check()
    elif field.get_attribute("type") == "hidden":
        field.evaluate("(field, value) => { field.value = value }", value)
    else:
        field.fill(value)


@pytest.mark.parametrize(("state", "language"), CASES)
def test_a_page_is_for_everybody_and_quiet(places, tab, state, language):
    said = listen(tab, places.site)
    opened(tab, places, state, language)
    seen = Seen(tab, state, language)
    for scheme, rules in SCHEMES.items():
        # Colours must have arrived when they are looked at.
        tab.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        for width in (NARROW, WIDE):
            tab.set_viewport_size({"width": width, "height": 900})
            view = f"{width} px, {scheme}"
            seen.axe(view, rules)
            if scheme == "light":
                # Of colours, axe says all that it says.
                seen.sniffer(view)
    seen_by_measures(seen)
    assert not seen.wrong, "\n".join(seen.wrong)
    if state.status != HTTPStatus.OK:
        said = [text for text in said if "Failed to load resource" not in text]
    assert said == []


def seen_by_measures(seen):
    """Look at a page that is spaced by the reader, narrow, zoomed, in forced colours, and still."""
    tab = seen.tab
    tab.emulate_media(color_scheme="light")
    for width in (WIDE, NARROW):
        tab.set_viewport_size({"width": width, "height": 900})
        for name in ("sideways", "small", "cut"):
            seen.probe(name, f"{width} px")
    tab.set_viewport_size(ZOOMED)
    seen.probe("sideways", "400 %")
    seen.probe("cut", "400 %")
    tab.evaluate("probes.space()")
    for width in (ZOOMED["width"], WIDE):
        tab.set_viewport_size({"width": width, "height": 900})
        for name in ("sideways", "cut"):
            seen.probe(name, f"{width} px, spaced")
    tab.evaluate("probes.unspace()")
    tab.emulate_media(forced_colors="active", reduced_motion="reduce")
    seen.probe("unbordered", "forced colours")
    seen.probe("moving", "reduced motion")
