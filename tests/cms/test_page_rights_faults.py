"""Many rights for single pages are asked for in one condition, and mean what Wagtail's mean."""

import pytest
from django.contrib.auth.models import Group, Permission
from wagtail.models import GroupPagePermission, Page
from wagtail.permission_policies.pages import PagePermissionPolicy
from wagtail.permissions import page_permission_policy

from tests import loaded

pytestmark = pytest.mark.django_db


def user_with(django_user_model, rights):
    group = Group.objects.create(name="Grupp")
    for name, action in rights:
        permission = Permission.objects.get(
            codename=f"{action}_page", content_type__app_label="wagtailcore"
        )
        GroupPagePermission.objects.create(
            group=group, page=loaded.page(name), permission=permission
        )
    user = django_user_model.objects.create_user("nagon", email="nagon@example.com")
    user.groups.add(group)
    Page.objects.filter(pk=loaded.page("page:rent").pk).update(owner=user)
    return django_user_model.objects.get(pk=user.pk)


@pytest.mark.parametrize(
    "rights",
    [
        [],
        [("page:rent", "change")],
        [("page:housing", "change"), ("page:rent", "publish"), ("org:pitebo", "change")],
        [("page:housing", "add"), ("task:library-card", "change")],
        [("page:home", "publish"), ("page:housing", "change")],
        [("page:housing", "lock")],
    ],
)
def test_somebody_may_do_what_they_may_by_one_page_at_a_time(django_user_model, rights):
    user = user_with(django_user_model, rights)
    for actions in ({"change"}, {"publish"}, {"change", "publish"}, {"add"}):
        found = page_permission_policy.instances_user_has_any_permission_for(user, actions)
        one_by_one = {
            page.pk
            for page in Page.objects.all()
            if page_permission_policy.user_has_any_permission_for_instance(user, actions, page)
        }
        assert set(found.values_list("pk", flat=True)) == one_by_one


def test_the_way_to_a_page_is_found_and_nothing_beside_it(django_user_model):
    rights = [("page:rent", "change"), ("org:pitebo", "change")]
    user = user_with(django_user_model, rights)
    own = [loaded.page("page:rent"), loaded.page("org:pitebo")]
    way = {page.pk for page in own} | {loaded.page("page:housing").pk}
    way |= {loaded.page("directory:directory").pk, loaded.page("page:home").pk}
    found = PagePermissionPolicy(Page).explorable_instances(user)
    assert set(found.values_list("pk", flat=True)) == way
