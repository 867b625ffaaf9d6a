"""Who tests of pages share."""

import pytest
from django.contrib.auth.models import Group, Permission
from wagtail.models import GroupPagePermission

from tests import loaded


@pytest.fixture
def housing_editor(client, django_user_model):
    """The browser of somebody who may change the pages about housing only."""
    group = Group.objects.create(name="Bostad")
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    change = Permission.objects.get(codename="change_page", content_type__app_label="wagtailcore")
    GroupPagePermission.objects.create(
        group=group, page=loaded.page("page:housing"), permission=change
    )
    user = django_user_model.objects.create_user("redaktör")
    user.groups.add(group)
    client.force_login(user)
    return client
