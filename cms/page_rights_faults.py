"""A fault of Wagtail 8.0: rights for many single pages are asked for by one condition each.

A department has a right for every page that it answers for. From some hundred on, SQLite refuses
a condition that deep, and long before that Wagtail takes minutes to build it. A right for a page
with nothing below it is a right for that page, so these are asked for by their numbers, all in
one condition. What somebody may do is the same.
"""

from collections.abc import Iterable
from functools import reduce
from operator import or_
from posixpath import commonprefix
from typing import Any

from django.db.models import Q
from wagtail.models import Page, PagePermissionTester, PageQuerySet
from wagtail.permission_policies.pages import PagePermissionPolicy

unmended_may_delete = PagePermissionTester.can_delete

EXPLORED_BY = {"add", "change", "publish", "lock", "unlock", "bulk_delete"}


def mend() -> None:
    """Let Wagtail's policy of page permissions ask in few conditions."""
    PagePermissionPolicy.instances_user_has_any_permission_for = instances
    PagePermissionPolicy.explorable_instances = explorable
    PagePermissionTester.can_delete = may_delete


def instances(policy: Any, user: Any, actions: Iterable[str]) -> PageQuerySet:
    """Return the pages on which somebody may do any of some actions."""
    everything = policy._base_queryset_for_user(user)
    if everything is not None:
        return everything
    actions = set(actions)
    wanted = policy._get_permission_codenames(actions)
    rights = policy.get_cached_permissions_for_user(user)
    found = _below([right.page for right in rights if right.permission.codename in wanted])
    if "change" in actions and "add" not in actions:
        # Whoever may add pages may change those that they made.
        adds = policy._get_permission_codename("add")
        made = _below([right.page for right in rights if right.permission.codename == adds])
        found |= Q(owner=user) & made
    return policy.model._default_manager.filter(found)


def explorable(policy: Any, user: Any) -> PageQuerySet:
    """Return the pages that somebody finds in the list of pages: theirs, and the way to them."""
    everything = policy._base_queryset_for_user(user)
    if everything is not None:
        return everything
    pages = [right.page for right in policy.get_cached_permissions_for_user(user)]
    if not pages:
        return policy.model._default_manager.none()
    above = {page.path[:end] for page in pages for end in _ends(page.path)}
    # Above the first page that all have in common there is nothing to find.
    first = commonprefix([page.path[: -Page.steplen] or page.path for page in pages])
    first = first[: len(first) - len(first) % Page.steplen]
    own = policy.instances_user_has_any_permission_for(user, EXPLORED_BY)
    way = policy.model._default_manager.filter(path__in=above)
    return (own | way).filter(path__startswith=first)


def may_delete(tester: PagePermissionTester, ignore_bulk: bool = False) -> bool:
    """Whether somebody may delete a page.

    Where only drafts may be deleted, Wagtail asks for published pages below each page of a list,
    twice. Below a page that has none there is nothing to ask for.
    """
    page, user = tester.page, tester.user
    is_plain = page.is_leaf() and not page.is_root() and user.is_active and not user.is_superuser
    if is_plain and "change" in tester.permissions:
        return "publish" in tester.permissions or not page.live
    return unmended_may_delete(tester, ignore_bulk)


def _below(pages: list[Page]) -> Q:
    """Return the condition of being one of some pages or of lying below one."""
    alone = [page.pk for page in pages if not page.numchild]
    trees = {page.path for page in pages if page.numchild}
    outermost = [path for path in trees if not any(path[:end] in trees for end in _ends(path))]
    return reduce(or_, (Q(path__startswith=path) for path in outermost), Q(pk__in=alone))


def _ends(path: str) -> range:
    return range(Page.steplen, len(path), Page.steplen)
