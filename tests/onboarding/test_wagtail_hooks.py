"""Without a form too: nothing that the journey needs is taken away, nothing unsound published."""

import pytest
from django.urls import reverse
from wagtail.models import Page

from cms.directory.models import OrganizationPage
from onboarding.loading import load_journey
from onboarding.models import StepPage, TaskPage
from tests import loaded
from tests.editing import editor, send

pytestmark = pytest.mark.django_db


def swedish(kind, key):
    return kind.objects.get(key=key, locale__language_code="sv")


def organization(slug):
    return OrganizationPage.objects.get(slug=slug, locale__language_code="sv")


def pages():
    """Return the pages that the journey needs: a step with questions, a task, an organisation."""
    return {
        "your-rights": swedish(StepPage, "your_rights"),
        "receive-personnummer": swedish(TaskPage, "receive-personnummer"),
        "skatteverket": organization("skatteverket"),
        "directory": loaded.page("directory:directory"),
    }


def said(response):
    return " ".join(str(message) for message in response.context["messages"])


@pytest.mark.parametrize("name", ["your-rights", "receive-personnummer", "skatteverket"])
@pytest.mark.parametrize("action", ["unpublish", "delete"])
def test_what_the_journey_needs_is_not_taken_away(name, action):
    page, before = pages()[name], load_journey("sv")
    address = reverse(f"wagtailadmin_pages:{action}", args=[page.pk])
    response = editor().post(address, follow=True)
    assert Page.objects.get(pk=page.pk).live
    assert load_journey("sv").tasks == before.tasks
    assert "flyttares planer" in said(response)


@pytest.mark.parametrize("action", ["unpublish", "delete"])
def test_nor_as_one_of_several(action):
    page, other = pages()["your-rights"], loaded.page("page:culture")
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", action])
    address += f"?id={page.pk}&id={other.pk}&next=/admin/"
    response = editor().post(address, follow=True)
    assert Page.objects.filter(pk__in=[page.pk, other.pk], live=True).count() == 2
    assert "flyttares planer" in said(response)


@pytest.mark.parametrize("action", ["unpublish", "delete"])
def test_a_task_that_nothing_needs_may_be_taken_away(action):
    page = swedish(TaskPage, "library-card")
    editor().post(reverse(f"wagtailadmin_pages:{action}", args=[page.pk]))
    assert "library-card" not in load_journey("sv").tasks


def test_an_unsound_draft_is_not_published_from_a_list():
    client, page = editor(), swedish(TaskPage, "library-card")
    page.start_day, page.due_day = 9, 2
    send(client, page, publish=False)
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    address += f"?id={page.pk}&next=/admin/"
    response = client.post(address, follow=True)
    assert load_journey("sv").tasks["library-card"].timing.due != 2
    assert "library-card" in said(response)


def test_a_sound_draft_is_published_from_a_list():
    client, page = editor(), swedish(TaskPage, "library-card")
    page.due_day = 77
    send(client, page, publish=False)
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    client.post(f"{address}?id={page.pk}&next=/admin/")
    assert load_journey("sv").tasks["library-card"].timing.due == 77
