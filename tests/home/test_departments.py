"""Groups, rights and review follow the units of the vocabulary."""

import io

import pytest
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.urls import reverse
from wagtail.models import (
    Collection,
    GroupCollectionPermission,
    GroupPagePermission,
    Page,
    WorkflowPage,
)

from cms.models import Term
from home.departments import COMMUNICATORS, REVIEW, SHARED, follow, give_rights, set_up
from home.models import Department, StartPage
from home.ours import State, ours
from tests import loaded
from tests.departments import browser, communicator, department, somebody
from tests.factories.pages import ArticleFactory, publish

pytestmark = pytest.mark.django_db
LIBRARY, EDUCATION = "kultur_park_fritid", "utbildning"


def pages_of(group):
    rights = GroupPagePermission.objects.filter(group=group)
    return {(right.page_id, right.permission.codename) for right in rights}


def everything():
    return (
        sorted(GroupPagePermission.objects.values_list("group", "page", "permission")),
        sorted(GroupCollectionPermission.objects.values_list("group", "collection", "permission")),
        sorted(Group.permissions.through.objects.values_list("group", "permission")),
        sorted(WorkflowPage.objects.values_list()),
        Collection.objects.count(),
    )


def test_each_unit_has_a_group_that_changes_its_pages_and_nothing_else():
    own = department(EDUCATION)
    page = publish(loaded.page("page:sfi"), unit=own.unit)
    mine = give_rights(own)
    assert page.pk in mine
    assert pages_of(own.group) == {(pk, "change_page") for pk in mine}
    others = Page.objects.filter(pk__in=mine).specific()
    assert {other.unit for other in others} == {own.unit}
    assert {other.locale.language_code for other in others} == {"sv"}


def test_doing_it_again_changes_nothing():
    set_up()
    before = everything()
    set_up()
    assert everything() == before


def test_rights_follow_a_page_to_another_unit():
    old, new = department(EDUCATION), department(LIBRARY)
    page = publish(loaded.page("page:sfi"), unit=old.unit)
    follow(page)
    assert (page.pk, "change_page") in pages_of(old.group)
    page = publish(page, unit=new.unit)
    follow(page)
    assert (page.pk, "change_page") not in pages_of(old.group)
    assert (page.pk, "change_page") in pages_of(new.group)


def test_a_department_that_translates_changes_translations_too():
    own = department(EDUCATION)
    publish(loaded.page("page:sfi"), unit=own.unit)
    own.translates = True
    own.save()
    assert loaded.page("page:sfi", "en").pk in give_rights(own)


def test_a_section_above_pages_of_others_is_left_to_communicators():
    own = department(EDUCATION)
    section = publish(loaded.page("page:housing"), unit=own.unit)
    left = []
    assert section.pk not in give_rights(own, left)
    assert section.pk in {page.pk for page in left}


def test_a_right_that_an_administrator_gave_beside_stays():
    own = department(EDUCATION)
    start = StartPage.objects.get(locale__language_code="sv")
    change = GroupPagePermission.objects.filter(permission__codename="change_page").first()
    GroupPagePermission.objects.create(group=own.group, page=start, permission=change.permission)
    give_rights(own)
    assert (start.pk, "change_page") in pages_of(own.group)


def test_a_renamed_unit_renames_its_group():
    own = department(EDUCATION)
    Term.objects.filter(pk=own.unit_id).update(name="Utbildning och lärande")
    set_up()
    assert Group.objects.get(pk=own.group_id).name == "Utbildning och lärande"


def test_the_page_among_the_contacts_is_found_by_the_key_of_the_content_files():
    assert department(EDUCATION).organization == loaded.page("org:utbildning")


def test_another_page_among_the_contacts_stays_chosen():
    own = department(EDUCATION)
    own.organization = loaded.page("org:skatteverket")
    own.save()
    assert department(EDUCATION).organization == own.organization


def test_review_is_by_communicators_in_every_language():
    set_up()
    for page in StartPage.objects.all():
        workflow = page.get_workflow()
        assert workflow.name == REVIEW
        (task,) = workflow.tasks
        assert [group.name for group in task.specific.groups.all()] == [COMMUNICATORS]


def test_the_command_says_when_nobody_approves():
    said = io.StringIO()
    call_command("departments", stdout=said)
    assert f"Nobody is in the group {COMMUNICATORS}" in said.getvalue()
    communicator()
    said = io.StringIO()
    call_command("departments", stdout=said)
    assert "Nobody is in" not in said.getvalue()


def test_departments_use_shared_files_and_no_others():
    own = department(EDUCATION)
    rights = GroupCollectionPermission.objects.filter(group=own.group)
    assert {right.collection.name for right in rights} == {SHARED}


# What is ours ------------------------------------------------------------------


def test_ours_holds_what_a_department_edits_by_kind_and_what_needs_a_hand_first():
    own = department(EDUCATION)
    editor = somebody("lisa", own.group)
    for title in ("Ö", "A"):
        page = ArticleFactory(parent=loaded.page("page:housing"), title=title, unit=own.unit)
        publish(page, lead="Ny.")
    page.lead = "Ett utkast."
    page.save_revision()
    give_rights(own)
    articles = ours(editor)["Artiklar"]
    assert [our.state for our in articles] == sorted(our.state for our in articles)
    assert [(our.page.title, our.state) for our in articles if our.page.title in "ÖA"] == [
        ("A", State.DRAFT),
        ("Ö", State.PUBLISHED),
    ]


def test_the_admin_shows_ours_and_the_menu_leads_there():
    own = department(EDUCATION)
    page = publish(loaded.page("page:sfi"), unit=own.unit)
    give_rights(own)
    client = browser(somebody("lisa", own.group))
    assert reverse("ours") in client.get("/admin/").content.decode()
    assert reverse("wagtailadmin_pages:edit", args=[page.pk]) in (
        client.get(reverse("ours")).content.decode()
    )


def test_a_communicator_looks_at_one_department_at_a_time():
    own = department(EDUCATION)
    page = publish(loaded.page("page:sfi"), unit=own.unit)
    shown = browser(communicator()).get(reverse("ours"), {"of": own.pk})
    assert shown.context["department"] == own
    titles = [row.title for rows in shown.context["kinds"].values() for row in rows]
    assert page.title in titles


def test_whoever_edits_nothing_is_shown_nothing(django_user_model):
    group = Group.objects.create(name="Utan sidor")
    group.permissions.set(department(EDUCATION).group.permissions.all())
    answer = browser(somebody("ingen", group)).get(reverse("ours"))
    assert answer.status_code == 302


def test_a_communicator_mends_where_a_department_is_asked():
    own, client = department(EDUCATION), browser(communicator())
    assert client.get("/admin/departments/").status_code == 200
    address = reverse("departments:edit", args=[own.pk])
    assert client.get(address).status_code == 200
    client.post(address, {"organization": loaded.page("org:pitebo").pk, "translates": "on"})
    own = Department.objects.get(pk=own.pk)
    assert (own.organization, own.translates) == (loaded.page("org:pitebo"), True)


def test_departments_are_neither_made_nor_deleted_by_hand(admin_client):
    own = department(EDUCATION)
    for way in ("new/", f"delete/{own.pk}/"):
        assert admin_client.get(f"/admin/departments/{way}", follow=True).status_code == 404
    assert admin_client.get("/admin/departments/").status_code == 200
    assert admin_client.get(reverse("departments:edit", args=[own.pk])).status_code == 200
