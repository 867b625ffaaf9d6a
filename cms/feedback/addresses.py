"""Which of our pages an address means, as a reader writes it or a link brings it along."""

from urllib.parse import urlsplit

from wagtail.models import Page

from cms.feedback.models.reports import ADDRESS_LENGTH
from cms.visibility import public

START_DEPTH = 2


def own_path(text: str) -> str:
    """Return a path of this site from a link's parameter; nothing where it is none."""
    is_path = text.startswith("/") and not text.startswith("//") and text.isprintable()
    return text if is_path and len(text) <= ADDRESS_LENGTH else ""


def page_at(address: str) -> Page | None:
    """Return the public page at an address or path of this site, or None."""
    language, *slugs = _parts(address) or [""]
    start = Page.objects.filter(depth=START_DEPTH, locale__language_code=language).first()
    if start is None:
        return None
    below = "".join(f"{slug}/" for slug in slugs)
    return public(Page.objects.filter(url_path=f"{start.url_path}{below}")).first()


def _parts(address: str) -> list[str]:
    try:
        path = urlsplit(address.strip()).path
    except ValueError:  # Such as a bracket that is never closed.
        return []
    return [part for part in path.split("/") if part]
