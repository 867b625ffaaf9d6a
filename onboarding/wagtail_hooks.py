"""What the Wagtail admin refuses or shows first, because plans are made of the journey.

The form of a page asks by itself when it is published. Here is the way that passes no form:
publishing several from a list. What is not taken away, home/taking_away.py says. A draft that
changes somebody's plan leads to the page that says whose, before it is published.
"""

from collections.abc import Iterable, Iterator
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.viewsets.base import ViewSet
from wagtail.admin.widgets.button import Button
from wagtail.models import Page, WorkflowState

from cms.admin_menu import OwnPagesMenuItem
from cms.lists import listed
from onboarding.admin_consequences import WhatThisChanges, address_of, publish_shown
from onboarding.admin_personas import PersonaViewSet
from onboarding.admin_rules import RulesReport
from onboarding.consequences import (
    Consequence,
    concerns,
    noticed,
    of_publishing,
    of_removing,
)
from onboarding.journeys.validation import Problem
from onboarding.languages import needed_in_a_language, say_needed
from onboarding.loading import KINDS, SOURCE
from onboarding.publishing import is_scheduled, must_be_seen
from onboarding.soundness import (
    HalfDone,
    in_words,
    journey_with,
    say_untranslated,
    unsound_if,
    untranslated,
)

CREATING = "wagtailadmin_pages:add"
DELETING = "wagtailadmin_pages:delete"
APPROVING = "approve"


@hooks.register("before_unpublish_page")
@hooks.register("before_delete_page")
def keep_what_readers_of_a_language_need(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Refuse to take a translation from a task or step that is not marked as in Swedish only."""
    if needed := needed_in_a_language([page]):
        return _refused(request, say_needed(needed), back_to=page.get_parent())
    return None


@hooks.register("before_bulk_action")
def keep_what_readers_of_languages_need(
    request: HttpRequest, action: str, pages: Iterable[Any], view: Any
) -> HttpResponse | None:
    """Refuse the same for several pages at once."""
    pages = [page for page in pages if isinstance(page, Page)]
    if action not in {"delete", "unpublish"} or not pages:
        return None
    if needed := needed_in_a_language(pages):
        return _refused(request, say_needed(needed), back_to=pages[0].get_parent())
    return None


# What is not taken away, home/taking_away.py says, and before this is asked.
@hooks.register("before_unpublish_page", order=10)
@hooks.register("before_delete_page", order=10)
def say_who_notices_it_gone(request: HttpRequest, page: Page) -> None:
    """Tell whose plan changes when a page is taken away."""
    # Wagtail asks here before it shows how to delete, and when somebody has chosen to unpublish.
    is_second_time = request.method == "POST" and request.resolver_match.view_name == DELETING
    if concerns(page.specific) and not is_second_time:
        _say_who_notices(request, of_removing([page]))


@hooks.register("before_bulk_action", order=10)
def keep_the_journey_sound(
    request: HttpRequest, action: str, pages: Iterable[Any], view: Any
) -> HttpResponse | None:
    """Refuse to publish drafts that are not sound; tell whose plans several pages change."""
    pages = [page for page in pages if isinstance(page, Page)]
    if action not in {"delete", "unpublish", "publish"} or not pages:
        return None
    drafts = _drafts([*pages, *_below(pages, view)]) if action == "publish" else []
    if why := _why_not(drafts):
        return _refused(request, why, back_to=pages[0].get_parent())
    if any(concerns(page.specific) for page in pages):
        found = of_publishing(drafts) if action == "publish" else of_removing(pages)
        _say_who_notices(request, found)
    return None


def _why_not(drafts: list[Any]) -> str:
    """Return why some drafts of the journey cannot be published; nothing where they can."""
    if not drafts:
        return ""
    try:
        journey_with(drafts)
    except HalfDone:
        return _("A draft still lacks a kind, a day or the like. Publish it from its editor.")
    if found := unsound_if(published=drafts):
        return _needed(found)
    lacking = untranslated(drafts)
    return say_untranslated(lacking) if lacking else ""


def _below(pages: Iterable[Page], view: Any) -> Iterator[Page]:
    """Return the drafts below some pages, where an editor chose to publish those too."""
    if view.cleaned_form.cleaned_data.get("include_descendants"):
        for page in pages:
            yield from page.get_descendants().not_live()


def _drafts(pages: Iterable[Page]) -> list[Any]:
    own = (page.specific for page in pages if page.locale.language_code == SOURCE)
    return [page.get_latest_revision_as_object() for page in own if isinstance(page, KINDS)]


def _needed(found: list[Problem]) -> str:
    return _("The plans of movers need this as it is. %(why)s") % {"why": in_words(found)}


def _refused(request: HttpRequest, why: str, back_to: Page) -> HttpResponse:
    messages.error(request, why)
    return redirect("wagtailadmin_explore", back_to.pk)


def _say_who_notices(request: HttpRequest, consequences: list[Consequence]) -> None:
    names = [one.persona for one in noticed(consequences)]
    if names:
        text = ngettext(
            "This changes the plan of %(number)d persona: %(names)s.",
            "This changes the plans of %(number)d personas: %(names)s.",
            len(names),
        )
        messages.warning(request, text % {"number": len(names), "names": listed(names)})


@hooks.register("before_publish_page")
def show_what_changes(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Lead from a draft that changes somebody's plan to whose it changes; else publish it."""
    if not concerns(page):
        return None
    if request.resolver_match.view_name == CREATING:
        # A page that is made and published at once stands live before anybody is asked.
        page.live = False
        page.save(clean=False)
    revision = page.get_latest_revision()
    return redirect(address_of(page, revision)) if must_be_seen(revision.as_object()) else None


@hooks.register("before_copy_page")
def publish_no_copy(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Let a copy of a journey page be a draft: it is published from its own editor, like others."""
    if request.method != "POST" or not request.POST.get("publish_copies"):
        return None
    if not isinstance(page.specific, KINDS):
        return None
    messages.error(
        request,
        _("Copy it without publishing. Give the copy a key of its own, and publish it there."),
    )
    return redirect("wagtailadmin_pages:copy", page.pk)


@hooks.register("after_edit_page")
def show_what_approving_changes(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Lead whoever approved a draft that waits to be seen (onboarding/approving.py) to it."""
    if request.POST.get("workflow-action-name") != APPROVING or not concerns(page):
        return None
    if not _waits_though_approved(Page.objects.get(pk=page.pk)):
        return None
    return redirect(address_of(page, page.get_latest_revision()))


@hooks.register("before_edit_page")
def say_that_it_waits(request: HttpRequest, page: Page) -> None:
    """Tell whoever opens an approved draft that it still waits to be seen."""
    if request.method == "GET" and concerns(page) and _waits_though_approved(page):
        link = format_html('<a href="{}">{}</a>', address_of(page), WhatThisChanges.page_title)
        text = _("This is approved but not published, since it changes somebody’s plan.")
        messages.warning(request, format_html("{} {}", text, link))


def _waits_though_approved(now: Page) -> bool:
    if now.live_revision_id == now.latest_revision_id or is_scheduled(now):
        return False
    last = now.workflow_states.order_by("created_at").last()
    if last is None or last.status != WorkflowState.STATUS_APPROVED:
        return False
    return last.task_states.filter(finished_at__gte=now.latest_revision_created_at).exists()


@hooks.register("register_page_header_buttons")
def what_this_changes_button(
    page: Page, user: Any, view_name: str, next_url: str | None = None
) -> Iterator[Button]:
    """Lead from the editor of a journey page to what its draft changes."""
    if view_name == "edit" and page.pk and concerns(page):
        yield Button(
            WhatThisChanges.page_title, url=address_of(page), icon_name="view", priority=68
        )


@hooks.register("register_admin_viewset")
def personas() -> ViewSet:
    """The made-up movers that the journey is tried on."""
    return PersonaViewSet()


@hooks.register("register_admin_urls")
def journey_urls() -> list[URLPattern]:
    """What a draft changes, publishing it, and all rules in words."""
    return [
        path(
            "journey/<int:page_id>/what-this-changes/",
            WhatThisChanges.as_view(),
            name="what_this_changes",
        ),
        path("journey/<int:page_id>/publish/", publish_shown, name="publish_shown"),
        path("reports/rules/", RulesReport.as_view(), name="rules_report"),
    ]


@hooks.register("register_reports_menu_item")
def rules_menu_item() -> MenuItem:
    """All rules in words, among the other reports."""
    return OwnPagesMenuItem(
        gettext_lazy("Rules in words"), reverse("rules_report"), name="rules", icon_name="help"
    )
