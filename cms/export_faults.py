"""A fault of Wagtail 8.0's spreadsheets, mended until upstream is.

Its CSV export writes what people typed as it stands, so that a spreadsheet runs a title
that begins with "=" as a formula; its XLSX export takes care. The test in
tests/cms/test_export_faults.py fails once upstream mends it.
"""

from typing import Any

from wagtail.admin.views.mixins import SpreadsheetExportMixin

BEGINS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def mend() -> None:
    """Let the admin's CSV files hold no formulas."""
    unmended = SpreadsheetExportMixin.preprocess_field_value

    def preprocess_field_value(self: Any, field: str, value: Any, export_format: str) -> Any:
        cell = unmended(self, field, value, export_format)
        return harmless(cell) if export_format == self.FORMAT_CSV else cell

    SpreadsheetExportMixin.preprocess_field_value = preprocess_field_value


def harmless(cell: Any) -> Any:
    """Return a cell that no spreadsheet takes for a formula."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(BEGINS_A_FORMULA) else cell
