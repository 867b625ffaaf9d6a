"""What the forms promise to forget is forgotten, and nothing before its time."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone

from cms.feedback.models import FaultReport, ReaderAnswer
from tests import loaded

pytestmark = pytest.mark.django_db


def days_ago(days):
    return timezone.localdate() - timedelta(days=days)


def closed(days):
    """A report that was closed some days ago."""
    return FaultReport.objects.create(
        kind="other", text="Något", language="sv", state="closed", closed_on=days_ago(days)
    )


def test_closed_reports_are_kept_for_ninety_days():
    closed(91), closed(400)
    kept = closed(90)
    call_command("forget_feedback", verbosity=0)
    assert list(FaultReport.objects.all()) == [kept]


@pytest.mark.parametrize("state", ["new", "in_hand", "answered"])
def test_reports_that_are_not_closed_are_kept_however_old(state, time_machine):
    time_machine.move_to("2020-01-01 12:00:00+01:00", tick=False)
    FaultReport.objects.create(kind="other", text="Något", language="sv", state=state)
    time_machine.move_to("2026-11-23 12:00:00+01:00", tick=False)
    call_command("forget_feedback", verbosity=0)
    assert FaultReport.objects.count() == 1


def test_a_report_that_is_opened_again_is_kept():
    report = closed(400)
    report.state = "in_hand"
    report.save()
    call_command("forget_feedback", verbosity=0)
    report.refresh_from_db()
    assert report.closed_on is None


def test_old_words_go_and_the_count_stays(capsys):
    page = loaded.page("page:rent")
    for days in (365, 366):
        ReaderAnswer.objects.create(
            page=page, found=False, text="Ord", reason="missing", answered_on=days_ago(days)
        )
    call_command("forget_feedback")
    assert "words of 1 answers" in capsys.readouterr().out
    assert sorted(ReaderAnswer.objects.values_list("text", "reason")) == [
        ("", "missing"),
        ("Ord", "missing"),
    ]
