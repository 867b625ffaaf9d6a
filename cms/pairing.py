"""Real translations from texts that lie side by side.

Both languages are cut into wagtail-localize's segments; pieces in the same place
belong together. The pairs go through its own import of translated strings, so that
a page arrives in the side-by-side editor as if a translator had filled it in.
"""

from collections import defaultdict
from typing import Any

import polib
from django.db.models import Model
from wagtail.models import Locale, Page
from wagtail_localize.models import Translation, TranslationSource
from wagtail_localize.segments import StringSegmentValue
from wagtail_localize.segments.extract import extract_segments

TOOL = "content files"


class Unpaired(ValueError):
    """The two texts do not have the same shape."""


def translate(page: Page, twin: Page, locale: Locale) -> Page:
    """Publish the translation of a page whose texts stand in `twin`, an unsaved copy."""
    source, _is_new = TranslationSource.update_or_create_from_instance(page)
    translation, _is_new = Translation.objects.get_or_create(source=source, target_locale=locale)
    translation.import_po(_catalogue(translation, pairs(page, twin)), tool_name=TOOL)
    translation.save_target(publish=True)
    return translation.get_target_instance()


def pairs(page: Model, twin: Model) -> list[tuple[str, str, str]]:
    """Return (path, text, translated text) for every piece of text on a page."""
    ours, theirs = _strings(page), _strings(twin)
    result = []
    for path, texts in ours.items():
        translated = theirs.get(path, [])
        if len(texts) != len(translated):
            raise Unpaired(
                f"{page}: {path} has {len(texts)} pieces in the source"
                f" and {len(translated)} in the translation"
            )
        result += [(path, text, other) for text, other in zip(texts, translated, strict=True)]
    return result


def _strings(instance: Model) -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for segment in extract_segments(instance):
        if isinstance(segment, StringSegmentValue):
            found[segment.path].append(segment.string.data)
    return found


def _catalogue(translation: Translation, texts: list[tuple[str, str, str]]) -> polib.POFile:
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
