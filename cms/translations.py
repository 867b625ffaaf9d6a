"""Translations follow their Swedish page.

Whenever a Swedish page is published, by whom and however, its translation
source is brought up to date, so that translators see what is new. Where the
change left no text to translate (a phone number, a date, a picture), the
published translations take it over at once. Where it did, it is remembered since when
readers of a translation lag behind (cms/translation_states.py).

Published pages are announced by a signal and not by an admin hook, because
scheduled publishing and commands pass the admin by.
"""

from typing import Any

from django.conf import settings
from django.db import transaction
from wagtail.models import Page
from wagtail.signals import page_published
from wagtail_localize.locales.components import LOCALE_COMPONENTS
from wagtail_localize.models import LocaleSynchronization, Translation, TranslationSource

from cms import translation_states


def refuse_copies() -> None:
    """Take away the choice to fill a new language with copies of the Swedish pages.

    They would be public at once: Swedish under the flag of another language.
    """
    LOCALE_COMPONENTS[:] = [
        component for component in LOCALE_COMPONENTS if component["model"] != LocaleSynchronization
    ]


def connect() -> None:
    page_published.connect(_on_published, dispatch_uid="cms.translations")


def _on_published(sender: type[Page], instance: Page, **kwargs: Any) -> None:
    if instance.locale.language_code == settings.LANGUAGE_CODE:
        follow(instance)
    else:
        translation_states.published(instance)


def follow(page: Page) -> None:
    """Bring the translation source of a Swedish page up to date, and what needs no translator."""
    source = TranslationSource.objects.filter(
        object_id=page.translation_key, locale_id=page.locale_id
    ).first()
    if source is None:
        return
    with transaction.atomic():
        source.update_from_db()
        for translation in source.translations.filter(enabled=True):
            if is_live(translation):
                _follow(translation)


def _follow(translation: Translation) -> None:
    if is_complete(translation):
        translation.save_target(publish=True)
    else:
        translation_states.begin_to_lag(translation)


def is_complete(translation: Translation) -> bool:
    """Whether every text of the source has its translation."""
    total, translated = translation.get_progress()
    return total == translated


def is_live(translation: Translation) -> bool:
    """Whether readers see this translation; a draft is left to its translator."""
    return Page.objects.filter(
        translation_key=translation.source.object_id,
        locale_id=translation.target_locale_id,
        live=True,
    ).exists()
