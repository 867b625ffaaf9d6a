"""A listing steps back by the day, unless it is the municipality's or an authority's."""

from datetime import date, timedelta

import pytest

from cms.directory.freshness import Stage, stage
from cms.directory.models import OrganizationPage
from tests import loaded
from tests.factories.pages import OrganizationFactory

VERIFY_BY = date(2027, 3, 1)


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        (-1, Stage.FRESH),
        (0, Stage.FRESH),
        (1, Stage.UNCHECKED),
        (91, Stage.UNCHECKED),
        (92, Stage.OUT_OF_PLANS),
        (182, Stage.OUT_OF_PLANS),
        (183, Stage.HIDDEN),
        (3000, Stage.HIDDEN),
    ],
)
def test_the_day_says_how_far_a_listing_has_stepped_back(days, expected):
    assert stage(VERIFY_BY, "association", VERIFY_BY + timedelta(days=days)) is expected


@pytest.mark.parametrize("kind", ["department", "municipal_company", "authority"])
def test_public_bodies_get_a_label_and_stay(kind):
    assert stage(VERIFY_BY, kind, VERIFY_BY + timedelta(days=3000)) is Stage.UNCHECKED


def test_without_a_day_nothing_was_promised():
    assert stage(None, "association", VERIFY_BY) is Stage.FRESH


@pytest.mark.django_db
@pytest.mark.parametrize("days", [0, 1, 91, 92, 182, 183])
@pytest.mark.parametrize("kind", ["association", "department"])
def test_the_query_and_the_stage_agree(time_machine, days, kind):
    time_machine.move_to(VERIFY_BY + timedelta(days=days))
    parent = loaded.page("directory:directory")
    page = OrganizationFactory(parent=parent, kind=kind, verify_by=VERIFY_BY)
    in_plans = OrganizationPage.objects.in_plans().filter(pk=page.pk).exists()
    assert in_plans is (page.stage < Stage.OUT_OF_PLANS)
