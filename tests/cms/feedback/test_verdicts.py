"""What readers say stands where an editor looks."""

import csv
import io
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from cms.feedback.models import ReaderAnswer
from tests import loaded

pytestmark = pytest.mark.django_db
REPORT = "/admin/reports/readers/"


def said(page, *, yes=0, no=0, days=0, **more):
    """Let readers answer about a page, some days ago."""
    day = timezone.localdate() - timedelta(days=days)
    for found, number in ((True, yes), (False, no)):
        for _reader in range(number):
            ReaderAnswer.objects.create(page=page, found=found, answered_on=day, **more)


@pytest.fixture
def rent():
    """A page that readers answer about."""
    return loaded.page("page:rent")


def test_the_report_begins_with_the_pages_where_most_did_not_find_it(admin_client, rent):
    other = loaded.page("page:housing")
    said(rent, yes=5, no=1)
    said(other, no=3)
    rows = admin_client.get(REPORT).context["object_list"]
    assert [(page.pk, page.said_no, page.said_yes) for page in rows] == [
        (other.pk, 3, 0),
        (rent.pk, 1, 5),
    ]


@pytest.mark.parametrize(("days", "expected"), [("7", 1), ("30", 3), ("365", 6), ("x", 3), ("", 3)])
def test_the_report_looks_back_as_far_as_it_is_told(admin_client, rent, days, expected):
    said(rent, no=1)
    said(rent, no=2, days=20)
    said(rent, no=3, days=300)
    (row,) = admin_client.get(REPORT, {"days": days}).context["object_list"]
    assert row.said_no == expected


def test_the_report_as_a_spreadsheet(admin_client, rent):
    said(rent, no=2)
    text = b"".join(admin_client.get(REPORT, {"export": "csv"}).streaming_content).decode()
    (row,) = csv.reader(io.StringIO(text.splitlines()[1]))
    assert row == [rent.title, "Swedish", "2", "0"] or row[2:] == ["2", "0"]


def test_one_page_shows_all_languages_and_all_words(admin_client, rent):
    said(rent, no=1, text="Vad kostar det?", reason="missing")
    said(loaded.page("page:rent", "en"), yes=1, text="Good <b>page</b>")
    html = admin_client.get(reverse("readers_of_page", args=[rent.pk])).content.decode()
    for text in ("Vad kostar det?", "Good &lt;b&gt;page&lt;/b&gt;", "Svenska", "English"):
        assert text in html


def test_the_editor_has_it_beside_the_page(admin_client, rent):
    address = reverse("wagtailadmin_pages:edit", args=[rent.pk])
    before = admin_client.get(address).content.decode()
    assert reverse("readers_of_page", args=[rent.pk]) not in before
    said(rent, no=2, text="Var finns kön?")
    after = admin_client.get(address).content.decode()
    assert reverse("readers_of_page", args=[rent.pk]) in after
    assert "Var finns kön?" in after


def test_the_list_of_pages_says_how_many_did_not_find_it(admin_client, rent):
    said(rent, no=17)
    html = admin_client.get(f"/admin/pages/{rent.get_parent().pk}/").content.decode()
    assert "17" in html


def test_the_list_of_pages_takes_no_more_queries_for_it(admin_client, rent):
    address = f"/admin/pages/{rent.get_parent().pk}/"

    def queries():
        admin_client.get(address)
        with CaptureQueriesContext(connection) as captured:
            admin_client.get(address)
        return len(captured)

    before = queries()
    said(rent, no=5)
    said(loaded.page("page:ojebyn"), no=5)
    assert queries() == before


def test_an_editor_sees_what_is_said_about_her_own_pages_only(housing_editor, rent):
    other = loaded.page("page:work")
    said(rent, no=1)
    said(other, no=1)
    assert [page.pk for page in housing_editor.get(REPORT).context["object_list"]] == [rent.pk]
    assert housing_editor.get(reverse("readers_of_page", args=[rent.pk])).status_code == 200
    assert housing_editor.get(reverse("readers_of_page", args=[other.pk])).status_code == 302
