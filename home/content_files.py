"""The content files as they lie on disk: read, not judged.

docs/content-format.md describes them.
"""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import yaml

LANGUAGES = ("sv", "en")
SOURCE = LANGUAGES[0]
# The C loader is ten times faster; a machine without it reads the same.
Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True)
class Item:
    """One thing of the content: its key, its data, and a checksum of all its files."""

    key: str
    data: dict[str, Any]
    checksum: str
    parent: str = ""
    texts: tuple[str, str] = ("", "")

    def body(self, language: str) -> str:
        """Return the Markdown of a page in one language."""
        return self.texts[LANGUAGES.index(language)]


class ContentFiles:
    """All files below one folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def read(self, name: str) -> Any:
        """Return what a YAML file holds."""
        return yaml.load((self.folder / name).read_text(), Loader=Loader)  # noqa: S506

    @cached_property
    def sources(self) -> dict[str, dict[str, str]]:
        """Where facts come from, by key."""
        return self.read("sources.yaml")

    @cached_property
    def vocabulary(self) -> dict[str, list[dict[str, str]]]:
        """Topics, areas and languages."""
        return self.read("vocabulary.yaml")

    @cached_property
    def glossary(self) -> list[dict[str, Any]]:
        """Words that newcomers do not know, with their forms and meanings."""
        return self.read("glossary.yaml")

    @cached_property
    def pages(self) -> list[Item]:
        """The editorial pages, parents before children, siblings in order."""
        return list(self._pages(self.folder / "pages", ""))

    def _pages(self, folder: Path, parent: str) -> Iterator[Item]:
        found = []
        for file in folder.glob("*/page.yaml"):
            texts = tuple((file.parent / f"{code}.md").read_text() for code in LANGUAGES)
            raw = file.read_text()
            data = yaml.load(raw, Loader=Loader)  # noqa: S506
            item = Item(data["key"], data, checksum(raw, *texts), parent, texts)
            found.append((data.get("order", 0), file.parent.name, file.parent, item))
        for _order, _name, below, item in sorted(found, key=lambda row: row[:2]):
            yield item
            yield from self._pages(below, item.key)

    @cached_property
    def directory(self) -> dict[str, Any]:
        """The page that lists the organisations."""
        return self.read("directory.yaml")

    @cached_property
    def organizations(self) -> list[Item]:
        """The directory, by key."""
        return [self._item(file) for file in sorted((self.folder / "directory").glob("*.yaml"))]

    @cached_property
    def journey(self) -> dict[str, Any]:
        """Phases, steps and questions."""
        return self.read("journey/journey.yaml")

    @cached_property
    def tasks(self) -> list[Item]:
        """The tasks, in the order in which people meet them."""
        files = (self.folder / "journey/tasks").glob("*.yaml")
        return sorted(map(self._item, files), key=lambda item: item.data["order"])

    def _item(self, file: Path) -> Item:
        raw = file.read_text()
        data = yaml.load(raw, Loader=Loader)  # noqa: S506
        return Item(data["key"], data, checksum(raw))


def checksum(*texts: str) -> str:
    """Return a fingerprint of some texts."""
    return hashlib.sha256("\0".join(texts).encode()).hexdigest()
