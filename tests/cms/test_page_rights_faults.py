"""Many rights for single pages are asked for in one condition, and mean what Wagtail's mean."""

import pytest
from django.contrib.auth.models import Group, Permission
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import GroupPagePermission, Page
from wagtail.permission_policies.pages import PagePermissionPolicy
from wagtail.permissions import page_permission_policy

from cms import page_rights_faults
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


@pytest.mark.parametrize("actions", [["change"], ["add"], ["change", "publish"], ["publish"]])
def test_what_somebody_may_delete_is_what_wagtail_says(django_user_model, actions):
    user = user_with(django_user_model, [("page:housing", action) for action in actions])
    Page.objects.filter(pk=loaded.page("page:ojebyn").pk).update(live=False)
    Page.objects.filter(pk=loaded.page("page:rent").pk).update(live="publish" in actions)
    for page in Page.objects.all():
        rights = page.permissions_for_user(user)
        for ignore_bulk in (True, False):
            expected = page_rights_faults.unmended_may_delete(rights, ignore_bulk)
            assert rights.can_delete(ignore_bulk=ignore_bulk) == expected


def test_whoever_has_no_rights_finds_no_pages(django_user_model):
    user = user_with(django_user_model, [])
    assert not PagePermissionPolicy(Page).explorable_instances(user).exists()


def test_wagtail_still_asks_for_pages_below_a_page_that_has_none(django_user_model):
    """Fails once Wagtail does not; then `may_delete` can go."""
    user = user_with(django_user_model, [("page:rent", "change")])
    rights = loaded.page("page:rent").permissions_for_user(user)
    with CaptureQueriesContext(connection) as captured:
        page_rights_faults.unmended_may_delete(rights)
    assert len(captured) > 0
