"""All organisations as a file that a spreadsheet opens, and that can be imported again.

UTF-8 with its mark and semicolons, as Excel in Swedish expects. A cell that a spreadsheet
would take for a formula, a number such as +46 911 too, begins with an apostrophe, which the
import takes away again.
"""

import csv
import io
from collections.abc import Iterator

from django.conf import settings

from cms.directory.columns import COLUMNS, cells
from cms.directory.models import OrganizationPage
from cms.export_faults import BEGINS_A_FORMULA

MARK = "\ufeff"
SEPARATOR = ";"
GUARD = "'"


def guarded(cell: str) -> str:
    """Return a cell that no spreadsheet takes for a formula."""
    return f"{GUARD}{cell}" if _needs_guard(cell) else cell


def unguarded(cell: str) -> str:
    """Return what a guarded cell said."""
    is_guarded = cell.startswith(GUARD) and _needs_guard(cell[1:])
    return cell[1:] if is_guarded else cell


def _needs_guard(cell: str) -> bool:
    return cell.lstrip(GUARD).startswith(BEGINS_A_FORMULA)


def file() -> bytes:
    """Return every listing, in Swedish and English, one in each row."""
    written = io.StringIO()
    writer = csv.writer(written, delimiter=SEPARATOR)
    writer.writerow([column.heading for column in COLUMNS.values()])
    for page, english in listings():
        row = cells(page, english)
        writer.writerow([guarded(row[key]) for key in COLUMNS])
    return (MARK + written.getvalue()).encode()


def listings() -> Iterator[tuple[OrganizationPage, OrganizationPage | None]]:
    """Return each Swedish listing with its English twin, by name.

    What readers see; of one that is not published, its newest draft.
    """
    english = twins()
    pages = OrganizationPage.objects.filter(locale__language_code=settings.LANGUAGE_CODE)
    related = pages.select_related("unit").prefetch_related("areas", "languages", "topics")
    for page in related.order_by("title", "pk"):
        yield as_it_stands(page), english.get(page.translation_key)


def twins() -> dict[object, OrganizationPage]:
    """Return the English pages, by what ties them to the Swedish ones."""
    pages = OrganizationPage.objects.filter(locale__language_code="en", alias_of=None)
    return {page.translation_key: page for page in pages}


def as_it_stands(page: OrganizationPage) -> OrganizationPage:
    """Return what readers see of a page, or its newest draft where they see nothing."""
    return page if page.live else page.get_latest_revision_as_object()
