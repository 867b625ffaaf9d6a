"""What the browser tests found, written down for the accessibility statement.

With A11Y_REPORT set to a path, the browser tests leave a file there that
`manage.py a11y_statement` reads. docs/accessibility-report.md describes it.
"""

import json
import os
import re
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

FORMAT = 1
MOST_PLACES = 5
Finding = dict[str, Any]


class Report:
    """Everything that was looked at, and what was wrong there."""

    def __init__(self) -> None:
        self.tools: dict[str, str] = {}
        self.pages: dict[tuple[str, str], dict[str, Any]] = {}

    def note(
        self,
        page: str,
        language: str,
        findings: Iterable[Finding],
        *,
        tool: str,
        version: str,
        view: str = "",
    ) -> None:
        """Keep what a tool found on one page; nothing found is worth keeping as well.

        `view` says how the page was shown, such as "390 px, dark".
        """
        self.tools[tool] = version
        found = [{"tool": tool, "view": view, **finding} for finding in findings]
        self._add(page, language, [view], found)

    def _add(self, page: str, language: str, views: list[str], findings: list[Finding]) -> None:
        row = self.pages.setdefault(
            (page, language), {"name": page, "language": language, "views": [], "findings": []}
        )
        row["views"] += [view for view in views if view not in row["views"]]
        row["findings"] += findings

    def take(self, data: Mapping[str, Any]) -> None:
        """Take in what another process found, as its `data` said."""
        self.tools |= data["tools"]
        for page in data["pages"]:
            self._add(page["name"], page["language"], page["views"], page["findings"])

    def note_axe(self, page: str, language: str, results: Any, *, view: str = "") -> None:
        """Keep what axe found: `results` is what `Axe().run(tab)` returns."""
        engine = results.response["testEngine"]
        self.note(
            page,
            language,
            map(axe_finding, results.response["violations"]),
            tool=engine["name"],
            version=engine["version"],
            view=view,
        )

    def data(self) -> dict[str, Any]:
        """Return the report as the file holds it."""
        pages = [self.pages[key] for key in sorted(self.pages)]
        return {
            "format": FORMAT,
            "checked_on": date.today().isoformat(),  # noqa: DTZ011
            "tools": dict(sorted(self.tools.items())),
            "pages": pages,
            "summary": {
                "pages": len(pages),
                "views": sum(len(page["views"]) for page in pages),
                "findings": sum(len(page["findings"]) for page in pages),
            },
        }

    def write(self) -> None:
        """Leave the file where A11Y_REPORT says, if it says so and something was looked at."""
        if (path := os.environ.get("A11Y_REPORT")) and self.pages:
            Path(path).write_text(json.dumps(self.data(), ensure_ascii=False, indent=2) + "\n")


def axe_finding(violation: Mapping[str, Any]) -> Finding:
    """Return one of axe's violations in the words of the report."""
    return {
        "rule": violation["id"],
        "says": violation["help"],
        "wcag": criteria(violation["tags"]),
        "places": [" ".join(map(str, node["target"])) for node in violation["nodes"]][:MOST_PLACES],
    }


def criteria(tags: Iterable[str]) -> list[str]:
    """Return the success criteria of WCAG that some tags of axe name: wcag143 is 1.4.3."""
    found = (re.fullmatch(r"wcag(\d)(\d)(\d+)", tag) for tag in tags)
    return [".".join(match.groups()) for match in found if match]


report = Report()
"""The report of this run of the tests."""
