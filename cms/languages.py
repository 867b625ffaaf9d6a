"""The same page in other languages: switcher, hreflang, canonical address."""

from dataclasses import dataclass
from uuid import UUID

from django.http import HttpRequest
from django.urls import reverse, translate_url
from django.utils.translation import override
from wagtail.models import Locale, Page

from cms.language_names import OWN_NAMES
from cms.versions import kept
from cms.visibility import public, public_languages


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


def alternates(page: Page) -> list[Alternate]:
    """Return the page in every public language, the missing ones included."""
    urls = translated_urls(page.translation_key)
    return [
        Alternate(
            language=code,
            name=OWN_NAMES[code],
            url=urls.get(code) or untranslated_url(page.pk, code),
            translated=code in urls,
            current=code == language_of(page.locale_id),
        )
        for code in public_languages()
    ]


@kept(size=1000)
def translated_urls(translation_key: UUID) -> dict[str, str]:
    """Return the addresses of a page in the languages that it is published in."""
    twins = Page.objects.filter(translation_key=translation_key).select_related("locale")
    urls = {twin.locale.language_code: twin.url for twin in public(twins)}
    return {code: url for code, url in urls.items() if url}


@kept(size=100)
def language_of(locale_id: int) -> str:
    """Return the code of a locale's language."""
    return Locale.objects.get(pk=locale_id).language_code


def view_alternates(request: HttpRequest) -> list[Alternate]:
    """Return a view's own address in every language."""
    current = request.LANGUAGE_CODE
    return [
        Alternate(
            language=code,
            name=OWN_NAMES[code],
            url=translate_url(request.get_full_path(), code),
            translated=True,
            current=code == current,
        )
        for code in public_languages()
    ]


def untranslated_url(page_id: int, language: str) -> str:
    """Return the address that says a page does not exist in a language."""
    with override(language):
        return reverse("untranslated", args=[page_id])
