"""Anybody can say what is wrong: no account, no cookie, nothing lost, nothing kept twice."""

import uuid
from datetime import date

import pytest
from django.utils.translation import override

from cms.feedback.models import FaultReport
from tests import loaded
from tests.html import elements, links

pytestmark = pytest.mark.django_db
FORM = "/sv/rapportera-fel/"
SAID = {"kind": "barrier", "text": "Det går inte att nå knappen med tangentbordet."}


def fields(html):
    """Return the values of a page's own form, by name."""
    return {
        a["name"]: a.get("value", "")
        for _tag, a in elements(html, "input")
        if "name" in a and a.get("type") not in {"radio", "checkbox", "search"}
    }


def filled_in(client, form=FORM, **said):
    """Return what a reader sends who opens the form and fills it in."""
    return {**fields(client.get(form).content), **SAID, **said}


def test_every_page_leads_to_the_form_with_itself_filled_in(client):
    page = loaded.page("page:rent")
    (address,) = {link for link in links(client.get(page.url).content) if FORM in link}
    assert fields(client.get(address).content)["address"] == page.url


@pytest.mark.parametrize("path", ["/sv/", "/en/my-plan/", "/sv/sok/?q=hyra", "/sv/finns-inte/"])
def test_so_does_every_view(client, path):
    answer = client.get(path)
    assert any("page=/" in link for link in links(answer.content))
    assert b"q%3Dhyra" not in answer.content


def test_a_report_gets_a_number_and_says_what_happens_next(client):
    answer = client.post(FORM, filled_in(client), follow=True)
    report = FaultReport.objects.get()
    assert report.reference in answer.content.decode()
    assert "https://www.digg.se/tdosanmalan" in links(answer.content)
    assert not client.cookies


def test_the_page_of_the_number_can_be_opened_again_and_not_guessed(client):
    thanks = client.post(FORM, filled_in(client)).headers["Location"]
    assert client.get(thanks).status_code == 200
    assert client.get(f"{FORM}{uuid.uuid4()}/").status_code == 404


def test_the_page_and_its_unit_are_known_to_those_who_answer(client):
    page = loaded.page("page:rent")
    client.post(FORM, filled_in(client, f"{FORM}?page={page.url}"))
    report = FaultReport.objects.get()
    assert (report.page_id, report.unit) == (page.pk, page.unit)


@pytest.mark.parametrize("written", ["{}", "https://example.com{}?from=mail#top", " {} ", "{}x"])
def test_a_page_is_known_however_its_address_is_written(client, written):
    page = loaded.page("page:rent", "en")
    client.post(FORM, filled_in(client, address=written.format(page.url)))
    assert FaultReport.objects.get().page == (None if written.endswith("x") else page.page_ptr)


@pytest.mark.parametrize(
    "address", ["", "planen", "http://[", "/xx/", "/sv/../../etc", "?", "/sv/%00/", "x" * 300]
)
def test_an_address_that_leads_nowhere_is_kept_as_it_was_written(client, address):
    client.post(FORM, filled_in(client, address=address))
    report = FaultReport.objects.get()
    assert (report.page, report.unit, report.address) == (None, None, address)


def test_a_hidden_page_is_not_told_of(client):
    page = loaded.page("page:rent")
    loaded.hide(page)
    client.post(FORM, filled_in(client, address=page.url))
    assert FaultReport.objects.get().page is None


@pytest.mark.parametrize(
    "parameter",
    [
        "https://elsewhere.example/",
        "//elsewhere.example",
        "javascript:alert(1)",
        "/a\0b",
        "/" * 400,
    ],
)
def test_a_link_cannot_fill_in_anything_but_our_own_path(client, parameter):
    assert fields(client.get(FORM, {"page": parameter}).content)["address"] == ""


def test_the_first_answer_is_due_after_five_working_days(client, time_machine):
    time_machine.move_to("2026-12-22 15:00:00+01:00", tick=False)
    client.post(FORM, filled_in(client))
    assert FaultReport.objects.get().due_on == date(2027, 1, 4)


def test_a_form_that_is_sent_twice_makes_one_report(client):
    form = filled_in(client)
    first, second = (client.post(FORM, form).headers["Location"] for _time in range(2))
    assert first == second
    assert FaultReport.objects.count() == 1
    client.post(FORM, filled_in(client))
    assert FaultReport.objects.count() == 2


@pytest.mark.parametrize("number", ["", "nonsense"])
def test_a_form_whose_number_is_spoilt_is_taken_all_the_same(client, number):
    client.post(FORM, filled_in(client, submission=number))
    assert FaultReport.objects.count() == 1


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"kind": ""}, "kind_0"),
        ({"kind": "nonsense"}, "kind_0"),
        ({"text": "  "}, "text"),
        ({"text": "x" * 4001}, "text"),
        ({"address": "x" * 301}, "address"),
        ({"email": "kim"}, "email"),
        ({"email": "kim@example.com\nBcc: sam@example.com"}, "email"),
        ({"wants_version": "on"}, "email"),
    ],
)
def test_what_is_wrong_is_said_on_top_and_at_the_field(client, said, field):
    answer = client.post(FORM, filled_in(client, **said))
    html = answer.content.decode()
    assert answer.status_code == 200
    assert "<title>Fel: " in html
    assert f"#id_{field}" in links(html)
    assert f'id="id_{field.removesuffix("_0")}_error"' in html
    assert not FaultReport.objects.exists()


def test_nothing_typed_is_lost(client):
    typed = {"address": "Planen", "email": "kim(at)example.com", "text": "Åäö <b> & “citat”"}
    html = client.post(FORM, filled_in(client, **typed)).content.decode()
    assert fields(html)["address"] == "Planen"
    assert fields(html)["email"] == "kim(at)example.com"
    assert "Åäö &lt;b&gt; &amp; “citat”</textarea>" in html


def test_a_personnummer_is_asked_about_first(client):
    form = filled_in(client, text="Jag är 850101-1234 och når inte knappen.")
    answer = client.post(FORM, form)
    assert "personnummer" in answer.content.decode()
    assert not FaultReport.objects.exists()
    client.post(FORM, {**form, "keep_number": "on"})
    assert FaultReport.objects.get().text == form["text"]


def test_a_program_that_fills_in_everything_is_asked_once_more(client):
    form = filled_in(client, website="https://example.com")
    answer = client.post(FORM, form)
    assert not FaultReport.objects.exists()
    assert fields(answer.content)["website"] == ""
    client.post(FORM, {**form, "website": ""})
    assert FaultReport.objects.count() == 1


def test_another_site_cannot_make_its_visitors_report(client):
    form = filled_in(client)
    answer = client.post(FORM, form, headers={"sec-fetch-site": "cross-site"})
    assert SAID["text"] in answer.content.decode()
    assert not FaultReport.objects.exists()


def test_too_many_reports_have_to_wait_with_what_was_typed(client, monkeypatch):
    monkeypatch.setattr("cms.feedback.views.REPORTS_AN_HOUR", 1)
    client.post(FORM, filled_in(client))
    answer = client.post(FORM, filled_in(client, text="En sak till"))
    assert answer.status_code == 429
    assert answer.headers["Retry-After"] == "3600"
    assert "En sak till" in answer.content.decode()
    assert FaultReport.objects.count() == 1
    elsewhere = client.post(FORM, filled_in(client), REMOTE_ADDR="192.0.2.9")
    assert elsewhere.status_code == 302


def test_the_form_asks_for_nothing_about_the_reader_but_an_address_to_answer(client):
    assert set(fields(client.get(FORM).content)) == {"submission", "address", "email", "website"}
    columns = {field.name for field in FaultReport._meta.get_fields()}
    assert not columns & {"ip", "user", "user_agent", "name", "session"}


def test_the_form_says_how_long_it_is_kept(client, settings):
    settings.FAULT_REPORT_DAYS_KEPT = 41
    assert "41 dagar" in client.get(FORM).content.decode()


@pytest.mark.parametrize("code", ["sv", "en"])
def test_the_form_and_its_answer_are_never_kept_by_caches(client, code):
    from django.urls import reverse

    with override(code):
        form = client.get(reverse("report"))
    assert "no-store" in form.headers["Cache-Control"]
