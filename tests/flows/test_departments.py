"""A department writes and hands in, a communicator comments and approves, readers see it."""

import re
from datetime import timedelta

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Comment, Page, TaskState

from cms.feedback.models import FaultReport
from home.departments import give_rights
from home.jobs import JOBS
from home.ours import State, ours
from onboarding.loading import load_journey
from tests import loaded
from tests.departments import browser, communicator, department, somebody
from tests.editing import editor, filled_in
from tests.factories.pages import OrganizationFactory, publish

pytestmark = pytest.mark.django_db
NEW = "Biblioteket har allt du behöver."


@pytest.fixture
def library():
    return department("kultur_park_fritid")


@pytest.fixture
def task(library):
    """A task of the library's."""
    page = publish(loaded.page("task:library-card"), unit=library.unit)
    give_rights(library)
    return page


@pytest.fixture
def lisa(library, task):
    """Somebody at the library."""
    return somebody("lisa", library.group)


@pytest.fixture
def karin():
    """A communicator."""
    return communicator("karin")


def press(user, page, button, **changes):
    """Send the form of a page with a button of its own."""
    editor()  # whose form it is that is filled in
    for name, value in changes.items():
        setattr(page, name, value)
    data = {**filled_in(page), button: button}
    return browser(user).post(reverse("wagtailadmin_pages:edit", args=[page.pk]), data)


def decide(user, page, decision, comment=""):
    """Approve, or ask for changes, as the button of the review does."""
    state = TaskState.objects.filter(workflow_state__object_id=str(page.pk)).latest("pk")
    address = reverse("wagtailadmin_pages:workflow_action", args=[page.pk, decision, state.pk])
    return browser(user).post(address, {"comment": comment})


def read(page):
    return Client().get(Page.objects.get(pk=page.pk).url).content.decode()


def state_of(user, page):
    return next(
        our.state for found in ours(user).values() for our in found if our.page.pk == page.pk
    )


def run(name):
    """Let the worker do one of its jobs."""
    next(job for job in JOBS if job.name == name).run()


# Rights ------------------------------------------------------------------------


def test_a_department_opens_its_own_pages_and_no_others(lisa, task):
    own = browser(lisa)
    assert own.get(reverse("wagtailadmin_pages:edit", args=[task.pk])).status_code == 200
    for name in ("page:rent", "task:join-pitebo-queue", "org:pitebo", "page:home"):
        address = reverse("wagtailadmin_pages:edit", args=[loaded.page(name).pk])
        assert own.get(address).status_code == 302, name
    english = loaded.page("task:library-card", "en")
    assert own.get(reverse("wagtailadmin_pages:edit", args=[english.pk])).status_code == 302


@pytest.mark.parametrize("button", ["action-publish", "action-publish-schedule"])
def test_a_department_publishes_nothing_by_itself(lisa, task, button):
    press(lisa, task, button, lead=NEW)
    assert NEW not in read(task)


@pytest.mark.parametrize("way", ["unpublish", "delete", "copy", "move"])
def test_nor_does_it_take_away_copy_or_move(lisa, task, way):
    there = list(Page.objects.order_by("path").values_list("pk", "live"))
    fields = {"new_title": "Kopia", "new_slug": "kopia", "new_parent_page": task.get_parent().pk}
    browser(lisa).post(reverse(f"wagtailadmin_pages:{way}", args=[task.pk]), fields)
    assert list(Page.objects.order_by("path").values_list("pk", "live")) == there


@pytest.mark.parametrize(
    "screen", ["users", "groups", "snippets/cms/term", "fault_reports", "departments", "sites"]
)
def test_what_is_not_a_department_s_is_closed_to_it(lisa, screen):
    assert browser(lisa).get(f"/admin/{screen}/").status_code == 302


def test_a_department_sees_where_its_page_is_used_but_replaces_nothing(lisa, task):
    address = reverse("uses", args=["page", task.pk])
    assert browser(lisa).get(address).status_code == 200
    other = loaded.page("task:right-to-vote")
    assert browser(lisa).post(address, {"by": other.pk}).status_code == 302
    assert task.url in read(loaded.page("page:culture"))


@pytest.mark.parametrize(
    "screen",
    ["", "pages/", "images/", "documents/", "snippets/cms/term/", "fault_reports/", "redirects/"],
)
def test_a_communicator_reaches_what_the_work_needs(karin, screen):
    assert browser(karin).get(f"/admin/{screen}").status_code in {200, 302}
    assert browser(karin).get(f"/admin/{screen}", follow=True).status_code == 200


# Review ------------------------------------------------------------------------


def test_what_is_handed_in_is_approved_and_public(lisa, karin, task):
    press(lisa, task, "action-submit", lead=NEW)
    assert NEW not in read(task)
    assert state_of(lisa, task) is State.IN_REVIEW
    assert [message.to for message in mail.outbox] == [["karin@example.com"]]
    decide(karin, task, "approve")
    assert NEW in read(task)
    assert mail.outbox[-1].to == ["lisa@example.com"]
    assert state_of(lisa, task) is State.PUBLISHED


def test_changes_are_asked_for_and_handed_in_again(lisa, karin, task):
    press(lisa, task, "action-submit", lead=NEW)
    decide(karin, task, "reject", "Skriv vad kortet kostar.")
    assert mail.outbox[-1].to == ["lisa@example.com"]
    assert "Skriv vad kortet kostar." in mail.outbox[-1].body
    assert state_of(lisa, task) is State.CHANGES_ASKED
    again = Page.objects.get(pk=task.pk).get_latest_revision_as_object()
    press(lisa, again, "action-restart-workflow", lead=f"{NEW} Det är gratis.")
    assert state_of(lisa, task) is State.IN_REVIEW
    decide(karin, task, "approve")
    assert "Det är gratis." in read(task)


def test_a_department_does_not_approve_its_own(lisa, karin, task):
    press(lisa, task, "action-submit", lead=NEW)
    decide(lisa, task, "approve")
    assert NEW not in read(task)


def test_a_comment_stands_at_its_field(lisa, karin, task):
    editor()
    comment = {
        "comments-TOTAL_FORMS": 1,
        "comments-0-id": "",
        "comments-0-contentpath": "lead",
        "comments-0-text": "Kolla priset.",
        "comments-0-position": "",
        "comments-0-replies-TOTAL_FORMS": 0,
        "comments-0-replies-INITIAL_FORMS": 0,
    }
    address = reverse("wagtailadmin_pages:edit", args=[task.pk])
    browser(karin).post(address, filled_in(task) | comment)
    assert [(c.text, c.contentpath, c.user) for c in Comment.objects.all()] == [
        ("Kolla priset.", "lead", karin)
    ]
    assert "Kolla priset." in browser(lisa).get(address).content.decode()
    assert "Kolla priset." not in read(task)


# Days --------------------------------------------------------------------------


def test_a_page_goes_live_and_expires_by_itself(time_machine):
    now = timezone.now()
    time_machine.move_to(now)
    page = loaded.page("page:culture")
    page.unpublish()
    page.go_live_at, page.expire_at = now + timedelta(days=1), now + timedelta(days=3)
    page.save_revision().publish()
    assert not Page.objects.get(pk=page.pk).live
    time_machine.move_to(now + timedelta(days=2))
    run("publish what is scheduled")
    assert Page.objects.get(pk=page.pk).live
    time_machine.move_to(now + timedelta(days=4))
    run("publish what is scheduled")
    assert not Page.objects.get(pk=page.pk).live
    assert not FaultReport.objects.exists()


def test_what_a_plan_needs_does_not_expire_and_communicators_are_told(time_machine):
    choir = OrganizationFactory(parent=loaded.page("directory:directory"), title="Exempelkören")
    publish(loaded.page("task:library-card"), responsible=choir)
    publish(choir, expire_at=timezone.now() + timedelta(days=1))
    time_machine.move_to(timezone.now() + timedelta(days=2))
    before = load_journey("sv").tasks
    run("publish what is scheduled")
    run("publish what is scheduled")
    assert Page.objects.get(pk=choir.pk).live
    assert load_journey("sv").tasks.keys() == before.keys()
    assert load_journey("sv").tasks["library-card"].responsible.name == "Exempelkören"
    (report,) = FaultReport.objects.all()
    assert report.page_id == choir.pk
    assert "”Exempelkören” skulle tas bort" in report.text


# Addresses -----------------------------------------------------------------------


@pytest.mark.parametrize("code", ["sv", "en"])
def test_a_new_address_leaves_a_redirect_for_the_page_and_what_lies_below(
    code, django_capture_on_commit_callbacks
):
    section, child = loaded.page("page:housing", code), loaded.page("page:rent", code)
    before = [section.url, child.url]
    with django_capture_on_commit_callbacks(execute=True):
        publish(section, slug="another-address")
    for old in before:
        answer = Client().get(old)
        assert answer.status_code == 301
        assert re.fullmatch(rf"/{code}/another-address/.*", answer.headers["Location"])
    assert Redirect.objects.exists()
