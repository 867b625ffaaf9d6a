"""A draft that changes somebody's plan is looked at first, and exactly that one is published."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Group, Permission
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import GroupPagePermission, Page, Workflow

from cms.models import User
from onboarding.models import Persona, StepPage, TaskPage
from onboarding.publishing import receipt, received
from tests.editing import CHANGES, editor, errors, filled_in, press, publish_now, send

pytestmark = pytest.mark.django_db
PUBLISH = {"action-publish": "action-publish"}


def task(key="winter-tyres"):
    return TaskPage.objects.get(key=key, locale__language_code="sv")


def unneeded():
    """Return a task for everybody that no page names, so that nothing keeps it."""
    names = {
        "title": "Låna en cykel",
        "slug": "lana-cykel",
        "key": "borrow-bicycle",
        "swedish_only": True,
    }
    return task("library-card").copy(update_attrs=names).specific


def narrowed(page=None):
    """Return a task whose plan item goes from everybody's plan who has no horse."""
    page = page or task()
    page.audience = [("group", {"lines": [{"options": ["car:bring_from_abroad"]}]})]
    return page


def looks(response):
    """Whether the answer leads to what the draft changes."""
    return response.status_code == 302 and bool(CHANGES.match(response["Location"]))


def test_it_leads_to_whose_plan_changes_and_is_kept_as_a_draft():
    response = press(editor(), narrowed(), **PUBLISH)
    assert looks(response)
    assert "car:have" in str(task().audience.raw_data[0])
    draft = task().get_latest_revision_as_object()
    assert "car:have" not in str(draft.audience.raw_data[0])
    assert task().has_unpublished_changes


def test_what_changes_nobodys_plan_is_published_at_once():
    page = task()
    page.lead = "En annan ingress."
    response = press(editor(), page, **PUBLISH)
    assert response.status_code == 302
    assert not looks(response)
    assert task().lead == "En annan ingress."


def test_without_personas_everything_is_published_at_once():
    Persona.objects.all().delete()
    assert not looks(press(editor(), narrowed(), **PUBLISH))
    assert not task().has_unpublished_changes


def test_exactly_the_draft_that_was_shown_is_published():
    client = editor()
    address = press(client, narrowed(), **PUBLISH)["Location"]
    shown = task().latest_revision_id
    assert publish_now(client, address).status_code == 302
    assert task().live_revision_id == shown
    assert not task().has_unpublished_changes


def test_a_newer_draft_is_not_published_with_an_old_receipt():
    client = editor()
    address = press(client, narrowed(), **PUBLISH)["Location"]
    given = receipt(task().get_latest_revision())
    newer = task().get_latest_revision_as_object()
    newer.title = "Senare"
    newer.save_revision()
    response = client.post(reverse("publish_shown", args=[task().pk]), {"checked": given})
    assert looks(response)
    page = client.get(response["Location"], follow=True)
    assert "Publicera nu" not in page.content.decode()
    assert task().title != "Senare"
    assert task().has_unpublished_changes
    assert "publish/" not in client.get(address).content.decode().split("changes__buttons")[1]


def test_nor_is_one_that_was_saved_over():
    page = narrowed()
    press(editor(), page, **PUBLISH)
    revision = task().get_latest_revision()
    given = receipt(revision)
    assert received(given, task()) == revision
    draft, user = task().get_latest_revision_as_object(), revision.user
    draft.save_revision(user=user, overwrite_revision=revision)
    assert task().latest_revision_id == revision.pk
    assert received(given, task()) is None


@pytest.mark.parametrize("given", ["", "nonsense", "WzEsMl0:abc"])
def test_a_made_up_receipt_publishes_nothing(given):
    client = editor()
    press(client, narrowed(), **PUBLISH)
    assert looks(client.post(reverse("publish_shown", args=[task().pk]), {"checked": given}))
    assert task().has_unpublished_changes


def test_publishing_is_a_post():
    client = editor()
    press(client, narrowed(), **PUBLISH)
    client.get(reverse("publish_shown", args=[task().pk]))
    assert task().has_unpublished_changes


def test_what_has_become_unsound_since_is_not_published():
    client, page = editor(), task()
    first = task("library-card")
    page.prerequisites = [("prerequisite", {"any_of": [first], "helpful": False, "only_for": []})]
    address = press(client, page, **PUBLISH)["Location"]
    other = task("library-card")
    waits = {"any_of": [task()], "helpful": False, "only_for": []}
    other.prerequisites = [("prerequisite", waits)]
    other.save_revision().publish()
    response = publish_now(client, address)
    assert response["Location"] == reverse("wagtailadmin_pages:edit", args=[page.pk])
    assert task().has_unpublished_changes


def test_an_address_that_another_page_has_taken_since_is_said():
    client, page = editor(), narrowed()
    page.slug = "en-ny-adress"
    address = press(client, page, **PUBLISH)["Location"]
    other = task("emergency-numbers")
    other.move(page.get_parent(), pos="last-child")
    other = task("emergency-numbers")
    other.slug = "en-ny-adress"
    other.save_revision().publish()
    response = publish_now(client, address)
    assert response["Location"] == reverse("wagtailadmin_pages:edit", args=[page.pk])
    assert task().has_unpublished_changes


def somebody(*rights):
    """Return the browser of somebody with some rights to all pages."""
    group = Group.objects.create(name="own")
    for right in rights:
        GroupPagePermission.objects.create(
            group=group, page=Page.objects.get(depth=1), permission_type=right
        )
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    user = User.objects.create_user("own", is_staff=True)
    user.groups.add(group)
    client = Client()
    client.force_login(user)
    return client


def test_whoever_may_not_publish_may_look_but_not_press():
    press(editor(), narrowed(), **PUBLISH)
    given = receipt(task().get_latest_revision())
    address = reverse("what_this_changes", args=[task().pk])
    client = somebody("change")
    answer = client.get(f"{address}?checked={given}")
    assert answer.status_code == 200
    assert given not in answer.content.decode()
    refused = client.post(reverse("publish_shown", args=[task().pk]), {"checked": given})
    assert refused.status_code in {302, 403}
    assert task().has_unpublished_changes


def test_whoever_may_not_edit_may_not_look():
    assert Client().get(reverse("what_this_changes", args=[task().pk])).status_code == 302
    english = TaskPage.objects.get(key="winter-tyres", locale__language_code="en")
    assert looks(press(editor(), narrowed(), **PUBLISH))
    response = editor().get(reverse("what_this_changes", args=[english.pk]))
    assert response.status_code in {302, 403}


def test_a_page_that_is_locked_is_not_published():
    client = editor()
    address = press(client, narrowed(), **PUBLISH)["Location"]
    other = User.objects.create_superuser("other", "other@example.com", "x")
    Page.objects.filter(pk=task().pk).update(locked=True, locked_by=other, locked_at=timezone.now())
    publish_now(client, address)
    assert task().has_unpublished_changes


def test_publishing_later_is_not_stopped():
    page = narrowed()
    page.go_live_at = timezone.now() + timedelta(days=3)
    client = editor()
    data = filled_in(page) | PUBLISH
    data["go_live_at"] = page.go_live_at.strftime("%Y-%m-%d %H:%M")
    response = client.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), data)
    assert response.status_code == 302
    assert not looks(response)
    assert task().get_latest_revision().approved_go_live_at


def new_task_data(key="ride-a-horse"):
    page = task("library-card")
    data = filled_in(page) | {"key": key, "slug": key, "title": "Rid hit", "swedish_only": "on"}
    return data | PUBLISH


def create(client, data):
    step = StepPage.objects.get(key="you_are_here", locale__language_code="sv")
    address = reverse("wagtailadmin_pages:add", args=["onboarding", "taskpage", step.pk])
    return client.post(address, data)


def test_a_new_page_is_not_live_before_somebody_has_looked():
    client = editor()
    response = create(client, new_task_data())
    assert looks(response)
    made = task("ride-a-horse")
    assert not made.live
    assert "Rid hit" in client.get(response["Location"]).content.decode()
    publish_now(client, response["Location"])
    assert task("ride-a-horse").live


def test_a_new_page_without_english_needs_the_mark():
    client, data = editor(), new_task_data()
    del data["swedish_only"]
    assert "swedish_only" in errors(create(client, data))
    assert not TaskPage.objects.filter(key="ride-a-horse").exists()


@pytest.fixture
def in_review():
    """A task whose rule was changed, waiting for its approval."""
    page, client = narrowed(), editor()
    workflow = Workflow.objects.filter(active=True).first()
    press(client, page)
    workflow.start(task(), User.objects.get(username="editor"))
    return client, task()


def approve(client, page):
    draft = page.get_latest_revision_as_object()
    data = {"action-workflow-action": "true", "workflow-action-name": "approve"}
    return press(client, draft, **data)


def test_approving_leads_to_whose_plan_changes_too(in_review):
    client, page = in_review
    response = approve(client, page)
    assert looks(response)
    assert task().has_unpublished_changes
    said = client.get(reverse("wagtailadmin_pages:edit", args=[page.pk]))
    assert any("godkänd" in str(message) for message in said.context["messages"])
    publish_now(client, response["Location"])
    assert not task().has_unpublished_changes


def test_approving_a_half_done_draft_from_the_first_page_publishes_nothing(in_review):
    client, page = in_review
    draft = page.get_latest_revision_as_object()
    draft.due_day = None
    draft.save_revision(clean=False)
    state = page.current_workflow_task_state
    address = reverse("wagtailadmin_pages:workflow_action", args=[page.pk, "approve", state.pk])
    assert client.post(address).status_code == 302
    assert task().due_day is not None
    assert task().has_unpublished_changes


def test_approving_what_changes_nobodys_plan_publishes_it():
    client, page = editor(), task()
    page.lead = "En annan ingress."
    press(client, page)
    workflow = Workflow.objects.filter(active=True).first()
    workflow.start(task(), User.objects.get(username="editor"))
    assert not looks(approve(client, task()))
    assert task().lead == "En annan ingress."


@pytest.mark.parametrize(("action", "method"), [("unpublish", "post"), ("delete", "get")])
def test_taking_a_page_away_says_whose_plan_changes(action, method):
    address = reverse(f"wagtailadmin_pages:{action}", args=[unneeded().pk])
    answer = getattr(editor(), method)(address, follow=True)
    said = " ".join(str(message) for message in answer.context["messages"])
    assert Persona.objects.first().name in said


def test_a_half_done_draft_can_be_looked_at():
    page = StepPage.objects.get(key="interests", locale__language_code="sv")
    question = {"key": "", "label": "", "kind": "", "asked_of": ""}
    page.questions = [*((b.block_type, b.value) for b in page.questions), ("question", question)]
    page.save_revision(clean=False)
    answer = editor().get(reverse("what_this_changes", args=[page.pk]))
    assert answer.status_code == 200
    assert answer.context["is_half_done"]
    assert editor().get(reverse("wagtailadmin_pages:edit", args=[page.pk])).status_code == 200


def test_the_page_asks_seldom(django_assert_max_num_queries):
    send(editor(), narrowed(), publish=False)
    client, address = editor(), reverse("what_this_changes", args=[task().pk])
    client.get(address)
    with django_assert_max_num_queries(45):
        client.get(address)


@pytest.mark.parametrize("action", ["publish", "unpublish", "delete"])
def test_what_is_done_to_several_pages_says_whose_plan_changes(action):
    client, page = editor(), unneeded()
    page.due_day = page.due_day + 1
    press(client, page)
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", action])
    answer = client.post(f"{address}?id={page.pk}&next=/admin/", follow=True)
    said = " ".join(str(message) for message in answer.context["messages"])
    assert Persona.objects.first().name in said


def test_a_half_done_draft_is_not_published_from_a_list():
    client, page = editor(), task("library-card")
    page.timing_for = [("timing", {"only_for": [], "anchor": "", "start": None, "due": None})]
    page.save_revision(clean=False)
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    assert client.post(f"{address}?id={page.pk}&next=/admin/").status_code == 302
    assert not task("library-card").timing_for


def test_the_editor_leads_there():
    html = editor().get(reverse("wagtailadmin_pages:edit", args=[task().pk])).content.decode()
    assert reverse("what_this_changes", args=[task().pk]) in html
    english = TaskPage.objects.get(key="winter-tyres", locale__language_code="en")
    html = editor().get(reverse("wagtailadmin_pages:edit", args=[english.pk])).content.decode()
    assert "what-this-changes" not in html


def test_a_copy_is_no_way_past_the_personas():
    page = task("library-card")
    address = reverse("wagtailadmin_pages:copy", args=[page.pk])
    copy = {"new_title": "Kopia", "new_slug": "kopia", "new_parent_page": page.get_parent().pk}
    client = editor()
    answer = client.post(address, {**copy, "publish_copies": "on"}, follow=True)
    assert "Kopiera utan att publicera" in " ".join(map(str, answer.context["messages"]))
    assert not TaskPage.objects.filter(slug="kopia").exists()
    client.post(address, copy)
    assert not TaskPage.objects.get(slug="kopia").live


@pytest.mark.parametrize("action", ["unpublish", "delete"])
def test_a_translation_that_plans_need_stays(action):
    english = TaskPage.objects.get(key="library-card", locale__language_code="en")
    answer = editor().post(reverse(f"wagtailadmin_pages:{action}", args=[english.pk]), follow=True)
    said = " ".join(str(message) for message in answer.context["messages"])
    assert "behöver det här i sin plan: Skaffa lånekort" in said
    bulk = reverse("wagtail_bulk_action", args=["wagtailcore", "page", action])
    editor().post(f"{bulk}?id={english.pk}&next=/admin/")
    assert TaskPage.objects.get(pk=english.pk).live


def test_a_translation_of_what_is_in_swedish_only_may_go():
    TaskPage.objects.filter(key="library-card").update(swedish_only=True)
    english = TaskPage.objects.get(key="library-card", locale__language_code="en")
    editor().post(reverse("wagtailadmin_pages:unpublish", args=[english.pk]))
    assert not TaskPage.objects.get(pk=english.pk).live
