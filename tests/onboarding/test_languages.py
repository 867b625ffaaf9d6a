"""Nothing in the journey is published while a plan would be half in Swedish without saying so."""

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse

from onboarding.loading import load_journey
from onboarding.models import StepPage, TaskPage
from onboarding.soundness import untranslated
from tests import loaded
from tests.cast import EU_WORKER
from tests.editing import editor, errors, send
from tests.factories.pages import publish
from tests.moving import moved
from tests.walking import Walker

pytestmark = pytest.mark.django_db


def task(key, language="sv"):
    return TaskPage.objects.get(key=key, locale__language_code=language)


@pytest.fixture
def without_english():
    """A task that readers of English get in Swedish."""
    task("library-card", "en").unpublish()
    return task("library-card")


def test_the_content_is_in_every_language_that_is_to_be_whole():
    assert untranslated() == []


def test_a_page_is_refused_while_another_lacks_english(without_english):
    other = task("winter-tyres")
    other.lead = "Ändrad."
    found = errors(send(editor(), other, publish=True))
    assert list(found) == ["swedish_only"]
    assert without_english.title in str(found)
    assert task("winter-tyres").lead != "Ändrad."


def test_the_message_leads_to_where_it_is_translated(without_english):
    found = str(errors(send(editor(), without_english, publish=True))["swedish_only"])
    assert reverse("wagtailadmin_pages:edit", args=[task("library-card", "en").pk]) in found
    task("library-card", "en").delete()
    found = str(errors(send(editor(), without_english, publish=True))["swedish_only"])
    assert reverse("wagtail_localize:submit_page_translation", args=[without_english.pk]) in found


def test_a_page_that_is_marked_is_published(without_english):
    without_english.swedish_only = True
    assert errors(send(editor(), without_english, publish=True)) == {}
    assert task("library-card").swedish_only
    assert untranslated() == []


def test_a_draft_is_saved_whatever_it_lacks(without_english):
    assert errors(send(editor(), without_english, publish=False)) == {}


def test_a_page_that_no_plan_reaches_stops_nobody(without_english):
    without_english.unpublish()
    assert untranslated() == []


def test_nor_is_it_published_from_a_list(without_english):
    client = editor()
    page = task("winter-tyres")
    page.lead = "Ändrad."
    send(client, page, publish=False)
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    response = client.post(f"{address}?id={page.pk}&next=/admin/", follow=True)
    assert task("winter-tyres").lead != "Ändrad."
    *_saved, refused = response.context["messages"]
    assert without_english.title in str(refused)
    assert str(refused) in response.content.decode()


def test_a_draft_below_a_page_of_a_list_counts_too(without_english):
    client, step = editor(), without_english.get_parent()
    without_english.unpublish()
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    data = {"include_descendants": "on"}
    client.post(f"{address}?id={step.pk}&next=/admin/", data)
    assert not task("library-card").live


@pytest.fixture
def marked(without_english):
    """The same, and readers are told so."""
    return publish(without_english, swedish_only=True)


def tags(client, address, within=""):
    soup = BeautifulSoup(client.get(address).content, "html.parser")
    return [tag.get_text(strip=True) for tag in soup.select(f"{within} .tag")]


def test_readers_of_another_language_see_the_mark_in_their_plan(marked):
    client = Client()
    moved(client, EU_WORKER)
    row = Walker(client, "en").visit("plan").soup.select_one("li[id='library-card']")
    assert "Only in Swedish" in row.get_text()
    assert row.select_one("a[lang=sv]").get_text() == marked.title
    listed = Walker(client, "en").visit("checklist", "arrival").soup.get_text()
    assert "Only in Swedish" in listed
    swedish = Walker(client, "sv").visit("plan").soup.select_one("li[id='library-card']")
    assert "Bara på svenska" not in swedish.get_text()


def test_they_see_it_in_lists_and_where_the_page_would_be(marked):
    client = Client()
    step = loaded.page("step:you_are_here", "en")
    for page in (step, step.get_parent()):
        assert "Only in Swedish" in tags(client, page.url)
    missing = client.get(reverse("untranslated", args=[marked.pk]).replace("/sv/", "/en/"))
    assert "Only in Swedish" in missing.content.decode()


def test_a_marked_step_says_so_too(marked):
    step = loaded.page("step:interests")
    StepPage.objects.get(key="interests", locale__language_code="en").unpublish()
    publish(step, swedish_only=True)
    assert load_journey("en").steps["interests"].swedish_only
    assert not load_journey("sv").steps["interests"].swedish_only
    assert "Only in Swedish" in tags(Client(), loaded.page("phase:before", "en").url)
    client = Client()
    moved(client, EU_WORKER)
    question = Walker(client, "en").visit("question", "before", "interests.1")
    assert "Only in Swedish" in question.soup.get_text()


def test_a_page_that_is_translated_bears_no_mark(marked):
    translation = task("library-card", "en")
    translation.save_revision().publish()
    assert not load_journey("en").tasks["library-card"].swedish_only
