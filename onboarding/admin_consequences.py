"""What this changes: a draft of the journey, persona by persona, and publishing just that draft."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.dateformat import format as format_date
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail import hooks
from wagtail.admin.views.generic import WagtailAdminTemplateMixin
from wagtail.models import Page, Revision

from cms.lists import listed
from onboarding.consequences import Consequence, concerns, noticed, of_publishing
from onboarding.journeys.changes import Difference, Part, Seen
from onboarding.models import Persona
from onboarding.publishing import receipt, received
from onboarding.soundness import HalfDone, in_words, say_untranslated, unsound_if, untranslated

LABELS = {
    Part.TITLE: gettext_lazy("Title"),
    Part.START: gettext_lazy("Begins"),
    Part.DUE: gettext_lazy("Last day"),
    Part.LAW: gettext_lazy("Follows from law"),
    Part.REASON: gettext_lazy("The reason"),
    Part.RESPONSIBLE: gettext_lazy("Responsible"),
    Part.CONTACTS: gettext_lazy("People to turn to"),
    Part.WAITS_FOR: gettext_lazy("Waits for"),
}


@dataclass(frozen=True, slots=True)
class Changed:
    """One part of an item that is another afterwards, in words."""

    label: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Shown:
    """A persona's consequence, ready to be shown; `changes` pairs items with what changes."""

    consequence: Consequence
    changes: tuple[tuple[Any, tuple[Changed, ...]], ...]


class WhatThisChanges(WagtailAdminTemplateMixin, TemplateView):
    """The newest draft of a journey page against what is published, persona by persona.

    With a receipt it also offers to publish the draft that is shown.
    """

    template_name = "onboarding/admin/what_this_changes.html"
    page_title = gettext_lazy("What this changes")
    header_icon = "view"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.page = journey_page(request, kwargs["page_id"])
        return super().dispatch(request, *args, **kwargs)

    def get_page_subtitle(self) -> str:
        return self.page.get_admin_display_title()

    def get_breadcrumbs_items(self) -> list[dict[str, str]]:
        return [
            *self.breadcrumbs_items,
            {"url": editor_of(self.page), "label": self.get_page_subtitle()},
            {"url": "", "label": str(self.page_title)},
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        found = self.consequences()
        told = noticed(found or [])
        given = self.request.GET.get("checked", "")
        is_checked = found is not None and received(given, self.page) is not None
        may_publish = self.page.permissions_for_user(self.request.user).can_publish()
        return super().get_context_data(
            **kwargs,
            page=self.page,
            is_half_done=found is None,
            has_personas=bool(found) or Persona.objects.exists(),
            told=[Shown(one, tuple(_changes(one.differences.changes))) for one in told],
            untouched=[one.persona for one in found or [] if one.is_nothing],
            receipt=given if is_checked and may_publish else "",
            editor=editor_of(self.page),
        )

    def consequences(self) -> list[Consequence] | None:
        """Return what the draft does; None where it is not far enough to be read."""
        try:
            return of_publishing([self.page.get_latest_revision_as_object()])
        except HalfDone:
            return None


def _changes(differences: tuple[Difference, ...]) -> Iterator[tuple[Any, tuple[Changed, ...]]]:
    for difference in differences:
        yield (
            difference.item,
            tuple(
                Changed(str(LABELS[shift.part]), _in_words(shift.before), _in_words(shift.after))
                for shift in difference.shifts
            ),
        )


def _in_words(value: Seen) -> str:
    if value is None:
        return _("no day yet")
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if isinstance(value, date):
        return format_date(value, "j F Y")
    return value or _("nothing named")


def journey_page(request: HttpRequest, page_id: int) -> Any:
    """Return a Swedish page of the journey that somebody may edit or publish, or refuse."""
    page = get_object_or_404(Page, pk=page_id).specific
    rights = page.permissions_for_user(request.user)
    if not concerns(page) or not (rights.can_edit() or rights.can_publish()):
        raise PermissionDenied
    return page


def editor_of(page: Page) -> str:
    """Return where a page is edited."""
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


def address_of(page: Page, revision: Revision | None = None) -> str:
    """Return where it says what a page's draft changes; with a draft, one that may be published."""
    address = reverse("what_this_changes", args=[page.pk])
    return f"{address}?checked={receipt(revision)}" if revision else address


def publish_shown(request: HttpRequest, page_id: int) -> HttpResponse:
    """Publish exactly the draft that was shown, if it is still the newest and still sound."""
    page = journey_page(request, page_id)
    if request.method != "POST":
        return redirect(address_of(page))
    if not page.permissions_for_user(request.user).can_publish():
        raise PermissionDenied
    lock = page.get_lock()
    if lock is not None and lock.for_user(request.user):
        messages.error(request, _("The page is locked and was not published."))
        return redirect(editor_of(page))
    revision = received(request.POST.get("checked", ""), page)
    if revision is None:
        messages.warning(
            request,
            _(
                "Somebody has saved the page since. Nothing is published. Below is what the"
                " newest draft changes; publish it from the editor."
            ),
        )
        return redirect(address_of(page))
    draft = revision.as_object()
    if wrong := _wrong(draft):
        messages.error(request, wrong)
        return redirect(editor_of(page))
    try:
        revision.publish(user=request.user)
    except ValidationError as error:
        # Another page may have taken its address since.
        messages.error(request, listed(error.messages))
        return redirect(editor_of(page))
    return _published(request, page)


def _wrong(draft: Any) -> str:
    """Return why a draft that was in order when it was shown can no longer be published."""
    if found := unsound_if(published=[draft]):
        return in_words(found)
    lacking = untranslated([draft])
    return say_untranslated(lacking) if lacking else ""


def _published(request: HttpRequest, page: Page) -> HttpResponse:
    page = page.specific_class.objects.get(pk=page.pk)
    for after in hooks.get_hooks("after_publish_page"):
        response = after(request, page)
        if hasattr(response, "status_code"):
            return response
    text = _("“%(title)s” is published.") % {"title": page.title}
    link = format_html('<a href="{}">{}</a>', page.url or editor_of(page), _("See the page"))
    messages.success(request, format_html("{} {}", text, link))
    return redirect("wagtailadmin_explore", page.get_parent().pk)
