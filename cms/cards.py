"""The pages that a page shows as cards, fetched together and in its language."""

from typing import TYPE_CHECKING, Any

from django.db.models import QuerySet
from wagtail.blocks import StreamValue
from wagtail.fields import StreamField
from wagtail.models import Page

from cms import links
from cms.versions import kept

if TYPE_CHECKING:
    from cms.models.base import BasePage


def cards_of(page: "BasePage") -> dict[int, Page]:
    """Return the pages that the blocks of a page show, by the id that the editor chose.

    Every link in the page's rich texts is looked up on the way. The number of
    queries depends on how many kinds of pages are shown, not on how many pages.
    """
    streams = [
        getattr(page, field.name)
        for field in page._meta.get_fields()
        if isinstance(field, StreamField)
    ]
    chosen = {pk for stream in streams for pk in chosen_ids(stream)}
    linked = {pk for stream in streams for pk in links.linked_ids(stream)}
    found = links.remember(chosen | linked, page.language)
    return specific({pk: found[pk] for pk in chosen if pk in found})


def chosen_ids(value: StreamValue) -> list[int]:
    """Return the pages chosen in the `pages` blocks of a stream."""
    return [
        item["value"]
        for block in value.raw_data
        if block["type"] == "pages"
        for item in (block["value"].get("pages") or [])
        if item.get("value")
    ]


def specific(pages: dict[Any, Page]) -> dict[Any, Page]:
    """Return the same pages with all their fields."""
    kinds = {(page.pk, page.specific_class or Page) for page in pages.values()}
    full = _full(frozenset(kinds))
    return {key: full[page.pk] for key, page in pages.items() if page.pk in full}


@kept(size=100)
def _full(kinds: frozenset[tuple[int, type[Page]]]) -> dict[int, Page]:
    """Return pages of some kinds by their ids: a query for each kind, one for photographs."""
    ids: dict[type[Page], list[int]] = {}
    for pk, kind in kinds:
        ids.setdefault(kind, []).append(pk)
    return {page.pk: page for kind, pks in ids.items() for page in _with_pictures(kind, pks)}


def _with_pictures(kind: type[Page], ids: list[int]) -> QuerySet[Any]:
    pages = kind.objects.filter(pk__in=ids)
    if not hasattr(kind, "picture"):
        return pages
    return pages.select_related("picture").prefetch_related("picture__renditions")
