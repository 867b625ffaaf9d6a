"""Which pages readers may see: published ones, in a public language, outside private sections.

Every list, menu, card, search and sitemap chooses its pages here. Wagtail's own
`.public()` asks for all private sections at each use; here they are read once
per version of the content.
"""

from typing import TypeVar

from django.conf import settings
from django.db.models import BooleanField, ExpressionWrapper, Q
from wagtail.models import Locale, Page, PageQuerySet

from cms.versions import kept

Pages = TypeVar("Pages", bound=PageQuerySet)


def public(pages: Pages) -> Pages:
    """Return those of some pages that every reader may see."""
    return pages.live().exclude(hidden())


def is_public() -> ExpressionWrapper:
    """Return the same as a yes or no for each page of a query."""
    return ExpressionWrapper(Q(live=True) & ~hidden(), output_field=BooleanField())


@kept(size=1)
def hidden() -> Q:
    """Return the condition of being hidden though published.

    That is what lies in a private section, what is in a language that is not public,
    and what would show Swedish under the flag of another language: an alias there.
    """
    locales = Locale.objects.exclude(language_code__in=public_languages())
    translations = Page.objects.exclude(locale__language_code=settings.LANGUAGE_CODE)
    aliases = translations.filter(alias_of__isnull=False)
    # By their ids: the search index knows nothing of aliases.
    ids, hidden_locales = (list(rows.values_list("pk", flat=True)) for rows in (aliases, locales))
    return private() | Q(pk__in=ids) | Q(locale__in=hidden_locales)


@kept(size=1)
def public_languages() -> tuple[str, ...]:
    """Return the languages that readers can choose: Swedish, and where the start page is public."""
    roots = Page.objects.filter(sites_rooted_here__is_default_site=True)
    twins = Page.objects.live().filter(
        translation_key__in=roots.values("translation_key"), alias_of=None
    )
    codes = {
        page.locale.language_code for page in twins.exclude(private()).select_related("locale")
    }
    return tuple(
        code
        for code, _name in settings.LANGUAGES
        if code == settings.LANGUAGE_CODE or code in codes
    )


@kept(size=1)
def private() -> Q:
    """Return the condition of lying in a private section."""
    return Page.objects.all().private_q()
