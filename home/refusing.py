"""Saying in the admin why something is not taken away, and where to go from there."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.admin import messages
from wagtail.models import Page

from cms.lists import listed
from home.taking_away import Need
from home.uses_views import address, title_of
from onboarding.soundness import in_words

MOST_NAMED = 8


def refused(request: HttpRequest, things: Sequence[Any], need: Need) -> HttpResponse:
    """Refuse; lead to the list of places where it is used, or back to where it stands."""
    if need.problems:
        why = _("The plans of movers need this as it is. %(why)s")
        messages.error(request, why % {"why": in_words(need.problems)})
    if need.uses:
        messages.error(request, _named(things, need), buttons=list(_ways_on(things)))
    only = things[0]
    if len(things) == 1 and need.uses:
        return redirect(address(only))
    if isinstance(only, Page):
        return redirect("wagtailadmin_explore", only.get_parent().pk)
    return redirect(type(only).snippet_viewset.get_url_name("list"))


def _named(things: Sequence[Any], need: Need) -> str:
    # The Swedish page stands first, and speaks for its translations.
    pages = {getattr(use.source, "translation_key", use.source.pk): use for use in need.uses[::-1]}
    places = [title_of(use.source) for use in list(pages.values())[::-1]]
    shown = listed([*places[:MOST_NAMED], *(["…"] if len(places) > MOST_NAMED else [])])
    text = ngettext(
        "“%(title)s” stays: %(places)s needs it. Put another in its place first.",
        "“%(title)s” stays: %(places)s need it. Put another in its place first.",
        len(places),
    )
    return text % {"title": listed(map(title_of, things)), "places": shown}


def _ways_on(things: Sequence[Any]) -> Iterable[Any]:
    for thing in things[:MOST_NAMED]:
        label = _("Where “%(title)s” is used") % {"title": title_of(thing)}
        yield messages.button(address(thing), label)
