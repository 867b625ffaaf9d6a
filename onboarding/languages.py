"""What a plan shows can be read in every language that the service is whole in.

A step or task that is in Swedish only is either marked so, which readers are told, or stops
the journey from being published until it is translated.
"""

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from wagtail.models import Page

from cms.lists import comma
from cms.upkeep import translation_of
from cms.visibility import public, public_languages

MOST_NAMED = 5


def untranslated_in(rows: Any, drafts: Iterable[Any] = ()) -> list[Any]:
    """Return the steps and tasks of a journey's rows that lack a language and are not marked.

    `drafts` are about to be published and count wherever they lie.
    """
    from onboarding.models import StepPage, TaskPage

    steps = rows.sources[StepPage]
    reached = {
        page.translation_key: page
        for page in (*steps, *(task for step in steps for task in rows.below(step, TaskPage)))
    }
    reached |= {
        page.translation_key: page for page in drafts if isinstance(page, StepPage | TaskPage)
    }
    translated = _translated(reached)
    return [
        page
        for key, page in reached.items()
        if not page.swedish_only and any(key not in keys for keys in translated)
    ]


def _translated(keys: Iterable[Any]) -> list[set[Any]]:
    """Return which of some pages readers find, for each language that is to be whole."""
    wanted = set(settings.FULLY_TRANSLATED) & set(public_languages())
    pages = public(Page.objects.filter(locale__language_code__in=wanted, translation_key__in=keys))
    found: dict[str, set[Any]] = {code: set() for code in wanted}
    for key, code in pages.values_list("translation_key", "locale__language_code"):
        found[code].add(key)
    return list(found.values())


def needed_in_a_language(pages: Iterable[Page]) -> list[Any]:
    """Return those of some translations without which a live step or task would lack a language."""
    from onboarding.models import StepPage, TaskPage

    going = [page for page in pages if page.locale.language_code in settings.FULLY_TRANSLATED]
    keys = {page.translation_key for page in going if page.live}
    needed = []
    for kind in (StepPage, TaskPage):
        swedish = kind.objects.live().filter(translation_key__in=keys, swedish_only=False)
        needed += swedish.filter(locale__language_code=settings.LANGUAGE_CODE)
    # Taken away together with its Swedish page, a translation is missed by nobody.
    together = {page.pk for page in pages}
    return [page for page in needed if page.pk not in together]


def say_needed(pages: list[Any]) -> str:
    """Say why translations stay, and the two ways out."""
    text = _(
        "Those who read another language need this in their plans: %(pages)s. Take the Swedish"
        " page away first, or tick “Only in Swedish” there."
    )
    return text % {"pages": comma().join(page.title for page in pages[:MOST_NAMED])}


def say_untranslated(pages: list[Any]) -> SafeString:
    """Say which pages lack a language, where they are translated, and the other way out."""
    named = pages[:MOST_NAMED]
    links = format_html_join(comma(), '<a href="{}">{}</a>', _addresses(named))
    more = f" (+{len(pages) - len(named)})" if len(pages) > len(named) else ""
    return format_html(
        _(
            "Not in English yet: {pages}. Translate it first. The other way out is to tick"
            " “Swedish only” on the page, under Settings: then readers see that it is in Swedish."
        ),
        pages=format_html("{}{}", links, more),
    )


def _addresses(pages: list[Any]) -> list[tuple[str, str]]:
    """Return where each page is translated; a page that was never saved has only itself."""
    language = settings.FULLY_TRANSLATED[0]
    saved = Page.objects.filter(pk__in=[page.pk for page in pages if page.pk])
    twins = dict(saved.annotate(twin=translation_of(language)).values_list("pk", "twin"))
    return [(_address(page, twins.get(page.pk)), page.title) for page in pages]


def _address(page: Any, twin: int | None) -> str:
    if page.pk is None:
        return "#"
    if twin:
        return reverse("wagtailadmin_pages:edit", args=[twin])
    return reverse("wagtail_localize:submit_page_translation", args=[page.pk])
