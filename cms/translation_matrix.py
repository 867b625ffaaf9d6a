"""How every Swedish page stands in every other language."""

from django.conf import settings
from django.db import models
from django.db.models import Case, Count, Q, Value, When
from django.utils.translation import gettext_lazy as _
from wagtail.models import Locale, Page, PageQuerySet

from cms.models import TranslationState
from cms.upkeep import lagging, translation_of


class State(models.TextChoices):
    """How a page stands in a language, what needs most work first."""

    MISSING = "missing", _("Missing")
    IN_TRANSLATION = "in_translation", _("In translation")
    OUTDATED = "outdated", _("Out of date")
    MACHINE = "machine", _("Machine translated")
    UP_TO_DATE = "up_to_date", _("Up to date")


def target_locales() -> list[Locale]:
    """Return the languages that pages are translated into, public or not yet."""
    locales = Locale.objects.exclude(language_code=settings.LANGUAGE_CODE)
    order = [code for code, _name in settings.LANGUAGES]
    return sorted(locales, key=lambda locale: order.index(locale.language_code))


def sources(pages: PageQuerySet) -> PageQuerySet:
    """Return those of some pages that translations follow: the published Swedish ones."""
    return pages.live().filter(locale__language_code=settings.LANGUAGE_CODE, depth__gt=1)


def state_in(locale: Locale) -> str:
    """Return what the state of a page in a language is called in a query."""
    return f"state_{locale.pk}"


def twin_in(locale: Locale) -> str:
    """Return what the id of a page's translation into a language is called in a query."""
    return f"twin_{locale.pk}"


def with_states(pages: PageQuerySet, locales: list[Locale]) -> PageQuerySet:
    """Add to each page of a query its state in some languages, and the ids of translations."""
    return pages.annotate(
        **{state_in(locale): _state(locale) for locale in locales},
        **{twin_in(locale): translation_of(locale.language_code) for locale in locales},
    )


def in_state(pages: PageQuerySet, state: str, locales: list[Locale]) -> PageQuerySet:
    """Return those of some pages, with their states, that are in one state in any language."""
    condition = Q(pk__in=())
    for locale in locales:
        condition |= Q(**{state_in(locale): state})
    return pages.filter(condition)


def counts(pages: PageQuerySet, locale: Locale) -> dict[str, int]:
    """Return how many of some pages are in each state in a language. One query."""
    counted = sources(pages).annotate(state=_state(locale)).order_by().values_list("state")
    return dict(counted.annotate(Count("pk")))


def _state(locale: Locale) -> Case:
    twins = Page.objects.filter(locale=locale, alias_of=None)
    machine = TranslationState.objects.filter(
        is_machine=True, translation__enabled=True, translation__target_locale=locale
    )
    return Case(
        When(~Q(translation_key__in=twins.values("translation_key")), then=Value(State.MISSING)),
        When(
            ~Q(translation_key__in=twins.live().values("translation_key")),
            then=Value(State.IN_TRANSLATION),
        ),
        When(lagging(locale.language_code), then=Value(State.OUTDATED)),
        When(
            translation_key__in=machine.values("translation__source__object_id"),
            then=Value(State.MACHINE),
        ),
        default=Value(State.UP_TO_DATE),
        output_field=models.CharField(),
    )
