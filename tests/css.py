"""Reads the project's style sheets: every declaration, with the rules that it stands in."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import tinycss2

FOLDER = Path(__file__).resolve().parent.parent / "static" / "css"


@dataclass(frozen=True)
class Declaration:
    """`name: value`, the selector it is for, and the @-rules around that."""

    inside: tuple[str, ...]
    selector: str
    name: str
    value: str

    def __str__(self) -> str:
        return f"{self.selector} {{ {self.name}: {self.value} }}"


def declarations(sheet: str) -> list[Declaration]:
    """Return the declarations of a style sheet, in order."""
    rules = tinycss2.parse_stylesheet(
        (FOLDER / sheet).read_text(), skip_comments=True, skip_whitespace=True
    )
    return list(_read(rules, ()))


def _read(nodes: list, inside: tuple[str, ...], selector: str = "") -> Iterator[Declaration]:
    for node in nodes:
        if node.type == "error":
            raise ValueError(node.message)
        if node.type == "declaration":
            yield Declaration(inside, selector, node.name, _text(node.value))
        elif node.type == "qualified-rule":
            yield from _read(_contents(node), inside, _text(node.prelude))
        elif node.content is not None:
            rule = f"@{node.at_keyword} {_text(node.prelude)}".strip()
            yield from _read(_contents(node), (*inside, rule))


def _contents(rule: tinycss2.ast.Node) -> list:
    return tinycss2.parse_blocks_contents(rule.content, skip_comments=True, skip_whitespace=True)


def _text(tokens: list) -> str:
    return " ".join(tinycss2.serialize([t for t in tokens if t.type != "comment"]).split())
