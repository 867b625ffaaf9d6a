"""What tests read from HTML: elements, and the addresses that a browser would fetch."""

from html.parser import HTMLParser

Element = tuple[str, dict[str, str]]
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
