"""A fault of Wagtail 8.0: the page chooser asks three times for each page that it shows.

Whether a page is scheduled, whether it is in review and where it lies: the list of pages asks for
all of its rows together, the chooser for one after the other. In the editor, each page that has
been chosen is asked for once more, and once for where it lies. What is shown is the same.
The tests in tests/cms/test_page_chooser_faults.py fail once Wagtail asks for all at once.
"""

from collections import defaultdict
from typing import Any

from wagtail.admin.views.chooser import PageChooserTable
from wagtail.admin.widgets.chooser import AdminPageChooser, BaseChooser
from wagtail.models import Page, Revision, WorkflowState, get_default_page_content_type

from cms.versions import kept

unmended_table = PageChooserTable.__init__


def mend() -> None:
    """Let the page chooser ask for all of its pages together."""
    PageChooserTable.__init__ = table
    AdminPageChooser.get_instance = chosen
    AdminPageChooser.get_value_data_from_instance = told


def table(self: PageChooserTable, columns: Any, data: Any, **kwargs: Any) -> None:
    """Make the table of pages to choose from, knowing what its columns show."""
    unmended_table(self, columns, data, **kwargs)
    _know_parents(data)
    _know_states(data)


def chosen(widget: AdminPageChooser, value: Any) -> Page | None:
    """Return the page that was chosen, as its own kind, without reading the rest of it."""
    page = super(AdminPageChooser, widget).get_instance(value)
    return page.specific_deferred if page else None


def told(widget: AdminPageChooser, page: Page) -> dict[str, Any]:
    """Return what the field shows of the page that was chosen, and where the chooser opens."""
    data = BaseChooser.get_value_data_from_instance(widget, page)
    if page.depth == 1:
        return {**data, "parent_id": None}
    above = _by_path().get(page._get_parent_path_from_path(page.path))
    return {**data, "parent_id": above or page.get_parent().pk}


@kept(size=1)
def _by_path() -> dict[str, int]:
    """Return the pages that have others below them, by where they lie."""
    return dict(Page.objects.filter(numchild__gt=0).values_list("path", "pk"))


def _know_parents(pages: Any) -> None:
    known = {page.path: page for page in pages}
    above = {page.path: Page._get_parent_path_from_path(page.path) for page in pages}
    missing = set(above.values()) - known.keys()
    known |= {page.path: page for page in Page.objects.filter(path__in=missing)}
    for page in pages:
        if page.depth > 1:
            page._cached_parent_obj = known[above[page.path]]


def _know_states(pages: Any) -> None:
    numbers = {str(page.pk) for page in pages}
    kind = {"base_content_type": get_default_page_content_type(), "object_id__in": numbers}
    scheduled = set(
        Revision.objects.filter(**kind, approved_go_live_at__isnull=False).values_list(
            "object_id", flat=True
        )
    )
    states = defaultdict(list)
    active = WorkflowState.objects.active().filter(**kind)
    for state in active.select_related("current_task_state__task"):
        states[state.object_id].append(state)
    for page in pages:
        page._approved_schedule = str(page.pk) in scheduled
        page._current_workflow_states = states[str(page.pk)]
