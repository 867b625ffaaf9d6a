"""Which addresses outside of the service published pages lead to.

They are found in a page's data as Wagtail writes it down, so a new kind of block needs nothing
here: whatever is an address from beginning to end, and every link in rich text. Phone numbers,
mail addresses and pages of our own are none, and neither are the addresses of examples.
"""

import json
import re
from collections.abc import Iterator
from html import unescape
from typing import Any
from urllib.parse import urldefrag, urlsplit

from django.conf import settings
from wagtail.models import Page
from wagtail.signals import page_published, page_unpublished

from cms.models.outgoing_links import ADDRESS_LENGTH, OutgoingLink

ADDRESS = re.compile(r"https?://\S+", re.IGNORECASE)
RESERVED = re.compile(r"(?:^|\.)(?:example\.(?:com|net|org)|example|test|invalid|localhost)$")
"""Names that stand for no website (RFC 2606): those of pages that are examples."""
LINK = re.compile(r"<a\s[^>]*?\bhref=(?:\"([^\"]*)\"|'([^']*)')", re.IGNORECASE)


def connect() -> None:
    """Let the links of a page follow its publication."""
    page_published.connect(_on_published, dispatch_uid="cms.outgoing.published")
    page_unpublished.connect(_on_unpublished, dispatch_uid="cms.outgoing.unpublished")


def _on_published(sender: type[Page], instance: Page, **kwargs: Any) -> None:
    remember(instance)


def _on_unpublished(sender: type[Page], instance: Page, **kwargs: Any) -> None:
    forget(instance)


def remember(page: Page) -> None:
    """Keep which addresses a published page leads to."""
    addresses = addresses_of(page)
    known = set(
        OutgoingLink.objects.filter(address__in=addresses).values_list("address", flat=True)
    )
    OutgoingLink.objects.bulk_create(
        (OutgoingLink(address=address) for address in sorted(addresses - known)),
        ignore_conflicts=True,
    )
    # By the plain page: the relation is to pages of any type.
    Page.objects.get(pk=page.pk).outgoing_links.set(
        OutgoingLink.objects.filter(address__in=addresses)
    )


def forget(page: Page) -> None:
    """Forget the addresses of a page that is not published any more."""
    Page.objects.get(pk=page.pk).outgoing_links.clear()


def gather() -> None:
    """Bring the links of all pages up to date, and drop those that no page has."""
    for page in Page.objects.live().specific().iterator(chunk_size=100):
        remember(page)
    for page in Page.objects.not_live().exclude(outgoing_links=None):
        forget(page)
    OutgoingLink.objects.filter(pages=None).delete()


def addresses_of(page: Page) -> set[str]:
    """Return the addresses outside of the service that a page leads to."""
    found = (address for text in _texts(page.serializable_data()) for address in _in_text(text))
    return {address for address in found if len(address) <= ADDRESS_LENGTH and _is_outside(address)}


def _texts(data: Any) -> Iterator[str]:
    """Return every text in some data, also what streams keep as a text of data."""
    if isinstance(data, dict):
        data = list(data.values())
    if isinstance(data, list):
        for value in data:
            yield from _texts(value)
    elif isinstance(data, str):
        inner = _parsed(data) if data.lstrip()[:1] in {"[", "{"} else None
        yield from [data] if inner is None else _texts(inner)


def _parsed(text: str) -> Any:
    try:
        return json.loads(text)
    except ValueError:
        return None


def _in_text(text: str) -> Iterator[str]:
    links = [unescape(double or single) for double, single in LINK.findall(text)]
    for address in [text, *links]:
        whole = urldefrag(address.strip()).url
        if ADDRESS.fullmatch(whole):
            yield whole


def _is_outside(address: str) -> bool:
    try:
        parts = urlsplit(address)
    except ValueError:
        return True
    is_ours = parts.netloc == urlsplit(settings.SITE_BASE_URL).netloc
    return not is_ours and not RESERVED.search(parts.hostname or "")
