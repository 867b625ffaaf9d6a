"""Selections of organisations."""

from wagtail.models import Locale, PageQuerySet

from cms.visibility import public

EVERYWHERE = "whole_municipality"
"""The area of those who work in all the others."""


class OrganizationQuerySet(PageQuerySet):
    """Verbs for choosing organisations."""

    def shown(self, language: str) -> "OrganizationQuerySet":
        """Those that readers of a language may see."""
        # Not `locale__language_code`: the search index knows the field `locale` only.
        locales = Locale.objects.filter(language_code=language)
        return public(self.filter(locale__in=locales))

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
