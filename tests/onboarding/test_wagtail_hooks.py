"""Without a form too: nothing unsound is published."""

import pytest
from django.urls import reverse

from onboarding.loading import load_journey
from tests import loaded
from tests.editing import editor, send

pytestmark = pytest.mark.django_db


def said(response):
    return " ".join(str(message) for message in response.context["messages"])


def test_an_unsound_draft_is_not_published_from_a_list():
    client, page = editor(), loaded.page("task:library-card")
    page.start_day, page.due_day = 9, 2
    send(client, page, publish=False)
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    address += f"?id={page.pk}&next=/admin/"
    response = client.post(address, follow=True)
    assert load_journey("sv").tasks["library-card"].timing.due != 2
    assert "library-card" in said(response)


def test_a_sound_draft_is_published_from_a_list():
    client, page = editor(), loaded.page("task:library-card")
    page.due_day = 77
    send(client, page, publish=False)
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    client.post(f"{address}?id={page.pk}&next=/admin/")
    assert load_journey("sv").tasks["library-card"].timing.due == 77
