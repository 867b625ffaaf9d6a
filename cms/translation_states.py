"""What is known of a translation beyond its texts: since when it lags, and who wrote it.

Editors are told at once when a Swedish text has changed; readers after a time of grace, since
most translations follow within days and a warning that is nearly always there is not read.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from django.conf import settings
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from wagtail.models import Locale, Page
from wagtail_localize.models import StringSegment, StringTranslation, Translation

from cms.languages import language_of, translated_urls
from cms.models import TranslationState
from cms.upkeep import with_open_texts
from cms.versions import kept

MACHINE = StringTranslation.TRANSLATION_TYPE_MACHINE


@dataclass(frozen=True, slots=True)
class Note:
    """What a reader of a translated page is told, and where the original is."""

    is_behind: bool
    is_machine: bool
    original: str


def note(page: Page) -> Note | None:
    """Return what a reader should know about a page as a translation. No query of its own."""
    known = _notes().get((page.translation_key, page.locale_id))
    original = translated_urls(page.translation_key).get(settings.LANGUAGE_CODE) if known else None
    return Note(*known, original) if known and original else None


@kept(size=1)
def _notes() -> dict[tuple[UUID, int], tuple[bool, bool]]:
    """Return what is to be said of translated pages: whether behind, whether by machine."""
    states = TranslationState.objects.filter(translation__enabled=True)
    behind = Q(open_since__date__lte=timezone.localdate() - _grace())
    rows = states.filter(behind | Q(is_machine=True)).annotate(is_behind=behind)
    return {
        (key, locale): (bool(is_behind), is_machine)
        for key, locale, is_behind, is_machine in rows.values_list(
            "translation__source__object_id",
            "translation__target_locale_id",
            "is_behind",
            "is_machine",
        )
    }


def _grace() -> timedelta:
    return timedelta(days=settings.TRANSLATION_GRACE_DAYS)


def translation_behind(page: Page) -> Translation | None:
    """Return the translation that a page is, if it is one that its editors keep in step."""
    if language_of(page.locale_id) == settings.LANGUAGE_CODE:
        return None
    return Translation.objects.filter(
        source__object_id=page.translation_key, target_locale=page.locale_id, enabled=True
    ).first()


def begin_to_lag(translation: Translation) -> None:
    """Remember that readers of a translation do not get some new text."""
    now = timezone.now()
    state, is_new = TranslationState.objects.get_or_create(
        translation=translation, defaults={"open_since": now}
    )
    if not is_new and state.open_since is None:
        TranslationState.objects.filter(pk=state.pk).update(open_since=now)


def published(page: Page) -> None:
    """Keep what is true of a translation now that its page was published."""
    translation = translation_behind(page)
    if translation is None:
        return
    TranslationState.objects.update_or_create(
        translation=translation, defaults={"is_machine": _has_machine_texts(translation)}
    )
    total, translated = translation.get_progress()
    if total == translated:
        TranslationState.objects.filter(translation=translation).update(open_since=None)
    else:
        begin_to_lag(translation)


def _has_machine_texts(translation: Translation) -> bool:
    by_machine = StringTranslation.objects.filter(
        translation_of=OuterRef("string"),
        context=OuterRef("context"),
        locale=translation.target_locale_id,
        translation_type=MACHINE,
        has_error=False,
    )
    segments = StringSegment.objects.filter(source=translation.source_id)
    return segments.filter(Exists(by_machine)).exists()


def catch_up() -> None:
    """Begin to count for translations that lag and of which nobody took note."""
    for translation in _unnoticed():
        begin_to_lag(translation)


def _unnoticed() -> Iterator[Translation]:
    for locale in Locale.objects.exclude(language_code=settings.LANGUAGE_CODE):
        live = Page.objects.live().filter(locale=locale).values("translation_key")
        lagging = Translation.objects.filter(
            enabled=True,
            target_locale=locale,
            source__object_id__in=with_open_texts(locale.language_code),
        )
        yield from lagging.filter(source__object_id__in=live).exclude(
            state__open_since__isnull=False
        )
