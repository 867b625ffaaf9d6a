"""The same page in other languages: switcher, hreflang, canonical address."""

from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import override
from wagtail.models import Page

OWN_NAMES = {
    "sv": "Svenska",
    "en": "English",
    "ar": "العربية",
    "de": "Deutsch",
    "fi": "Suomi",
    "uk": "Українська",
}


@dataclass(frozen=True, slots=True)
class Alternate:
    """A page in one language.

    `url` leads to the translation, or to a page that says there is none and
    offers the original; `translated` tells which.
    """

    language: str
    name: str
    url: str
    translated: bool
    current: bool


def alternates(page: Page, request: HttpRequest | None = None) -> list[Alternate]:
    """Return the page in every language of the site, the missing ones included. One query."""
    twins = Page.objects.live().public().filter(translation_key=page.translation_key)
    urls = {
        twin.locale.language_code: twin.get_url(request) for twin in twins.select_related("locale")
    }
    return [
        Alternate(
            language=code,
            name=OWN_NAMES.get(code, code),
            url=urls.get(code) or untranslated_url(page, code),
            translated=code in urls,
            current=code == page.locale.language_code,
        )
        for code, _name in settings.LANGUAGES
    ]


def view_alternates(request: HttpRequest) -> list[Alternate]:
    """Return a view's own address in every language."""
    from django.urls import translate_url

    current = request.LANGUAGE_CODE
    return [
        Alternate(
            language=code,
            name=OWN_NAMES.get(code, code),
            url=translate_url(request.get_full_path(), code),
            translated=True,
            current=code == current,
        )
        for code, _name in settings.LANGUAGES
    ]


def untranslated_url(page: Page, language: str) -> str:
    """Return the address that says a page does not exist in a language."""
    with override(language):
        return reverse("untranslated", args=[page.pk])
