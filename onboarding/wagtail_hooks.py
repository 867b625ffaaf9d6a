"""What the Wagtail admin refuses because the journey would not be sound.

The form of a page asks by itself when it is published. Here is the way that passes no form:
publishing several from a list. What is not taken away, home/taking_away.py says.
"""

from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.models import Page

from onboarding.loading import KINDS, SOURCE
from onboarding.soundness import in_words, unsound_if


@hooks.register("before_bulk_action")
def keep_the_journey_sound(
    request: HttpRequest, action: str, pages: Iterable[Any], _action: Any
) -> HttpResponse | None:
    """Refuse to publish drafts that are not sound."""
    pages = [page for page in pages if isinstance(page, Page)]
    found = unsound_if(published=_drafts(pages)) if action == "publish" else []
    if not found:
        return None
    why = in_words(found)
    messages.error(request, _("The plans of movers need this as it is. %(why)s") % {"why": why})
    return redirect("wagtailadmin_explore", pages[0].get_parent().pk)


def _drafts(pages: Iterable[Page]) -> list[Any]:
    own = (page.specific for page in pages if page.locale.language_code == SOURCE)
    return [page.get_latest_revision_as_object() for page in own if isinstance(page, KINDS)]
