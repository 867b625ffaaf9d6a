"""Another page or word is put everywhere at once, as ordinary editing."""

import pytest
from django.urls import reverse
from wagtail.models import Page, PageLogEntry

from cms.models import Term
from home.replacing import How, preview
from home.uses import uses
from onboarding.loading import load_journey
from onboarding.models import TaskPage
from tests import loaded
from tests.editing import editor
from tests.factories.pages import ArticleFactory, OrganizationFactory, publish

pytestmark = pytest.mark.django_db


@pytest.fixture
def choir():
    return OrganizationFactory(parent=loaded.page("directory:directory"), title="Exempelkören")


@pytest.fixture
def band():
    return OrganizationFactory(parent=loaded.page("directory:directory"), title="Exempelbandet")


@pytest.fixture
def step(choir):
    """A step that names the choir, in every language."""
    return publish(loaded.page("step:interests"), contacts=[("organization", choir)])


def term(kind, key):
    return Term.objects.get(kind=kind, key=key, locale__language_code="sv")


def press(old, new, kind="page"):
    address = reverse("uses", args=[kind, old.pk])
    return editor().post(address, {"by": new.pk}, follow=True)


def contacts(page):
    page = page.specific_class.objects.get(pk=page.pk)
    return [block["value"] for block in page.contacts.raw_data]


def rules():
    tasks = TaskPage.objects.filter(locale__language_code="sv")
    return {task.key: list(task.audience.raw_data) for task in tasks}


def said(response):
    return " ".join(str(message) for message in response.context["messages"])


def test_first_it_is_shown_what_would_change(choir, band, step):
    address = reverse("uses", args=["page", choir.pk])
    page = editor().get(address, {"by": band.pk})
    (row,) = [row for row in page.context["steps"] if row.language == "Svenska"]
    assert (row.title, row.then, str(row.how)) == (
        "Intressen",
        "Exempelbandet",
        "Publiceras genast",
    )
    assert contacts(step) == [choir.pk]


def test_it_is_replaced_in_every_language(choir, band, step, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        press(choir, band)
    twins = Page.objects.filter(translation_key=step.translation_key)
    assert [contacts(twin) for twin in twins] == [[band.pk]] * 3
    assert not any(twin.has_unpublished_changes for twin in twins)
    assert uses([choir]) == []


def test_texts_and_fields_are_replaced_too(choir, band):
    article = ArticleFactory(parent=loaded.page("page:housing"), title="Sjung med")
    text = f'<p>Hos <a linktype="page" id="{choir.pk}">dem</a>.</p>'
    publish(article, body=[("text", text), ("pages", {"heading": "", "pages": [choir]})])
    publish(loaded.page("task:library-card"), responsible=choir)
    press(choir, band)
    article = type(article).objects.get(pk=article.pk)
    assert f'id="{band.pk}">dem</a>' in str(article.body[0].value.source)
    assert article.body.raw_data[1]["value"]["pages"][0]["value"] == band.pk
    assert load_journey("sv").tasks["library-card"].responsible.name == "Exempelbandet"


def test_what_stands_there_already_is_not_there_twice(choir, band):
    both = [("organization", choir), ("organization", band)]
    step = publish(loaded.page("step:interests"), contacts=both)
    press(choir, band)
    assert contacts(step) == [band.pk]


def test_the_draft_of_an_editor_is_changed_and_left_to_them(choir, band, step):
    draft = step.specific_class.objects.get(pk=step.pk)
    draft.lead = "Något nytt."
    draft.save_revision()
    page = press(choir, band)
    step = step.specific_class.objects.get(pk=step.pk)
    newest = step.get_latest_revision_as_object()
    assert (step.lead, contacts(step)) != ("Något nytt.", [band.pk])
    assert newest.lead == "Något nytt."
    assert [block["value"] for block in newest.contacts.raw_data] == [band.pk]
    assert "Intressen" in [row.title for row in page.context["rows"]]


def test_a_locked_page_is_left(choir, band, step):
    Page.objects.filter(translation_key=step.translation_key).update(locked=True)
    assert {found.how for found in preview(choir, band)} == {How.LEFT}
    press(choir, band)
    assert contacts(step) == [choir.pk]


def test_history_says_who_did_it_and_is_the_way_back(choir, band, step):
    before = step.latest_revision
    press(choir, band)
    entry = PageLogEntry.objects.filter(page=step.pk, action="wagtail.publish").latest("timestamp")
    assert entry.user.username == "editor"
    assert PageLogEntry.objects.filter(page=choir.pk, action="home.replace").exists()
    history = editor().get(reverse("wagtailadmin_pages:history", args=[choir.pk]))
    assert "Utbytt överallt mot ”Exempelbandet”" in history.content.decode()
    before.publish()
    assert contacts(step) == [choir.pk]


def test_afterwards_it_may_be_taken_away(choir, band, step):
    press(choir, band)
    editor().post(reverse("wagtailadmin_pages:delete", args=[choir.pk]))
    assert not Page.objects.filter(pk=choir.pk).exists()


def test_a_topic_is_replaced_on_every_page():
    old, new = term("topic", "culture"), term("topic", "nature_seasons")
    press(old, new, kind="word")
    topics = loaded.page("page:culture").topics.all()
    assert old not in topics
    assert new in topics
    # What movers can be interested in is a question of its own.
    assert {use.place.field for use in uses([old])} == {"Frågor"}


def test_a_language_is_replaced_in_contact_points(choir):
    point = {"function": "Kansliet", "languages": ["so", "fi"]}
    publish(choir, contact_points=[("contact_point", point)])
    press(term("language", "so"), term("language", "fi"), kind="word")
    choir.refresh_from_db()
    assert choir.contact_points.raw_data[0]["value"]["languages"] == ["fi"]


def test_rules_stay_as_they_are():
    step, other = loaded.page("step:about_the_move"), loaded.page("step:interests")
    before = rules()
    press(step, other)
    assert rules() == before


def test_what_would_make_plans_wrong_is_refused():
    waiting = TaskPage.objects.filter(locale__language_code="sv").exclude(prerequisites="[]")
    task = next(task for task in waiting if task.prerequisites)
    first = TaskPage.objects.get(pk=task.prerequisites[0].value["any_of"][0].pk)
    # The task would wait for itself.
    response = press(first, task)
    assert "flyttares planer" in said(response).lower()
    task.refresh_from_db()
    assert task.prerequisites[0].value["any_of"][0].pk == first.pk


def test_only_the_same_kind_can_be_chosen(choir, step):
    response = press(choir, step)
    assert response.context["form"].errors
    assert contacts(step) == [choir.pk]
