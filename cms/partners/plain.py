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
        self.blocks: list[tuple[bool, str]] = []
        self.is_simple = True

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in self.simple:
            self.is_simple = False
        elif tag in {"p", "li"}:
            self.blocks.append((tag == "li", ""))
        elif tag == "br":
            self.handle_data("\n")

    def handle_data(self, data: str) -> None:
        if self.blocks:
            is_point, text = self.blocks[-1]
            self.blocks[-1] = (is_point, text + data)


def to_plain(html: str) -> str | None:
    """Return rich text as it would be typed; None where it has more than paragraphs and lists."""
    reader = _Reader()
    reader.feed(html)
    if not reader.is_simple:
        return None
    blocks = [block for block in reader.blocks if block[0] or block[1].strip()]
    parts = []
    for is_list, group in groupby(blocks, key=lambda block: block[0]):
        texts = [text for _is_point, text in group]
        points = "\n".join(f"{DASH}{text}" for text in texts)
        parts += [points] if is_list else texts
    return "\n\n".join(parts)


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
