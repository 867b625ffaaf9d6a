"""Which pages need somebody's hand, and why."""

from functools import reduce
from operator import or_
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Count, Exists, F, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page, PageQuerySet, get_page_models
from wagtail_localize.models import StringSegment, StringTranslation, TranslationSource

from cms.models import BasePage, Freshness, TranslationState


class Need(models.TextChoices):
    """What a page may need."""

    OVERDUE = "overdue", _("Should have been checked again")
    DRAFT = "draft", _("Has changes that are not published")
    MISSING = "missing", _("Is not translated")
    OUTDATED = "outdated", _("Has a translation that is out of date")
    NO_ALT = "no_alt", _("Has a picture without a description")
    HARD = "hard", _("Is hard to read")


def in_need(pages: PageQuerySet, need: str, language: str = "") -> PageQuerySet:
    """Return those of some pages that need one thing; translations in one language."""
    if need == Need.DRAFT:
        return pages.filter(has_unpublished_changes=True)
    if need == Need.NO_ALT:
        return pages.live().filter(_any_of(BasePage, picture__isnull=False, picture_alt=""))
    if need == Need.HARD:
        return pages.live().filter(ease__is_hard=True)
    swedish = pages.live().filter(locale__language_code=settings.LANGUAGE_CODE, depth__gt=1)
    if need == Need.MISSING:
        return swedish.exclude(translation_key__in=_translated_into(language))
    if need == Need.OUTDATED:
        translated = swedish.filter(translation_key__in=_translated_into(language))
        return translated.filter(lagging(language))
    return swedish.filter(_any_of(Freshness, verify_by__lt=timezone.localdate()))


def with_freshness(pages: PageQuerySet) -> PageQuerySet:
    """Add to each page of a query the unit that answers for it, and its day to check again."""
    return pages.annotate(
        answering_unit=_first_of("unit_id"), verify_again_by=_first_of("verify_by")
    )


def by_unit(pages: PageQuerySet) -> list[tuple[int | None, int]]:
    """Return how many of some pages each unit answers for, most first."""
    counted = pages.order_by().values(unit=_first_of("unit_id")).annotate(number=Count("pk"))
    return list(counted.order_by("-number", "unit").values_list("unit", "number"))


def _kinds(base: type[models.Model]) -> list[str]:
    """Return what a page calls its rows in the tables of the kinds that have some fields."""
    return [kind._meta.model_name for kind in get_page_models() if issubclass(kind, base)]


def _any_of(base: type[models.Model], **condition: Any) -> Q:
    return reduce(
        or_,
        (
            Q(**{f"{kind}__{field}": value for field, value in condition.items()})
            for kind in _kinds(base)
        ),
    )


def _first_of(field: str) -> Coalesce:
    return Coalesce(*(F(f"{kind}__{field}") for kind in _kinds(Freshness)))


def _translated_into(language: str) -> PageQuerySet:
    translated = Page.objects.live().filter(locale__language_code=language)
    return translated.values("translation_key")


def lagging(language: str) -> Q:
    """Return the condition of having newer texts than readers of a language get."""
    has_open = Q(translation_key__in=with_open_texts(language))
    return has_open | Q(translation_key__in=_unpublished(language))


def _unpublished(language: str) -> models.QuerySet[TranslationState]:
    """Return the pages, likewise, whose newest texts wait to be published in a language."""
    waiting = TranslationState.objects.filter(
        open_since__isnull=False,
        translation__enabled=True,
        translation__target_locale__language_code=language,
    )
    return waiting.values("translation__source__object_id")


def with_open_texts(language: str) -> models.QuerySet[TranslationSource]:
    """Return the pages, by what ties translations together, with texts not translated."""
    translated = StringTranslation.objects.filter(
        translation_of=OuterRef("string"),
        context=OuterRef("context"),
        locale__language_code=language,
        has_error=False,
    )
    open_texts = StringSegment.objects.filter(~Exists(translated), source=OuterRef("pk"))
    return TranslationSource.objects.filter(Exists(open_texts)).values("object_id")


def translation_of(language: str) -> Subquery:
    """Return the id of a page's translation, for annotating a query of pages."""
    twins = Page.objects.filter(
        translation_key=OuterRef("translation_key"), locale__language_code=language
    )
    return Subquery(twins.values("pk")[:1])
