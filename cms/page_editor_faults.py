"""A fault of Wagtail 8.0: the page editor asks for the same things again and again.

It asks for the workflow of a page six times, for its newest version three times, and twice for
each of its translations. `AskedOnce` asks for what lies above a page and for its translations
once, when the editor opens, and keeps them with the page. What is shown is the same.
The tests in tests/cms/test_page_editor_faults.py fail once Wagtail asks once.
"""

from typing import Any

from django.urls import reverse
from wagtail.admin.views.pages.edit import EditView
from wagtail.models import Page, Workflow

from cms import translation_button_faults

unmended_has_workflow = Page.has_workflow
unmended_get_workflow = Page.get_workflow


def mend() -> None:
    """Let a page answer what its workflow is from what the editor has kept with it."""
    Page.has_workflow = property(has_workflow)
    Page.get_workflow = get_workflow


def has_workflow(page: Page) -> bool:
    """Whether a page, or one above it, has a workflow that is in use."""
    if "_workflow" in page.__dict__:
        return page._workflow is not None
    return unmended_has_workflow.fget(page)


def get_workflow(page: Page) -> Workflow | None:
    """Return the workflow of a page: its own, or that of the nearest page above."""
    return page._workflow if "_workflow" in page.__dict__ else unmended_get_workflow(page)


class AskedOnce(EditView):
    """The page editor, which asks once for each thing."""

    def get_object(self) -> Page:
        page = super().get_object()
        if page.latest_revision_id and page.latest_revision_id == self.latest_revision.pk:
            page.latest_revision = self.latest_revision
            if page.live_revision_id == page.latest_revision_id:
                page.live_revision = self.latest_revision
        if self.request.method == "GET":
            # What a form does may begin or end a review.
            page._current_workflow_states = self.real_page_record._current_workflow_states
        self._know_what_is_above(page)
        self._twins = translations_of(page)
        return page

    def get_translations(self) -> list[dict[str, Any]]:
        user = self.request.user
        return [
            {"locale": twin.locale, "url": reverse("wagtailadmin_pages:edit", args=[twin.pk])}
            for twin in self._twins
            if twin.pk != self.page.pk and twin.permissions_for_user(user).can_edit()
        ]

    def _know_what_is_above(self, page: Page) -> None:
        ends = range(Page.steplen, len(page.path) + 1, Page.steplen)
        way = Page.objects.filter(path__in=[page.path[:end] for end in ends])
        nearest_first = list(way.select_related("workflowpage__workflow").order_by("-depth"))
        own = [found.workflowpage.workflow for found in nearest_first if _has_own(found)]
        page._workflow = next((workflow for workflow in own if workflow.active), None)
        for parent in nearest_first[1:2]:
            page._cached_parent_obj = parent


def translations_of(page: Page) -> list[Page]:
    """Return a page in all languages, and keep with it what its buttons ask about them."""
    twins = Page.objects.filter(translation_key=page.translation_key).select_related("locale")
    found = list(translation_button_faults.with_languages(twins))
    page.locale = next(twin.locale for twin in found if twin.pk == page.pk)
    translation_button_faults.ask_for_all([page], found)
    return found


def _has_own(page: Page) -> bool:
    return hasattr(page, "workflowpage")
