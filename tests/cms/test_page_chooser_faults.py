"""The page chooser asks for all of its pages together, and shows what it showed."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from wagtail.admin.views.chooser import PageChooserTable
from wagtail.admin.widgets.chooser import AdminPageChooser
from wagtail.models import Page

from cms import page_chooser_faults
from tests import loaded

pytestmark = pytest.mark.django_db


def below_housing(admin_client):
    address = reverse("wagtailadmin_choose_page_child", args=[loaded.page("page:housing").pk])
    return admin_client.get(address).json()["html"]


def test_a_scheduled_page_is_said_to_be_scheduled(admin_client):
    before = below_housing(admin_client)
    page = loaded.page("page:rent")
    revision = page.save_revision()
    revision.approved_go_live_at = timezone.now()
    revision.save()
    assert below_housing(admin_client) != before


def test_the_chooser_looks_as_without_the_mending(admin_client, monkeypatch):
    mended = below_housing(admin_client)
    monkeypatch.setattr(PageChooserTable, "__init__", page_chooser_faults.unmended_table)
    assert below_housing(admin_client) == mended


def test_a_chosen_page_says_where_it_lies():
    page = loaded.page("page:rent")
    data = AdminPageChooser().get_value_data(page.pk)
    assert data["parent_id"] == loaded.page("page:housing").pk
    assert data[AdminPageChooser.display_title_key] == page.get_admin_display_title()
    assert AdminPageChooser().get_value_data(Page.get_first_root_node().pk)["parent_id"] is None
    assert AdminPageChooser().get_value_data(None) is None


def test_wagtail_still_needs_the_mending(admin_client, monkeypatch):
    """Fails once Wagtail asks for all rows; then the module can go."""
    below_housing(admin_client)
    with CaptureQueriesContext(connection) as mended:
        below_housing(admin_client)
    monkeypatch.setattr(PageChooserTable, "__init__", page_chooser_faults.unmended_table)
    with CaptureQueriesContext(connection) as unmended:
        below_housing(admin_client)
    assert len(unmended) > len(mended) + 3
