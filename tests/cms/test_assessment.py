"""What the tests found reaches the accessibility statement, as a draft, in every language."""

import json
from datetime import date

import pytest
from django.core.management import CommandError, call_command

from cms import assessment
from tests import loaded
from tests.factories.pages import publish

pytestmark = pytest.mark.django_db

FINDING = {
    "tool": "axe-core",
    "view": "390 px",
    "rule": "color-contrast",
    "says": "Elements must meet <contrast>",
    "wcag": ["1.4.3"],
    "places": [".fresh"],
}
REPORT = {
    "format": 1,
    "checked_on": "2026-11-27",
    "tools": {"HTML_CodeSniffer": "2.5.1", "axe-core": "4.12.1"},
    "pages": [
        {"name": "article", "language": "en", "views": ["390 px"], "findings": []},
        {"name": "article", "language": "sv", "views": ["390 px", "1280 px"], "findings": []},
        {"name": "plan", "language": "sv", "views": ["390 px"], "findings": []},
    ],
    "summary": {"pages": 3, "views": 4, "findings": 0},
}


def with_findings(*findings):
    """The report, with findings on its last page."""
    *pages, last = REPORT["pages"]
    return {**REPORT, "pages": [*pages, {**last, "findings": list(findings)}]}


@pytest.fixture
def run(tmp_path):
    """Run the command with a report."""

    def run(report, **options):
        file = tmp_path / "report.json"
        file.write_text(report if isinstance(report, str) else json.dumps(report))
        call_command("a11y_statement", report=file, verbosity=0, **options)

    return run


@pytest.fixture
def statement():
    """The Swedish statement."""
    return loaded.page("page:accessibility")


def newest(page):
    """Return the newest draft of a page."""
    page.refresh_from_db()
    return page.get_latest_revision_as_object()


def block(page):
    """Return the results that the newest draft of a page holds."""
    (found,) = [block.value for block in newest(page).body if block.block_type == "results"]
    return found


def test_a_report_becomes_a_draft_that_readers_do_not_see(client, run, statement):
    before = client.get(statement.url).content
    run(REPORT)
    statement.refresh_from_db()
    assert statement.has_unpublished_changes
    assert client.get(statement.url).content == before
    draft = block(statement)
    assert draft["checked_on"] == date(2026, 11, 27)
    assert (draft["pages"], draft["views"], list(draft["findings"])) == (3, 4, [])
    assert list(draft["tools"]) == ["HTML_CodeSniffer 2.5.1", "axe-core 4.12.1"]


@pytest.mark.parametrize(
    ("code", "said"),
    [("sv", ["27 november 2026", "inga"]), ("en", ["27 November 2026", "none"])],
)
def test_published_it_shows_the_results_in_both_languages(
    client, run, statement, code, said, django_capture_on_commit_callbacks
):
    run(REPORT)
    statement.refresh_from_db()
    with django_capture_on_commit_callbacks(execute=True):
        statement.latest_revision.publish()
    html = client.get(loaded.page("page:accessibility", code).url).content.decode()
    for text in [*said, "axe-core 4.12.1"]:
        assert text in html


def test_a_finding_is_listed_once_for_a_page_with_its_criteria(client, run, statement):
    run(with_findings(FINDING, {**FINDING, "view": "1280 px"}, {**FINDING, "rule": "label"}))
    statement.refresh_from_db()
    statement.latest_revision.publish()
    html = client.get(statement.url).content.decode()
    assert html.count("Elements must meet &lt;contrast&gt;") == 2
    assert "WCAG 1.4.3; plan, sv" in html


def test_the_words_of_the_editors_are_kept(run, statement):
    words = [b.value for b in statement.body if b.block_type == "text"]
    draft = newest(statement)
    draft.lead = "En ny ingress."
    draft.save_revision()
    run(REPORT)
    after = newest(statement)
    assert after.lead == "En ny ingress."
    assert [str(b.value) for b in after.body if b.block_type == "text"] == list(map(str, words))


def test_a_later_report_takes_the_place_of_an_earlier_one(run, statement):
    run(REPORT)
    run({**REPORT, "checked_on": "2027-02-01"})
    assert block(statement)["checked_on"] == date(2027, 2, 1)


def test_what_somebody_changed_by_hand_is_not_replaced_unasked(run, statement):
    run(REPORT)
    draft = newest(statement)
    (place,) = [n for n, b in enumerate(draft.body) if b.block_type == "results"]
    draft.body[place].value["pages"] = 99
    draft.save_revision()
    with pytest.raises(CommandError, match="by hand"):
        run(REPORT)
    assert block(statement)["pages"] == 99
    run(REPORT, replace=True)
    assert block(statement)["pages"] == 3


@pytest.mark.parametrize(
    "report",
    [
        "",
        "[]",
        "{}",
        "null",
        {**REPORT, "format": 2},
        {**REPORT, "checked_on": "yesterday"},
        {**REPORT, "pages": []},
        {**REPORT, "tools": ["axe"]},
        {**REPORT, "pages": [{"name": "article"}]},
        with_findings({"tool": "axe-core"}),
    ],
)
def test_a_report_that_is_none_is_refused_with_its_name(run, statement, report):
    with pytest.raises(CommandError, match=r"report\.json cannot be used"):
        run(report)
    statement.refresh_from_db()
    assert not statement.has_unpublished_changes


def test_without_a_page_for_it_nothing_is_done(run, statement):
    statement.body = [b for b in statement.body.get_prep_value() if b["type"] != "results"]
    publish(statement, body=statement.body)
    with pytest.raises(CommandError, match="No Swedish page"):
        run(REPORT)


def test_the_report_of_the_browser_tests_is_one_that_the_command_reads():
    from tests.browser.a11y_report import Report

    report = Report()
    report.note("plan", "sv", [FINDING], tool="axe-core", version="4.12.1", view="390 px")
    value = assessment.results(report.data())
    assert (value["pages"], len(value["findings"])) == (1, 1)


NEEDED = {
    "sv": [
        "Aktör",
        "Tjänst",
        "delvis förenlig",
        "självskattning",
        "Bedömningen gjord",
        "Redogörelsen uppdaterad",
        "Innehåll som inte är tillgängligt",
        "oskäligt betungande",
        "Utanför lagen",
        "https://www.digg.se/tdosanmalan",
        "/sv/rapportera-fel/?page=",
    ],
    "en": [
        "Public body",
        "Service",
        "complies with the act in part",
        "self-assessment",
        "Assessment made",
        "Statement updated",
        "Content that is not accessible",
        "disproportionate burden",
        "Outside the act",
        "https://www.digg.se/tdosanmalan",
        "/en/report-a-fault/?page=",
    ],
}


@pytest.mark.parametrize("code", ["sv", "en"])
def test_the_statement_holds_what_the_law_asks_for(client, code):
    html = client.get(loaded.page("page:accessibility", code).url).content.decode()
    assert [text for text in NEEDED[code] if text not in html] == []


@pytest.mark.parametrize("path", ["/sv/", "/en/", "/sv/min-plan/", "/en/search/?q=x"])
def test_every_page_leads_to_the_statement(client, path):
    statement = loaded.page("page:accessibility", path[1:3])
    assert f'href="{statement.url}"' in client.get(path).content.decode()
