"""Links between pages, resolved together and in the reader's language.

Wagtail resolves each link of a rich text by itself, one or two queries a link.
Here all links of a page are looked up in one query before it is drawn.
"""

import json
import re
from collections.abc import Iterable
from contextvars import ContextVar

from django.core.signals import request_started
from wagtail.blocks import StreamValue
from wagtail.models import Page

RICH_TEXT_LINK = re.compile(r'<a (?=[^>]*linktype=\\?"page\\?")[^>]*\bid=\\?"(\d+)\\?"')

_known: ContextVar[dict[int, Page | None] | None] = ContextVar("links", default=None)


def in_language(ids: Iterable[int], language: str) -> dict[int, Page]:
    """Return, for each of these pages, the live page to show a reader of this language.

    That is its translation where one is published, and else the page itself;
    pages that are not public are left out. One query.
    """
    wanted = set(ids)
    if not wanted:
        return {}
    keys = Page.objects.filter(pk__in=wanted).values("translation_key")
    twins = list(
        Page.objects.live().public().filter(translation_key__in=keys).select_related("locale")
    )
    translated = {
        page.translation_key: page for page in twins if page.locale.language_code == language
    }
    known = dict(Page.objects.filter(pk__in=wanted).values_list("pk", "translation_key"))
    own = {page.pk: page for page in twins}
    shown = {pk: translated.get(key) or own.get(pk) for pk, key in known.items()}
    return {pk: page for pk, page in shown.items() if page}


def remember(ids: Iterable[int], language: str) -> dict[int, Page]:
    """Look these pages up and keep them for the links of the page being drawn."""
    wanted = set(ids)
    found = in_language(wanted, language)
    _known.set({**(_known.get() or {}), **{pk: found.get(pk) for pk in wanted}})
    return found


def linked_ids(value: StreamValue) -> set[int]:
    """Return the pages that the rich texts of a stream link to."""
    return {int(pk) for pk in RICH_TEXT_LINK.findall(json.dumps(list(value.raw_data)))}


def resolve(ids: Iterable[int], language: str) -> dict[int, Page | None]:
    """Return the pages for some links, looking up only those not remembered."""
    wanted = set(ids)
    if not wanted <= (_known.get() or {}).keys():
        remember(wanted, language)
    known = _known.get() or {}
    return {pk: known.get(pk) for pk in wanted}


def _forget(**kwargs: object) -> None:
    _known.set(None)


request_started.connect(_forget, dispatch_uid="cms.links")
