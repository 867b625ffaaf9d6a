"""How easy published pages are to read, counted when they are published and kept.

A page is read in one go, so all its texts are measured as one: as translators meet them, each
paragraph and item on a line of its own.
"""

from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from wagtail.models import Page
from wagtail.signals import page_published
from wagtail_localize.segments import StringSegmentValue
from wagtail_localize.segments.extract import extract_segments

from cms.languages import language_of
from cms.models import BasePage, Ease
from cms.readability import HIGHEST_LIX, WORDS_IN_A_SENTENCE, Measure, measure, plain

FEWEST_WORDS = 30
"""Of fewer words LIX says nothing."""
NOT_READ = {"slug", "seo_title", "search_description"}
"""Texts of a page that stand nowhere on it."""


def connect() -> None:
    """Measure pages when they are published."""
    page_published.connect(_on_published, dispatch_uid="cms.ease")


def _on_published(sender: type[Page], instance: Page, **kwargs: Any) -> None:
    keep(instance)


def keep(page: Page) -> None:
    """Measure a published page and keep what was counted."""
    if not isinstance(page, BasePage):
        return
    counted = measure("\n".join(_texts(page)))
    Ease.objects.update_or_create(
        page_id=page.pk,
        defaults={
            "lix": round(counted.lix, 1),
            "sentence_length": round(counted.sentence_length, 1),
            "words": counted.words,
            "is_hard": counted.words >= FEWEST_WORDS and _is_over(page, counted),
        },
    )


def fill() -> None:
    """Measure the published pages that were published before anybody measured."""
    for page in Page.objects.live().filter(ease=None, depth__gt=1).specific().iterator(100):
        keep(page)


def _texts(page: Page) -> Iterator[str]:
    for segment in extract_segments(page):
        if isinstance(segment, StringSegmentValue) and segment.path not in NOT_READ:
            yield plain(segment.string.data)


def _is_over(page: BasePage, counted: Measure) -> bool:
    if is_swedish(page):
        return round(counted.lix, 1) > HIGHEST_LIX[page.reads_as]
    return round(counted.sentence_length, 1) > WORDS_IN_A_SENTENCE


def is_swedish(page: Page) -> bool:
    """Whether a page is held to a LIX: nobody has a scale for other languages."""
    return language_of(page.locale_id) == settings.LANGUAGE_CODE


def verdict(ease: Ease, page: Page) -> str:
    """Say how a page reads and how it should, in the measure that its language has."""
    if is_swedish(page):
        limit = HIGHEST_LIX[page.specific_class.reads_as]
        return _("LIX %(number)s, at most %(limit)s") % _numbers(ease.lix, limit)
    return _("%(number)s words in a sentence, at most %(limit)s") % _numbers(
        ease.sentence_length, WORDS_IN_A_SENTENCE
    )


def _numbers(number: float, limit: int) -> dict[str, str]:
    return {"number": number_format(number, 1), "limit": str(limit)}
