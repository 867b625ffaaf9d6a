"""The admin tells nothing to strangers, and no more than needed to those who edit."""

import pytest
from django.contrib.auth.models import Group, Permission
from django.urls import reverse
from wagtail.models import GroupPagePermission, Page

from tests import loaded
from tests.html import fetched

pytestmark = pytest.mark.django_db
SCREENS = [
    "/admin/",
    "/admin/pages/",
    "/admin/images/",
    "/admin/documents/",
    "/admin/snippets/cms/explanation/",
    "/admin/snippets/cms/term/",
    "/admin/users/",
    "/admin/groups/",
    "/admin/workflows/list/",
    "/admin/reports/site-history/",
    "/admin/account/",
    "/admin/redirects/",
    "/admin/sites/",
    "/admin/ours/",
    "/admin/departments/",
    "/admin/reports/upkeep/",
    "/admin/fault_reports/",
]
REPORTS = ["translations_report", "translations_report_results"]


@pytest.fixture
def editor(django_user_model, client):
    """An editor of one section, signed in."""
    group = Group.objects.create(name="Bostad")
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    change = Permission.objects.get(codename="change_page", content_type__app_label="wagtailcore")
    GroupPagePermission.objects.create(
        group=group, page=loaded.page("page:housing"), permission=change
    )
    user = django_user_model.objects.create_user("redaktor", email="redaktor@example.com")
    user.groups.add(group)
    client.force_login(user)
    return user


@pytest.mark.parametrize("screen", SCREENS)
def test_screens_fetch_nothing_from_elsewhere(admin_client, screen):
    answer = admin_client.get(screen)
    assert answer.status_code == 200
    assert [url for url in fetched(answer.content) if url.startswith(("http", "//"))] == []
    for stranger in ("gravatar", "releases.wagtail.org", "w-upgrade"):
        assert stranger not in answer.content.decode()


@pytest.mark.parametrize("report", REPORTS)
def test_the_translation_report_refuses_those_who_may_not_see_every_page(client, editor, report):
    answer = client.get(reverse(f"wagtail_localize:{report}"))
    assert answer.status_code == 302
    assert answer.headers["Location"] == "/admin/"


@pytest.mark.parametrize("report", REPORTS)
def test_the_translation_report_is_there_for_those_who_may(admin_client, report):
    assert admin_client.get(reverse(f"wagtail_localize:{report}")).status_code == 200


def test_the_translation_report_is_there_for_a_group_with_every_page(client, editor):
    publish = Permission.objects.get(codename="publish_page")
    GroupPagePermission.objects.create(
        group=editor.groups.get(), page=Page.get_first_root_node(), permission=publish
    )
    assert client.get(reverse("wagtail_localize:translations_report")).status_code == 200


def test_the_menu_names_the_translation_report_to_nobody_else(client, admin_client, editor):
    address = reverse("wagtail_localize:translations_report")
    assert address not in client.get("/admin/pages/").content.decode()


def test_the_menu_names_it_to_administrators(admin_client):
    address = reverse("wagtail_localize:translations_report")
    assert address in admin_client.get("/admin/").content.decode()


@pytest.mark.parametrize(
    "address", ["/api/v2/pages/", "/api/v3/pages/", "/django-admin/", "/sv/api/v2/pages/"]
)
def test_there_is_no_api_and_no_second_admin(client, address):
    assert client.get(address, follow=True).status_code == 404


def test_no_private_page_is_shared_by_a_password(admin_client):
    page = loaded.page("page:rent")
    html = admin_client.get(reverse("wagtailadmin_pages:set_privacy", args=[page.pk]))
    assert "password" not in html.json()["html"].lower()
