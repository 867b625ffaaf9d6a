"""A longer text as paragraphs and lists that anybody can type, and back to rich text."""

from html import escape
from html.parser import HTMLParser
from itertools import groupby

DASH = "- "


class _Reader(HTMLParser):
    """Collects paragraphs and points; notes what plain text cannot say."""

    simple = {"p", "ul", "li", "br"}

    def __init__(self) -> None:
        super().__init__()
        self.blocks: list[str] = []
        self.is_simple = True
        self._begins = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in self.simple:
            self.is_simple = False
        elif tag in {"p", "li"}:
            self.blocks.append(DASH if tag == "li" else "")
        elif tag == "br" and self.blocks:
            self.blocks[-1] += "\n"

    def handle_data(self, data: str) -> None:
        if self.blocks:
            self.blocks[-1] += data


def to_plain(html: str) -> str | None:
    """Return rich text as it would be typed; None where it has more than paragraphs and lists."""
    reader = _Reader()
    reader.feed(html)
    if not reader.is_simple:
        return None
    parts = [block for block in reader.blocks if block.strip(f"{DASH}\n")]
    grouped = groupby(parts, key=lambda block: block.startswith(DASH))
    return "\n\n".join(
        "\n".join(blocks) if is_list else "\n\n".join(blocks) for is_list, blocks in grouped
    )


def to_rich(text: str) -> str:
    """Return typed text as rich text: blank lines part paragraphs, a dash begins a point."""
    lines = [line.strip() for line in text.splitlines()]
    return "".join(_element(kind, list(group)) for kind, group in groupby(lines, key=_kind))


def _kind(line: str) -> str:
    if line.startswith(DASH):
        return "point"
    return "paragraph" if line else "gap"


def _element(kind: str, lines: list[str]) -> str:
    if kind == "point":
        return "".join(["<ul>", *map(_point, lines), "</ul>"])
    return f"<p>{'<br/>'.join(map(escape, lines))}</p>" if kind == "paragraph" else ""


def _point(line: str) -> str:
    return f"<li>{escape(line.removeprefix(DASH).strip())}</li>"
