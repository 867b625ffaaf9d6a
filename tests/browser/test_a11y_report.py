"""The report for the accessibility statement says what was looked at and what was found."""

import json
from types import SimpleNamespace

import pytest

from tests.browser.a11y_report import Report

VIOLATION = {
    "id": "color-contrast",
    "help": "Elements must meet minimum color contrast ratio thresholds",
    "tags": ["cat.color", "wcag2aa", "wcag143", "TTv5", "wcag1410"],
    "nodes": [{"target": [".fresh", "dd"]}] * 9,
}


def axe(*violations):
    """What axe returns."""
    engine = {"name": "axe-core", "version": "4.11.0"}
    return SimpleNamespace(response={"testEngine": engine, "violations": list(violations)})


@pytest.fixture
def report():
    """The report of a run of its own."""
    return Report()


def test_a_sound_page_is_in_the_report_too(report):
    report.note_axe("article", "sv", axe(), view="390 px")
    data = report.data()
    assert data["pages"] == [
        {"name": "article", "language": "sv", "views": ["390 px"], "findings": []}
    ]
    assert data["summary"] == {"pages": 1, "views": 1, "findings": 0}
    assert data["tools"] == {"axe-core": "4.11.0"}


def test_a_finding_says_which_rule_which_criteria_and_where(report):
    report.note_axe("article", "en", axe(VIOLATION), view="1280 px, dark")
    (finding,) = report.data()["pages"][0]["findings"]
    assert finding["rule"] == "color-contrast"
    assert finding["wcag"] == ["1.4.3", "1.4.10"]
    assert finding["view"] == "1280 px, dark"
    assert finding["places"] == [".fresh dd"] * 5


def test_views_and_tools_of_a_page_come_together(report):
    report.note_axe("plan", "sv", axe(), view="390 px")
    report.note("plan", "sv", [], tool="HTML_CodeSniffer", version="2.5.1", view="390 px")
    report.note_axe("plan", "sv", axe(VIOLATION), view="1280 px")
    assert report.data()["summary"] == {"pages": 1, "views": 2, "findings": 1}
    assert set(report.data()["tools"]) == {"axe-core", "HTML_CodeSniffer"}


def test_the_file_is_written_where_it_was_asked_for(report, tmp_path, monkeypatch):
    monkeypatch.setenv("A11Y_REPORT", str(tmp_path / "a11y.json"))
    report.write()
    assert not list(tmp_path.iterdir())
    report.note_axe("article", "sv", axe(), view="390 px")
    report.write()
    assert json.loads((tmp_path / "a11y.json").read_text()) == report.data()


def test_no_file_is_written_unasked(report, tmp_path, monkeypatch):
    monkeypatch.delenv("A11Y_REPORT", raising=False)
    monkeypatch.chdir(tmp_path)
    report.note_axe("article", "sv", axe())
    report.write()
    assert not list(tmp_path.iterdir())


def test_what_another_process_found_is_taken_in(report):
    report.note_axe("article", "sv", axe(), view="390 px")
    other = Report()
    other.note_axe("article", "sv", axe(VIOLATION), view="390 px")
    other.note("plan", "sv", [], tool="Nu Html Checker", version="26", view="source")
    report.take(json.loads(json.dumps(other.data())))
    data = report.data()
    assert data["summary"] == {"pages": 2, "views": 2, "findings": 1}
    assert sorted(data["tools"]) == ["Nu Html Checker", "axe-core"]
