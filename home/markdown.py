"""The Markdown of the content files, as blocks of a StreamField.

Text becomes rich text; `:::name` blocks become the blocks of that name. Blocks
get ids from their place, so that the Swedish and the English text of a page have
the same ones and their pieces can be paired.
"""

import re
import uuid
from collections.abc import Callable, Iterator
from typing import Any

from markdown_it import MarkdownIt

from cms.fingerprints import checksum
from cms.scenes import scenes

BLOCK = re.compile(r"^:::(\w+)[ \t]*(.*?)[ \t]*$\n?(.*?)^:::[ \t]*$", re.MULTILINE | re.DOTALL)
OWN_LINK = re.compile(r'href="(page|task|org|step):([\w-]+)"')
ITEM = re.compile(r"^(?:-|\d+\.)\s+", re.MULTILINE)
NAMESPACE = uuid.UUID("6f9b6f1e-0c53-5f0f-9d3a-2f6d1f2a7c10")
# Blocks that a file can only put in a place: what they show comes from elsewhere.
FIXED: dict[str, Any] = {"tell_us": None}
LINK_BLOCKS = {"contacts": "org", "tasks": "task", "pages": "page"}

Find = Callable[[str, str], int]
"""Gives the id of a page by kind (page, task, org, step) and key.

Zero stands for a page that an editor deleted.
"""

# HTML in a file is text like any other.
_markdown = MarkdownIt("commonmark", {"html": False})


class WrongContent(ValueError):
    """A content file says something that cannot be understood."""


def stable_id(*place: object) -> str:
    """Return an id that is always the same for the same place."""
    return str(uuid.uuid5(NAMESPACE, "/".join(map(str, place))))


def rich_text(text: str, find: Find) -> str:
    """Return Markdown as Wagtail's rich text, links to our own pages by id."""
    html = _markdown.render(text).replace("<strong>", "<b>").replace("</strong>", "</b>")

    def own_link(match: re.Match[str]) -> str:
        return f'linktype="page" id="{find(match[1], match[2])}"'

    return OWN_LINK.sub(own_link, html).replace("\n", "")


def line(text: str, find: Find) -> str:
    """Return one line of Markdown as a paragraph of rich text."""
    return rich_text(" ".join(text.split()), find)


def list_value(place: str, values: list[Any]) -> list[dict[str, Any]]:
    """Return values as a ListBlock keeps them."""
    return [
        {"type": "item", "value": value, "id": stable_id(place, number)}
        for number, value in enumerate(values)
    ]


def stream(place: str, kind: str, values: list[Any]) -> list[dict[str, Any]]:
    """Return values as a StreamField of one kind of block keeps them."""
    return [
        {"type": kind, "value": value, "id": stable_id(place, number)}
        for number, value in enumerate(values)
    ]


def body(place: str, text: str, find: Find) -> list[dict[str, Any]]:
    """Return a page's Markdown as the blocks of its body."""
    return [
        {"type": kind, "value": value, "id": stable_id(place, number)}
        for number, (kind, value) in enumerate(_blocks(place, text, find))
    ]


def _blocks(place: str, text: str, find: Find) -> Iterator[tuple[str, Any]]:
    position = 0
    for number, match in enumerate(BLOCK.finditer(text)):
        if before := text[position : match.start()].strip():
            yield "text", rich_text(before, find)
        yield _block(f"{place}/{number}", match[1], match[2], match[3].strip(), find)
        position = match.end()
    if rest := text[position:].strip():
        yield "text", rich_text(rest, find)


def _block(place: str, name: str, argument: str, text: str, find: Find) -> tuple[str, Any]:
    if name in LINK_BLOCKS:
        keys = [key.strip() for key in argument.split(",") if key.strip()]
        pages = [find(LINK_BLOCKS[name], key) for key in keys]
        return "pages", {"heading": "", "pages": list_value(place, list(filter(None, pages)))}
    builders = {
        "facts": _facts,
        "steps": _steps,
        "chain": _steps,
        "note": _note,
        "quote": _quote,
        "results": _results,
    }
    if name in builders:
        return name, builders[name](place, argument, text, find)
    if name in FIXED:
        return name, FIXED[name]
    if name == "scene":
        return name, {"scene": known_scene(place, argument), "caption": ""}
    raise WrongContent(f"{place}: there is no block called {name!r}")


def known_scene(place: str, key: str) -> str:
    """Return the key of a scene, or nothing; refuse one that there is no drawing for."""
    if key and key not in scenes():
        raise WrongContent(f"{place}: there is no scene called {key!r}")
    return key


def _items(text: str) -> list[str]:
    return [" ".join(item.split()) for item in ITEM.split(text) if item.strip()]


def _facts(place: str, heading: str, text: str, find: Find) -> dict[str, Any]:
    rows = []
    for item in _items(text):
        label, _colon, value = item.partition(":")
        rows.append({"label": label.strip(), "value": value.strip()})
    return {"heading": heading, "rows": list_value(place, rows)}


def _steps(place: str, heading: str, text: str, find: Find) -> dict[str, Any]:
    steps = [line(item, find) for item in _items(text)]
    return {"heading": heading, "steps": list_value(place, steps)}


def _note(place: str, heading: str, text: str, find: Find) -> dict[str, Any]:
    return {"heading": heading, "text": rich_text(text, find)}


def _quote(place: str, who: str, text: str, find: Find) -> dict[str, Any]:
    return {"who": who, "text": " ".join(text.split())}


def _results(place: str, _heading: str, text: str, _find: Find) -> dict[str, Any]:
    """Return what the tests found, as the command a11y_statement writes it; empty without lines.

    Only a run without findings is written into a file.
    """
    said = dict(re.split(r":\s*", item, maxsplit=1) for item in _items(text))
    if not said:
        return {}
    listed = {name: re.split(r",\s*", said[name]) for name in ("tools", "languages")}
    value = {
        "checked_on": said["checked_on"],
        **listed,
        "pages": int(said["pages"]),
        "views": int(said["views"]),
        "findings": [],
    }
    as_lists = {name: list_value(f"{place}/{name}", items) for name, items in listed.items()}
    return {**value, **as_lists, "checksum": checksum(value)}
