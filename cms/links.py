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

from cms.languages import language_of
from cms.visibility import is_public

RICH_TEXT_LINK = re.compile(r'<a (?=[^>]*linktype=\\?"page\\?")[^>]*\bid=\\?"(\d+)\\?"')

Known = dict[tuple[int, str], Page | None]

_known: ContextVar[Known | None] = ContextVar("links", default=None)


def in_language(ids: Iterable[int], language: str) -> dict[int, Page]:
    """Return, for each of these pages, the live page to show a reader of this language.

    That is its translation where one is published, and else the page itself;
    pages that are not public are left out. One query.
    """
    wanted = set(ids)
    if not wanted:
        return {}
    keys = Page.objects.filter(pk__in=wanted).values("translation_key")
    # Those that are not public are asked for too: their translations may be.
    twins = list(Page.objects.filter(translation_key__in=keys).annotate(shown=is_public()))
    shown = [page for page in twins if page.shown]
    translated = {
        page.translation_key: page for page in shown if language_of(page.locale_id) == language
    }
    own = {page.pk: page for page in shown}
    found = {
        page.pk: translated.get(page.translation_key) or own.get(page.pk)
        for page in twins
        if page.pk in wanted
    }
    return {pk: page for pk, page in found.items() if page}


def remember(ids: Iterable[int], language: str) -> dict[int, Page]:
    """Look these pages up and keep them for the links of the page being drawn."""
    wanted = set(ids)
    found = in_language(wanted, language)
    _known.set({**(_known.get() or {}), **{(pk, language): found.get(pk) for pk in wanted}})
    return found


def linked_ids(value: StreamValue) -> set[int]:
    """Return the pages that the rich texts of a stream link to."""
    return {int(pk) for pk in RICH_TEXT_LINK.findall(json.dumps(list(value.raw_data)))}


def resolve(ids: Iterable[int], language: str) -> dict[int, Page | None]:
    """Return the pages for some links, looking up only those not remembered."""
    wanted = {(pk, language) for pk in ids}
    if not wanted <= (_known.get() or {}).keys():
        remember((pk for pk, _ in wanted), language)
    known = _known.get() or {}
    return {pk: known.get((pk, code)) for pk, code in wanted}


def _forget(**kwargs: object) -> None:
    _known.set(None)


request_started.connect(_forget, dispatch_uid="cms.links")
