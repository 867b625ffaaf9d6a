"""Real translations from texts that lie side by side.

Both languages are cut into wagtail-localize's segments; pieces in the same place
belong together. The pairs go through its own import of translated strings, so that
a page arrives in the side-by-side editor as if a translator had filled it in.
"""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any, NamedTuple

import polib
from django.db.models import Model
from wagtail.models import Locale, Page
from wagtail_localize.models import Translation, TranslationSource
from wagtail_localize.segments import StringSegmentValue
from wagtail_localize.segments.extract import extract_segments

TOOL = "content files"


class Unpaired(ValueError):
    """The two texts do not have the same shape."""


class Pair(NamedTuple):
    """A piece of text, where it stands, and what it is in the other language."""

    path: str
    text: str
    translated: str


def translate(page: Page, twin: Page, locale: Locale) -> Page:
    """Publish the translation of a page whose texts stand in `twin`, an unsaved copy."""
    translation = filled_in(page, locale, pairs(page, twin))
    translation.save_target(publish=True)
    return translation.get_target_instance()


def filled_in(page: Page, locale: Locale, texts: Iterable[Pair]) -> Translation:
    """Return the translation of a page with some of its texts filled in; the others stay."""
    source, _is_new = TranslationSource.update_or_create_from_instance(page)
    translation, _is_new = Translation.objects.get_or_create(source=source, target_locale=locale)
    translation.import_po(_catalogue(translation, texts), tool_name=TOOL)
    return translation


def pairs(page: Model, twin: Model) -> list[Pair]:
    """Return every piece of text on a page with its translation; raise Unpaired."""
    ours, theirs = _strings(page), _strings(twin)
    result = []
    for path, texts in ours.items():
        translated = theirs.get(path, [])
        if len(texts) != len(translated):
            raise Unpaired(
                f"{page}: {path} has {len(texts)} pieces in the source"
                f" and {len(translated)} in the translation"
            )
        result += [Pair(path, *both) for both in zip(texts, translated, strict=True)]
    return result


def _strings(instance: Model) -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for segment in extract_segments(instance):
        if isinstance(segment, StringSegmentValue):
            found[segment.path].append(segment.string.data)
    return found


def _catalogue(translation: Translation, texts: Iterable[Pair]) -> polib.POFile:
    catalogue = polib.POFile(wrapwidth=0)
    catalogue.metadata = {
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=utf-8",
        "X-WagtailLocalize-TranslationID": str(translation.uuid),
    }
    entries: Any = (
        polib.POEntry(msgctxt=path, msgid=text, msgstr=translated)
        for path, text, translated in texts
    )
    catalogue.extend(entries)
    return catalogue
