"""What readers need is not taken away, one by one or from a list; the rest may go."""

import pytest
from django.urls import reverse
from wagtail.models import Page

from cms.models import Term
from home.taking_away import needed
from onboarding.loading import load_journey
from tests import loaded
from tests.editing import editor
from tests.factories.pages import OrganizationFactory, publish

pytestmark = pytest.mark.django_db
# A step with questions, a task that dates are counted from, an organisation that decides.
NEEDED = ["step:your_rights", "task:receive-personnummer", "org:skatteverket"]
FREE = "task:right-to-vote"


@pytest.fixture
def choir():
    """An organisation that nothing names."""
    return OrganizationFactory(parent=loaded.page("directory:directory"), title="Exempelkören")


def topic(key):
    return Term.objects.get(kind="topic", key=key, locale__language_code="sv")


def take_away(page, action):
    address = reverse(f"wagtailadmin_pages:{action}", args=[page.pk])
    return editor().post(address, follow=True)


def take_away_together(pages, action):
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", action])
    ids = "&".join(f"id={page.pk}" for page in pages)
    return editor().post(f"{address}?{ids}&next=/admin/", follow=True)


def said(response):
    return " ".join(str(message) for message in response.context["messages"])


@pytest.mark.parametrize("name", NEEDED)
@pytest.mark.parametrize("action", ["unpublish", "delete"])
def test_what_the_journey_needs_is_not_taken_away(name, action):
    page, before = loaded.page(name), load_journey("sv")
    response = take_away(page, action)
    assert Page.objects.get(pk=page.pk).live
    assert load_journey("sv").tasks == before.tasks
    assert "flyttares planer" in said(response)


@pytest.mark.parametrize("action", ["unpublish", "delete"])
def test_nor_as_one_of_several(action):
    page, other = loaded.page("step:your_rights"), loaded.page("page:culture")
    response = take_away_together([page, other], action)
    assert Page.objects.filter(pk__in=[page.pk, other.pk], live=True).count() == 2
    assert "flyttares planer" in said(response)


@pytest.mark.parametrize("action", ["unpublish", "delete"])
def test_a_task_that_nothing_needs_may_be_taken_away(action):
    take_away(loaded.page(FREE), action)
    assert "right-to-vote" not in load_journey("sv").tasks


@pytest.mark.parametrize("action", ["unpublish", "delete"])
def test_what_a_step_names_stays_and_the_places_are_listed(choir, action):
    step = publish(loaded.page("step:interests"), contacts=[("organization", choir)])
    response = take_away(choir, action)
    assert Page.objects.get(pk=choir.pk).live
    assert "”Exempelkören” står kvar: Intressen behöver den" in said(response)
    assert response.redirect_chain[-1][0] == reverse("uses", args=["page", choir.pk])
    rows = response.context["rows"]
    assert [row.title for row in rows if row.language == "Svenska"] == [step.title]


def test_what_an_article_shows_stays_too():
    assert take_away(loaded.page("task:library-card"), "unpublish").context["rows"]
    assert "library-card" in load_journey("sv").tasks


def test_a_draft_does_not_stop_it(choir):
    step = loaded.page("step:interests")
    step.contacts = [("organization", choir)]
    step.save_revision()
    take_away(choir, "unpublish")
    assert not Page.objects.get(pk=choir.pk).live


def test_several_are_refused_with_a_way_to_each(choir):
    publish(loaded.page("step:interests"), contacts=[("organization", choir)])
    text = said(take_away_together([choir, loaded.page("task:library-card")], "unpublish"))
    assert reverse("uses", args=["page", choir.pk]) in text
    assert Page.objects.get(pk=choir.pk).live


@pytest.mark.parametrize("several", [False, True])
def test_a_topic_of_a_published_page_is_not_deleted(several):
    word = topic("culture")
    address = reverse("wagtailsnippets_cms_term:delete", args=[word.pk])
    if several:
        address = reverse("wagtail_bulk_action", args=["cms", "term", "delete"])
        address += f"?id={word.pk}"
    response = editor().post(address, follow=True)
    assert Term.objects.filter(pk=word.pk).exists()
    assert reverse("uses", args=["word", word.pk]) in said(response)


def test_a_topic_that_no_page_has_is_deleted():
    word = Term.objects.create(
        kind="topic", key="unused", name="Oanvänt", locale=topic("culture").locale
    )
    editor().post(reverse("wagtailsnippets_cms_term:delete", args=[word.pk]))
    assert not Term.objects.filter(pk=word.pk).exists()


def test_of_those_that_go_together_none_needs_the_other(choir):
    free = publish(loaded.page(FREE), contacts=[("organization", choir)])
    twins = [
        publish(twin.specific, contacts=[])
        for twin in Page.objects.filter(translation_key=free.translation_key).exclude(pk=free.pk)
    ]
    assert len(twins) == 2
    free, choir = Page.objects.get(pk=free.pk), Page.objects.get(pk=choir.pk)
    assert needed([choir]) == [choir]
    assert needed([choir, free]) == []
