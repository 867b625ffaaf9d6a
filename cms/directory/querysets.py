"""Selections of organisations."""

from django.conf import settings
from django.db.models import Q
from django.utils import timezone
from wagtail.models import Locale, PageQuerySet

from cms.directory import freshness
from cms.visibility import public

EVERYWHERE = "whole_municipality"
"""The area of those who work in all the others."""


class OrganizationQuerySet(PageQuerySet):
    """Verbs for choosing organisations."""

    def shown(self, language: str) -> "OrganizationQuerySet":
        """Those that readers of a language may see: each once, in Swedish where not translated."""
        own = Q(locale__language_code=language)
        if language == settings.LANGUAGE_CODE:
            return public(self.filter(own))
        translated = public(self.model.objects.filter(own)).values("translation_key")
        source = Q(locale__language_code=settings.LANGUAGE_CODE)
        return public(self.filter(own | source & ~Q(translation_key__in=translated)))

    def in_plans(self) -> "OrganizationQuerySet":
        """Those that plans may name: public bodies, and whoever has confirmed what they say."""
        return self.filter(freshness.in_plans(timezone.localdate()))

    def written_in(self, *languages: str) -> "OrganizationQuerySet":
        """Those whose texts are in one of these languages, for looking words up."""
        # Not `locale__language_code`: the search index knows the field `locale` only.
        return public(self.filter(locale__in=Locale.objects.filter(language_code__in=languages)))

    def of_kind(self, kind: str) -> "OrganizationQuerySet":
        """Those of one kind; all when none is named."""
        return self.filter(kind=kind) if kind else self

    def about(self, topic: str) -> "OrganizationQuerySet":
        """Those that help with a topic."""
        return self.filter(topics__key=topic) if topic else self

    def in_area(self, area: str) -> "OrganizationQuerySet":
        """Those that work in an area, or in the whole municipality."""
        if not area:
            return self
        return self.filter(areas__key__in={area, EVERYWHERE}).distinct()

    def speaking(self, language: str) -> "OrganizationQuerySet":
        """Those where somebody speaks a language."""
        return self.filter(languages__key=language) if language else self
