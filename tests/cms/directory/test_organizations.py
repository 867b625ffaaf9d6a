"""What an organisation is."""

import datetime

import pytest

from cms.directory.kinds import Kind
from cms.directory.models import OrganizationPage


@pytest.mark.parametrize(
    ("kind", "is_public"),
    [(Kind.DEPARTMENT, True), (Kind.AUTHORITY, True), (Kind.ASSOCIATION, False)],
)
def test_municipality_and_authorities_are_public_bodies(kind, is_public):
    assert OrganizationPage(kind=kind).is_public_body is is_public


def test_without_contact_points_there_is_no_first_one():
    assert OrganizationPage().first_contact is None


@pytest.mark.parametrize(("day", "overdue"), [("2026-11-22", True), ("2026-11-23", False)])
def test_a_page_is_overdue_the_day_after_it_should_have_been_verified(time_machine, day, overdue):
    time_machine.move_to("2026-11-23 12:00+01:00")
    page = OrganizationPage(verify_by=datetime.date.fromisoformat(day))
    assert page.is_overdue is overdue


def test_a_page_without_a_day_is_not_overdue():
    assert not OrganizationPage().is_overdue
