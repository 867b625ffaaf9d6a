"""What tests read from HTML: elements, and the addresses that a browser would fetch."""

from collections.abc import Callable
from html.parser import HTMLParser

Element = tuple[str, dict[str, str]]
# Whether an element is left out, by its name and attributes.
Leaves = Callable[[str, dict[str, str]], bool]
FETCHED = {
    "script": ("src",),
    "link": ("href",),
    "img": ("src", "srcset"),
    "source": ("src", "srcset"),
    "iframe": ("src",),
    "form": ("action",),
    "use": ("href",),
}
# Tells search engines and shared links; no browser fetches it.
ONLY_TOLD = {"canonical", "alternate", "next", "prev"}


WITHOUT_END = frozenset(
    {"area", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "use", "wbr"}
)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[Element] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, {name: value or "" for name, value in attrs}))

    handle_startendtag = handle_starttag


def elements(html: str | bytes, *tags: str) -> list[Element]:
    """Return the elements of some kinds, in order, with their attributes."""
    reader = _Reader()
    reader.feed(html.decode() if isinstance(html, bytes) else html)
    return [element for element in reader.found if not tags or element[0] in tags]


def links(html: str | bytes) -> list[str]:
    """Return where the links of a page lead."""
    return [attributes.get("href", "") for _tag, attributes in elements(html, "a")]


def fetched(html: str | bytes) -> list[str]:
    """Return every address that a browser fetches by itself or sends a form to."""
    return [
        address
        for tag, attributes in elements(html, *FETCHED)
        if attributes.get("rel") not in ONLY_TOLD
        for name in FETCHED[tag]
        for part in attributes.get(name, "").split(",")
        if (address := part.strip().split(" ")[0])
    ]


def texts(html: str, *, without: Leaves, seamless: set[str]) -> list[str]:
    """Return the texts between the elements of a page.

    What `without` says of an element, by its name and attributes, leaves it out with all that
    is in it. Elements of the classes in `seamless` do not divide a text.
    """
    reader = _TextReader(without, seamless)
    reader.feed(html)
    reader.close()
    return reader.texts


class _TextReader(HTMLParser):
    def __init__(self, without: Leaves, seamless: set[str]) -> None:
        super().__init__()
        self.without, self.seamless = without, seamless
        self.texts = [""]
        # What is open: the name of the element, whether it is left out, whether it divides.
        self.open: list[tuple[str, bool, bool]] = [("", False, True)]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = {name: value or "" for name, value in attrs}
        is_out = self.open[-1][1] or self.without(tag, attributes)
        divides = not is_out and self.seamless.isdisjoint(attributes.get("class", "").split())
        if divides:
            self.texts.append("")
        if tag not in WITHOUT_END:
            self.open.append((tag, is_out, divides))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in WITHOUT_END:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        while any(name == tag for name, *_rest in self.open):
            name, _is_out, divides = self.open.pop()
            if divides:
                self.texts.append("")
            if name == tag:
                break

    def handle_data(self, data: str) -> None:
        if not self.open[-1][1]:
            self.texts[-1] += data
