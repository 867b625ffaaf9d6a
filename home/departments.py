"""Departments edit their own pages and nobody else's; communicators approve.

Wagtail's groups, workflow and page permissions, made from the units of the vocabulary. Done
again it changes nothing; it follows units that are new, renamed or answer for other pages.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import reduce
from operator import or_

from django.conf import settings
from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import Q
from wagtail.models import (
    Collection,
    GroupApprovalTask,
    GroupCollectionPermission,
    GroupPagePermission,
    Page,
    PageQuerySet,
    Workflow,
    WorkflowPage,
    WorkflowTask,
    get_page_models,
)
from wagtail.snippets.models import get_snippet_models

from cms.directory.models import OrganizationPage
from cms.models import Freshness, Term
from cms.models.base import terms
from cms.upkeep import with_freshness
from home.models import Department, LoadedItem, StartPage

COMMUNICATORS = "Kommunikatörer"
REVIEW = "Granskning"
SHARED = "Gemensamt"
"""Names that editors meet in the admin, which is Swedish."""

OF_PAGES = ("add", "change", "publish", "lock", "unlock", "bulk_delete")
OF_FILES = ("add", "change", "delete", "choose")
FILES = {"image": "wagtailimages", "document": "wagtaildocs"}
ALL = ("add", "change", "delete", "view")
OF_COMMUNICATORS = (
    "wagtailadmin.access_admin",
    "wagtail_localize.submit_translation",
    "feedback.view_faultreport",
    "feedback.change_faultreport",
    "home.view_department",
    "home.change_department",
    *(
        f"directory.{action}_{what}"
        for action in ALL
        for what in ("event", "eventfeed", "hiddenevents")
    ),
    *(f"onboarding.{action}_persona" for action in ALL),
    *(f"wagtailredirects.{action}_redirect" for action in ALL),
)


@dataclass
class Report:
    """What somebody should know afterwards."""

    departments: int = 0
    pages: int = 0
    nobody_approves: bool = False
    without_address: list[str] = field(default_factory=list)
    left_to_communicators: list[Page] = field(default_factory=list)


@transaction.atomic
def set_up() -> Report:
    """Make or bring up to date the groups, their rights and the workflow."""
    communicators = _communicators()
    _review_by(communicators)
    shared = _shared_files()
    report = Report(nobody_approves=not communicators.user_set.filter(is_active=True).exists())
    for unit in Term.objects.filter(**terms("unit")).order_by("name"):
        department = _department(unit, shared)
        report.departments += 1
        report.pages += len(give_rights(department, report.left_to_communicators))
        if not department.address:
            report.without_address.append(unit.name)
    return report


def give_rights(department: Department, left: list[Page] | None = None) -> set[int]:
    """Let a department's group change its own pages and no others; return which.

    Wagtail's rights go down the tree. A page with pages of others below it is therefore changed
    by communicators only; it is added to `left`.
    """
    mine, above_others = set(), []
    for page in pages_of(department):
        is_above = page.numchild and _is_above_others(page, department)
        if is_above:
            above_others.append(page)
        else:
            mine.add(page.pk)
    if left is not None:
        left += above_others
    rights = GroupPagePermission.objects.filter(group=department.group, permission=_may("change"))
    # What an administrator has given beside, to pages that no unit answers for, stays.
    kinds = [model for model in get_page_models() if issubclass(model, Freshness)]
    dated = Page.objects.filter(
        content_type__in=ContentType.objects.get_for_models(*kinds).values()
    )
    rights.filter(page__in=dated).exclude(page__in=mine).delete()
    new = mine - set(rights.values_list("page", flat=True))
    GroupPagePermission.objects.bulk_create(
        GroupPagePermission(group=department.group, page_id=pk, permission=_may("change"))
        for pk in sorted(new)
    )
    return mine


def pages_of(department: Department) -> PageQuerySet:
    """Return the pages that a department answers for: Swedish ones, and others if it translates."""
    pages = with_freshness(Page.objects.all()).filter(answering_unit=department.unit_id)
    if department.translates:
        return pages
    return pages.filter(locale__language_code=settings.LANGUAGE_CODE)


def follow(page: Page) -> None:
    """Let rights follow a page that came to another unit, at once and not tonight."""
    unit = getattr(page.specific_class.objects.get(pk=page.pk), "unit_id", None)
    holders = set(Department.objects.filter(group__page_permissions__page=page.pk))
    owners = Department.objects.filter(unit=unit, group__isnull=False)
    if page.locale.language_code != settings.LANGUAGE_CODE:
        owners = owners.filter(translates=True)
    for department in holders ^ set(owners):
        give_rights(department)


def _is_above_others(page: Page, department: Department) -> bool:
    below = with_freshness(page.get_descendants())
    return below.exclude(answering_unit=department.unit_id).exists()


def _department(unit: Term, shared: Collection) -> Department:
    department, _is_new = Department.objects.get_or_create(
        unit=unit, defaults={"organization": _page_of(unit)}
    )
    if department.group is None:
        department.group = Group.objects.get_or_create(name=unit.name)[0]
        department.save()
    elif not Group.objects.filter(name=unit.name).exists():
        # The unit got a new name.
        Group.objects.filter(pk=department.group_id).update(name=unit.name)
    department.group.permissions.add(*_permissions(["wagtailadmin.access_admin"]))
    _let_use_files(department.group, shared, ("add", "choose"))
    return department


def _page_of(unit: Term) -> OrganizationPage | None:
    """Return the page among the contacts that the content files made of the same organisation."""
    item = LoadedItem.objects.filter(key=f"org:{unit.key}", language=settings.LANGUAGE_CODE).first()
    return OrganizationPage.objects.filter(pk=item.page_id).first() if item else None


def _communicators() -> Group:
    group, _is_new = Group.objects.get_or_create(name=COMMUNICATORS)
    words = [
        f"{model._meta.app_label}.{action}_{model._meta.model_name}"
        for model in get_snippet_models()
        for action in ("add", "change", "delete", "view")
    ]
    group.permissions.add(*_permissions([*OF_COMMUNICATORS, *words]))
    root = Page.get_first_root_node()
    for action in OF_PAGES:
        GroupPagePermission.objects.get_or_create(group=group, page=root, permission=_may(action))
    files = Collection.get_first_root_node()
    _let_use_files(group, files, OF_FILES)
    for action in ("add", "change", "delete"):
        _let(group, files, f"wagtailcore.{action}_collection")
    return group


def _review_by(group: Group) -> None:
    """Let what is handed in below any start page wait for a group, unless it waits for others."""
    workflow, is_new = Workflow.objects.get_or_create(name=REVIEW)
    if is_new:
        task = GroupApprovalTask.objects.create(name=REVIEW)
        task.groups.add(group)
        WorkflowTask.objects.create(workflow=workflow, task=task)
    for page in StartPage.objects.all():
        WorkflowPage.objects.get_or_create(page_id=page.pk, defaults={"workflow": workflow})


def _shared_files() -> Collection:
    root = Collection.get_first_root_node()
    return root.get_children().filter(name=SHARED).first() or root.add_child(name=SHARED)


def _let_use_files(group: Group, collection: Collection, actions: Iterable[str]) -> None:
    for model, app in FILES.items():
        for action in actions:
            _let(group, collection, f"{app}.{action}_{model}")


def _let(group: Group, collection: Collection, permission: str) -> None:
    (found,) = _permissions([permission])
    GroupCollectionPermission.objects.get_or_create(
        group=group, collection=collection, permission=found
    )


def _may(action: str) -> Permission:
    (found,) = _permissions([f"wagtailcore.{action}_page"])
    return found


def _permissions(names: Iterable[str]) -> list[Permission]:
    """Return permissions by name, such as `cms.change_term`."""
    wanted = [name.split(".") for name in names]
    either = reduce(or_, (Q(content_type__app_label=app, codename=code) for app, code in wanted))
    return list(Permission.objects.filter(either))
