"""From the report of the tests (docs/accessibility-report.md) to the statement for readers.

The statement's own words are its editors'. Only the block of results is written here, and
only into a new draft: an editor compares, and publishes or does not.
"""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.conf import settings
from wagtail.models import Page, Revision

from cms.fingerprints import checksum
from cms.models.pages import EditorialPage

FORMAT = 1
BLOCK = "results"
Value = dict[str, Any]


class Unreadable(ValueError):
    """The report is not what it should be."""


class ChangedByHand(ValueError):
    """Somebody changed the block of results in the admin."""


def results(report: Any) -> Value:
    """Return a report of the tests as the block of results keeps it."""
    try:
        if report["format"] != FORMAT:
            raise Unreadable(f"format {report['format']} is unknown; {FORMAT} is known")
        pages = report["pages"]
        value = {
            "checked_on": date.fromisoformat(report["checked_on"]).isoformat(),
            "tools": [f"{name} {version}" for name, version in report["tools"].items()],
            "languages": sorted({page["language"] for page in pages}, reverse=True),
            "pages": len(pages),
            "views": sum(len(page["views"]) for page in pages),
            "findings": list(_findings(pages)),
        }
    except (KeyError, TypeError, AttributeError, ValueError) as error:
        if isinstance(error, Unreadable):
            raise
        raise Unreadable(f"{type(error).__name__}: {error}") from error
    if not pages:
        raise Unreadable("no page was looked at")
    return {**value, "checksum": checksum(value)}


def _findings(pages: list[Value]) -> Iterator[Value]:
    """Give each fault once for a page, however many views show it."""
    seen = set()
    for page in pages:
        for finding in page["findings"]:
            key = (page["name"], page["language"], finding["rule"])
            if key not in seen:
                seen.add(key)
                yield {
                    "page": page["name"],
                    "language": page["language"],
                    "rule": finding["rule"],
                    "says": finding.get("says", ""),
                    "wcag": ", ".join(finding.get("wcag", [])),
                }


def statements() -> list[Page]:
    """Return the Swedish pages that have a block of results; translations follow them."""
    pages = (
        page.get_latest_revision_as_object()
        for model in EditorialPage.__subclasses__()
        for page in model.objects.filter(locale__language_code=settings.LANGUAGE_CODE)
    )
    return [page for page in pages if _place(page) is not None]


def _place(page: Page) -> int | None:
    kinds = [block.block_type for block in page.body]
    return kinds.index(BLOCK) if BLOCK in kinds else None


def fill(page: Page, value: Value, *, replace: bool = False) -> Revision:
    """Put results into the statement, as a new draft on top of its newest one."""
    place = _place(page)
    before = page.body[place]
    kept = before.block.get_prep_value(before.value)
    if not replace and kept["checked_on"] and kept["checksum"] != checksum(_plain(kept)):
        raise ChangedByHand(page.title)
    page.body[place] = (BLOCK, before.block.to_python(value), before.id)
    return page.save_revision(log_action=True, clean=False)


def _plain(kept: Value) -> Value:
    """Return what a block keeps in the form in which the command made it."""
    listed = {
        name: [item["value"] for item in kept[name]] for name in ("tools", "languages", "findings")
    }
    return {**kept, **listed, "checked_on": str(kept["checked_on"])}
