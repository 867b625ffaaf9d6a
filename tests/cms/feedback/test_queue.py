"""Communicators see what readers report, and nobody else does."""

import csv
import io
from datetime import date

import pytest
from django.contrib.auth.models import Group, Permission
from django.urls import reverse

from cms.feedback.models import FaultReport
from cms.models import Term
from tests import loaded

pytestmark = pytest.mark.django_db
QUEUE = "/admin/fault_reports/"


def reported(**said):
    """A report that came in."""
    said = {"kind": "wrong", "text": "Fel telefonnummer.", "language": "sv", **said}
    return FaultReport.objects.create(**said)


def sent(report, **changes):
    """What the form of a report sends."""
    form = {"state": report.state, "due_on": report.due_on, "note": report.note, "unit": ""}
    return {**form, "seen": report.version, **changes}


def edit(report):
    """Return where a report is handled."""
    return reverse("fault_reports:edit", args=[report.pk])


@pytest.fixture
def moderator(client, django_user_model):
    """The browser of somebody who may publish."""
    user = django_user_model.objects.create_user("kommunikatör")
    user.groups.add(Group.objects.get(name="Moderators"))
    client.force_login(user)
    return client


def test_a_report_is_seen_with_its_page_and_words(moderator):
    page = loaded.page("page:rent")
    report = reported(page=page, email="kim@example.com", wants_version=True)
    html = moderator.get(edit(report)).content.decode()
    for text in (report.reference, report.text, page.title, "mailto:kim@example.com"):
        assert text in html


def test_what_waits_longest_stands_first_and_what_is_closed_last(moderator):
    closed = reported(text="avslutad", state="closed", due_on=date(2026, 1, 1))
    answered = reported(text="besvarad", state="answered", due_on=date(2026, 1, 1))
    later, sooner = (reported(due_on=date(2026, 12, day)) for day in (4, 3))
    shown = moderator.get(QUEUE).context["object_list"]
    assert list(shown) == [sooner, later, answered, closed]


@pytest.mark.parametrize(
    ("narrowed", "expected"),
    [
        ({"state": "in_hand"}, "pågår"),
        ({"late": "late"}, "sen"),
        ({"kind": "barrier"}, "hinder"),
        ({"wants_version": "true"}, "uppläst"),
        ({"q": "uppläst"}, "uppläst"),
    ],
)
def test_the_queue_is_narrowed(moderator, time_machine, narrowed, expected):
    time_machine.move_to("2026-11-23 12:00:00+01:00", tick=False)
    reported(text="pågår", state="in_hand")
    reported(text="sen", due_on=date(2026, 11, 20))
    reported(text="hinder", kind="barrier")
    reported(text="uppläst", wants_version=True)
    reported(text="besvarad i tid", state="answered", due_on=date(2026, 11, 20))
    shown = moderator.get(QUEUE, narrowed).context["object_list"]
    assert [report.text for report in shown] == [expected]


def test_a_report_is_found_by_the_number_that_somebody_says_on_the_phone(moderator):
    report, _other = reported(), reported()
    for said in (report.reference, report.reference.lower(), str(report.pk)):
        assert list(moderator.get(QUEUE, {"q": said}).context["object_list"]) == [report]


def test_a_unit_takes_a_report_and_closes_it(moderator):
    report, unit = reported(), Term.objects.filter(kind="unit", locale__language_code="sv").first()
    answer = moderator.post(edit(report), sent(report, state="closed", unit=unit.pk, note="Rättat"))
    assert answer.status_code == 302
    report.refresh_from_db()
    assert (report.state, report.unit, report.note) == ("closed", unit, "Rättat")
    assert report.closed_on == report.answered_on is not None


def test_the_words_of_the_reader_cannot_be_changed(moderator):
    report = reported()
    moderator.post(edit(report), sent(report, text="Annat", email="sam@example.com", kind="other"))
    report.refresh_from_db()
    assert (report.text, report.email, report.kind) == ("Fel telefonnummer.", "", "wrong")


def test_two_who_handle_a_report_do_not_undo_each_other_unseen(moderator):
    report = reported()
    mine, theirs = sent(report, note="Min"), sent(report, note="Deras", state="in_hand")
    assert moderator.post(edit(report), theirs).status_code == 302
    answer = moderator.post(edit(report), mine)
    html = answer.content.decode()
    assert answer.status_code == 200
    assert "Deras" in html
    assert "Min" in html
    report.refresh_from_db()
    assert report.note == "Deras"
    assert moderator.post(edit(report), {**mine, "seen": report.version}).status_code == 302
    report.refresh_from_db()
    assert report.note == "Min"


def test_the_form_shown_again_can_be_saved(moderator):
    report = reported()
    moderator.post(edit(report), sent(report, note="Deras"))
    again = moderator.post(edit(report), sent(report, note="Min"))
    assert again.context["form"]["seen"].value() == "1"


def test_a_spreadsheet_holds_everything_and_runs_nothing(moderator):
    reported(text='=HYPERLINK("https://example.com")', note="@SUM(1)", address="-1+1")
    answer = moderator.get(QUEUE, {"export": "csv"})
    text = b"".join(answer.streaming_content).decode()
    (row,) = csv.DictReader(io.StringIO(text))
    assert {value[0] for value in row.values() if "HYPERLINK" in value or "SUM" in value} == {"'"}
    assert not any(value.startswith(("=", "+", "-", "@")) for value in row.values())


def test_nobody_makes_reports_in_the_admin(admin_client):
    assert admin_client.get(f"{QUEUE}new/", follow=True).status_code == 404
    assert f"{QUEUE}new/" not in admin_client.get(QUEUE).content.decode()


def test_an_editor_without_leave_sees_no_reports(client, django_user_model):
    report = reported(email="kim@example.com")
    user = django_user_model.objects.create_user("redaktör")
    user.user_permissions.add(Permission.objects.get(codename="access_admin"))
    user.groups.add(Group.objects.get(name="Editors"))
    client.force_login(user)
    for address in (QUEUE, edit(report), f"{QUEUE}?export=csv"):
        answer = client.get(address, follow=True)
        assert "kim@example.com" not in answer.content.decode()
        assert answer.redirect_chain
    assert QUEUE not in client.get("/admin/pages/").content.decode()


def test_a_moderator_cannot_delete_what_must_be_kept(moderator):
    report = reported()
    moderator.post(reverse("fault_reports:delete", args=[report.pk]))
    assert FaultReport.objects.filter(pk=report.pk).exists()


def test_an_administrator_can_when_it_should_never_have_been_written(admin_client):
    report = reported()
    admin_client.post(reverse("fault_reports:delete", args=[report.pk]))
    assert not FaultReport.objects.filter(pk=report.pk).exists()
