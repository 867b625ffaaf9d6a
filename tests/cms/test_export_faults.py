"""No spreadsheet of the admin runs what somebody typed (S-08)."""

import pytest
from wagtail.admin.views.mixins import SpreadsheetExportMixin

from cms.export_faults import harmless
from tests import loaded
from tests.factories.pages import publish


class Upstream(SpreadsheetExportMixin):
    """A view as Wagtail has it."""


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1"])
def test_a_cell_that_looks_like_a_formula_is_text(cell):
    view = Upstream()
    assert view.preprocess_field_value("title", cell, "csv") == f"'{cell}"
    assert view.preprocess_field_value("title", cell, "xlsx") == cell


@pytest.mark.parametrize("cell", ["Hyra", "", "1 + 1", 5, None, -5])
def test_other_cells_are_left_alone(cell):
    assert harmless(cell) == cell


@pytest.mark.django_db
def test_the_reports_of_wagtail_itself_are_mended_too(admin_client):
    publish(loaded.page("page:rent"), title="=1+1")
    answer = admin_client.get("/admin/reports/aging-pages/", {"export": "csv"})
    lines = b"".join(answer.streaming_content).decode().splitlines()
    assert any(line.startswith("'=1+1,") for line in lines)
    assert not any(line.startswith("=") for line in lines)
