"""The content files as they lie on disk: read, not judged.

Swedish and English stand side by side in each file. Every further language has a
folder of its own, translations/CODE, with files of the same names that hold its texts
only; here they are put beside the others. docs/content-format.md describes both.
"""

import hashlib
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

import yaml

LANGUAGES = ("sv", "en")
"""In which everything is written."""
SOURCE = LANGUAGES[0]
TRANSLATIONS = "translations"
# The C loader is ten times faster; a machine without it reads the same.
Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class WrongTranslation(ValueError):
    """A translation does not have the shape of what it translates."""


@dataclass(frozen=True)
class Item:
    """One thing of the content: its key, its data, and what a page says in each language."""

    key: str
    data: dict[str, Any]
    parent: str = ""
    texts: dict[str, str] = field(default_factory=dict)

    def body(self, language: str) -> str:
        """Return the Markdown of a page in one language."""
        return self.texts[language]


class ContentFiles:
    """All files below one folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @cached_property
    def languages(self) -> tuple[str, ...]:
        """Every language that something is written in, Swedish first."""
        folders = sorted((self.folder / TRANSLATIONS).glob("*/"))
        return (*LANGUAGES, *(folder.name for folder in folders))

    def read(self, name: str) -> Any:
        """Return what a YAML file holds, with its texts in every further language beside."""
        data = parse(self.folder / name)
        for code in self.languages[len(LANGUAGES) :]:
            file = self.folder / TRANSLATIONS / code / name
            if file.exists():
                data = beside(data, parse(file), code, f"{code}/{name}")
        return data

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
            data = self.read(str(file.relative_to(self.folder)))
            texts = {code: self._markdown(file.parent, code) for code in data["title"]}
            item = Item(data["key"], data, parent, texts)
            found.append((data.get("order", 0), file.parent.name, file.parent, item))
        for _order, _name, below, item in sorted(found, key=lambda row: row[:2]):
            yield item
            yield from self._pages(below, item.key)

    def _markdown(self, folder: Path, language: str) -> str:
        if language not in LANGUAGES:
            folder = self.folder / TRANSLATIONS / language / folder.relative_to(self.folder)
        return (folder / f"{language}.md").read_text()

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
    def personas(self) -> dict[str, Any]:
        """Made-up movers, and the day that their days are counted from."""
        return self.read("personas.yaml")

    @cached_property
    def tasks(self) -> list[Item]:
        """The tasks, in the order in which people meet them."""
        files = (self.folder / "journey/tasks").glob("*.yaml")
        return sorted(map(self._item, files), key=lambda item: item.data["order"])

    def _item(self, file: Path) -> Item:
        data = self.read(str(file.relative_to(self.folder)))
        return Item(data["key"], data)


def parse(file: Path) -> Any:
    """Return what a YAML file says."""
    return yaml.load(file.read_text(), Loader=Loader)  # noqa: S506


def beside(data: Any, texts: Any, language: str, place: str) -> Any:
    """Return data with its texts in a further language put beside those it has.

    Texts have the shape of the data without all that is no text. Items of a list are named
    by their keys, or stand in the same order where they have none.
    """
    if is_text(data):
        return {**data, language: texts}
    if isinstance(data, dict) and isinstance(texts, dict):
        names: Collection[Any] = data
    elif isinstance(data, list) and isinstance(texts, dict):
        names = [item["key"] for item in data]
    elif isinstance(data, list) and isinstance(texts, list):
        names, texts = range(len(data)), dict(enumerate(texts))
    else:
        raise WrongTranslation(f"{place}: another shape than the original")
    if unknown := [name for name in texts if name not in names]:
        raise WrongTranslation(f"{place}: there is nothing called {unknown[0]!r}")
    pairs = zip(names, data.values() if isinstance(data, dict) else data, strict=True)
    merged = {
        name: beside(value, texts[name], language, f"{place}/{name}") if name in texts else value
        for name, value in pairs
    }
    return merged if isinstance(data, dict) else list(merged.values())


def only(data: Any, languages: Collection[str]) -> Any:
    """Return data without the texts in other languages."""
    if isinstance(data, list):
        return [only(item, languages) for item in data]
    if not isinstance(data, dict):
        return data
    names = [name for name in data if name in languages] if is_text(data) else data
    return {name: only(data[name], languages) for name in names}


def is_text(data: Any) -> bool:
    """Whether data is a text in several languages."""
    return isinstance(data, dict) and set(LANGUAGES) <= set(data)


def checksums(item: Item) -> dict[str, str]:
    """Return a fingerprint of a thing in each language that it is written in.

    Swedish and English change together, and every translation with them; a further
    translation changes by itself.
    """
    own = checksum(repr(only(item.data, LANGUAGES)), *map(item.texts.get, LANGUAGES))
    return {
        code: own
        if code in LANGUAGES
        else checksum(own, repr(only(item.data, [code])), item.texts.get(code))
        for code in item.data["title"]
    }


def checksum(*texts: str | None) -> str:
    """Return a fingerprint of some texts."""
    return hashlib.sha256("\0".join(text or "" for text in texts).encode()).hexdigest()
