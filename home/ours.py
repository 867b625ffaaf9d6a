"""What is ours: every page that somebody edits, with its state, and what needs a hand first."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import IntEnum
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.utils import timezone
from django.utils.text import capfirst
from wagtail.models import Page, PageQuerySet, WorkflowState

from cms.upkeep import with_freshness
from cms.upkeep_views import own_pages
from home.departments import pages_of
from home.models import Department


class State(IntEnum):
    """How a page stands; what needs a hand most comes first."""

    CHANGES_ASKED = 0
    PAST_ITS_DAY = 1
    DRAFT = 2
    IN_REVIEW = 3
    SCHEDULED = 4
    PUBLISHED = 5


@dataclass(frozen=True, slots=True)
class OurPage:
    """A page that somebody edits."""

    page: Page
    state: State
    verify_by: date | None


def ours(user: Any, department: Department | None = None) -> dict[str, list[OurPage]]:
    """Return the pages of a department, or all that somebody may change, by kind."""
    pages = pages_of(department) if department else own_pages(user)
    pages = with_freshness(pages).select_related("content_type").order_by("title")
    found = sorted(_with_state(pages), key=lambda our: our.state)
    kinds: dict[str, list[OurPage]] = {}
    for our in found:
        model = our.page.cached_content_type.model_class()
        kinds.setdefault(str(capfirst(model._meta.verbose_name_plural)), []).append(our)
    return kinds


def _with_state(pages: PageQuerySet) -> Iterable[OurPage]:
    pages = list(pages)
    waiting = _in_workflows()
    for page in pages:
        yield OurPage(page, _state(page, waiting.get(str(page.pk))), page.verify_again_by)


def _state(page: Any, workflow: str | None) -> State:
    if workflow == WorkflowState.STATUS_NEEDS_CHANGES:
        return State.CHANGES_ASKED
    if workflow == WorkflowState.STATUS_IN_PROGRESS:
        return State.IN_REVIEW
    if page.live and page.verify_again_by and page.verify_again_by < timezone.localdate():
        return State.PAST_ITS_DAY
    if page.go_live_at and page.go_live_at > timezone.now():
        return State.SCHEDULED
    return State.DRAFT if page.has_unpublished_changes or not page.live else State.PUBLISHED


def _in_workflows() -> dict[str, str]:
    """Return how the review of pages stands, by page: open ones only."""
    open_ones = WorkflowState.objects.active().filter(
        base_content_type=ContentType.objects.get_for_model(Page)
    )
    return dict(open_ones.values_list("object_id", "status"))
