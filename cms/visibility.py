"""Which pages readers may see: published ones, outside of every private section.

Every list, menu, card, search and sitemap chooses its pages here. Wagtail's own
`.public()` asks for all private sections at each use; here they are read once
per version of the content.
"""

from typing import TypeVar

from django.db.models import BooleanField, ExpressionWrapper, Q
from wagtail.models import Page, PageQuerySet

from cms.versions import kept

Pages = TypeVar("Pages", bound=PageQuerySet)


def public(pages: Pages) -> Pages:
    """Return those of some pages that every reader may see."""
    return pages.live().exclude(private())


def is_public() -> ExpressionWrapper:
    """Return the same as a yes or no for each page of a query."""
    return ExpressionWrapper(Q(live=True) & ~private(), output_field=BooleanField())


@kept(size=1)
def private() -> Q:
    """Return the condition of lying in a private section."""
    return Page.objects.all().private_q()
