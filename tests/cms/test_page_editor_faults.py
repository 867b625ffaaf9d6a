"""The page editor asks once for what it shows, and shows what it showed."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import Page, Workflow, WorkflowPage

from cms import page_editor_faults
from tests import loaded

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("in_use", [True, False])
def test_the_nearest_workflow_in_use_is_offered(admin_client, in_use):
    page = loaded.page("page:rent")
    own = Workflow.objects.create(name="Eget", active=in_use)
    WorkflowPage.objects.create(page=page, workflow=own)
    answer = admin_client.get(reverse("wagtailadmin_pages:edit", args=[page.pk]))
    shown = answer.context["page"]
    fresh = Page.objects.get(pk=page.pk)
    assert shown.get_workflow() == page_editor_faults.unmended_get_workflow(fresh)
    assert shown.has_workflow == page_editor_faults.unmended_has_workflow.fget(fresh)
    assert (shown.get_workflow() == own) == in_use


def test_the_editor_leads_to_every_other_language(admin_client):
    page = loaded.page("page:rent")
    answer = admin_client.get(reverse("wagtailadmin_pages:edit", args=[page.pk]))
    english = loaded.page("page:rent", "en")
    assert reverse("wagtailadmin_pages:edit", args=[english.pk]) in answer.content.decode()


def test_nobody_edits_the_root(admin_client):
    root = Page.get_first_root_node()
    answer = admin_client.get(reverse("wagtailadmin_pages:edit", args=[root.pk]))
    assert answer.status_code == 302


def test_wagtail_still_needs_the_mending():
    """Fails once Wagtail keeps a page's workflow; then the module can go."""
    page = Page.objects.get(pk=loaded.page("page:rent").pk)
    with CaptureQueriesContext(connection) as captured:
        for _again in range(2):
            page_editor_faults.unmended_has_workflow.fget(page)
    assert len(captured) == 2
