"""What the Wagtail admin refuses because the journey would no longer be sound.

The form of a page asks by itself when it is published. Here are the ways that pass no form:
taking a page away, and publishing or taking away several from a list.
"""

from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.models import Page

from onboarding.journeys.validation import Problem
from onboarding.loading import KINDS, SOURCE
from onboarding.soundness import in_words, unsound_if


@hooks.register("before_unpublish_page")
@hooks.register("before_delete_page")
def keep_what_the_journey_needs(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Refuse to take away a page without which the journey would not be sound."""
    found = unsound_if(removed=[page])
    return _refused(request, found, back_to=page.get_parent()) if found else None


@hooks.register("before_bulk_action")
def keep_the_journey_sound(
    request: HttpRequest, action: str, pages: Iterable[Any], _action: Any
) -> HttpResponse | None:
    """Refuse the same for several pages at once, and to publish drafts that are not sound."""
    pages = [page for page in pages if isinstance(page, Page)]
    if action in {"delete", "unpublish"}:
        found = unsound_if(removed=pages)
    elif action == "publish":
        found = unsound_if(published=_drafts(pages))
    else:
        return None
    return _refused(request, found, back_to=pages[0].get_parent()) if found else None


def _drafts(pages: Iterable[Page]) -> list[Any]:
    own = (page.specific for page in pages if page.locale.language_code == SOURCE)
    return [page.get_latest_revision_as_object() for page in own if isinstance(page, KINDS)]


def _refused(request: HttpRequest, found: list[Problem], back_to: Page) -> HttpResponse:
    why = in_words(found)
    messages.error(request, _("The plans of movers need this as it is. %(why)s") % {"why": why})
    return redirect("wagtailadmin_explore", back_to.pk)
