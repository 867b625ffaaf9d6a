"""The scenes: drawings of our own that stand where there is no photograph yet.

`static/scenes/` holds a drawing for each, and scenes.yaml with what they are called
and what they show. Another municipality replaces the folder.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml
from django.conf import settings
from django.contrib.staticfiles import finders
from django.templatetags.static import static
from django.utils.translation import get_language

FOLDER = "scenes"

KEY_LENGTH = 40


@dataclass(frozen=True)
class Scene:
    """A drawing: what editors choose it by, and what it shows, by language."""

    key: str
    name: Mapping[str, str]
    alt: Mapping[str, str]

    @property
    def file(self) -> str:
        """The drawing's name among the static files."""
        return f"{FOLDER}/{self.key}.svg"

    def url(self, crop: str) -> str:
        """Return the address of one of the crops that the drawing names itself."""
        return f"{static(self.file)}#{crop}"


@cache
def scenes() -> dict[str, Scene]:
    """Return the scenes by key, in the order of their file."""
    found = finders.find(f"{FOLDER}/scenes.yaml")
    listed = yaml.safe_load(Path(found).read_text()) if found else None
    return {key: Scene(key, data["name"], data["alt"]) for key, data in (listed or {}).items()}


def choices() -> list[tuple[str, str]]:
    """Return the scenes to choose from, named in the editor's language."""
    language = get_language() or settings.LANGUAGE_CODE
    return [(key, in_language(scene.name, language)) for key, scene in scenes().items()]


def alt(key: str, language: str) -> str:
    """Return what a scene shows, in a language; nothing where there is no such scene."""
    scene = scenes().get(key)
    return in_language(scene.alt, language) if scene else ""


def in_language(texts: Mapping[str, str], language: str) -> str:
    """Return the text in a language, or else in English, or else in the source language."""
    return texts.get(language) or texts.get("en") or texts[settings.LANGUAGE_CODE]
