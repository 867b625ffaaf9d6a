"""Every place that names a page or a word is found, with its field, language and state."""

import pytest
from django.contrib.auth.models import Group, Permission
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import GroupPagePermission

from cms.models import Term
from home.uses import uses
from tests import loaded
from tests.editing import editor
from tests.factories.pages import ArticleFactory, OrganizationFactory, publish

pytestmark = pytest.mark.django_db


@pytest.fixture
def choir():
    return OrganizationFactory(parent=loaded.page("directory:directory"), title="Exempelkören")


@pytest.fixture
def article(choir):
    """An article whose text links to the choir."""
    page = ArticleFactory(parent=loaded.page("page:housing"), title="Sjung med")
    return publish(page, body=[("text", link(choir))])


def link(page):
    return f'<p>Fråga <a linktype="page" id="{page.pk}">kören</a>.</p>'


def term(kind, key):
    return Term.objects.get(kind=kind, key=key, locale__language_code="sv")


def told(thing):
    return [(str(use.source), use.place.field, use.is_live, use.is_draft) for use in uses([thing])]


def test_fields_choosers_and_links_are_found(choir, article):
    publish(loaded.page("step:interests"), contacts=[("organization", choir)])
    publish(loaded.page("task:library-card"), responsible=choir)
    found = {(title, field) for title, field, _live, _draft in told(choir)}
    assert ("Sjung med", "Text: text") in found
    assert ("Intressen", "Att vända sig till") in found
    assert (loaded.page("task:library-card").title, "Ansvarig organisation") in found


def test_translations_that_name_it_are_found(choir):
    publish(loaded.page("step:interests"), contacts=[("organization", choir)])
    languages = {use.source.locale.language_code for use in uses([choir])}
    assert languages == {"sv", "en", "ar"}


def test_a_draft_that_names_it_is_found_as_a_draft(choir):
    step = loaded.page("step:interests")
    step.contacts = [("organization", choir)]
    step.save_revision()
    assert told(choir) == [("Intressen", "Att vända sig till", False, True)]


def test_a_published_place_is_found_though_the_draft_is_without_it(choir, article):
    article.body = [("text", "<p>Ingen kör.</p>")]
    article.save_revision()
    assert told(choir) == [("Sjung med", "Text: text", True, False)]


def test_a_page_that_was_taken_back_counts_as_a_draft(choir, article):
    article.unpublish()
    assert told(choir) == [("Sjung med", "Text: text", False, True)]


def test_rules_that_read_the_questions_of_a_step_are_found():
    found = {
        (str(use.source), use.place.field) for use in uses([loaded.page("step:about_the_move")])
    }
    assert ("Ansök om att slippa tull på dina saker", "Vem den är för") in found


@pytest.mark.parametrize(
    ("kind", "key", "title", "field"),
    [
        ("topic", "culture", "Kultur", "Ämnen"),
        ("topic", "culture", "Intressen", "Frågor"),
        ("area", "ojebyn", "Exempelkören i Öjebyn", "Områden"),
        ("unit", "relocation_service", "Hyra lägenhet", "Enhet som ansvarar för sidan"),
    ],
)
def test_a_word_is_found_where_a_page_has_it(kind, key, title, field):
    assert (title, field) in {(str(use.source), use.place.field) for use in uses([term(kind, key)])}


def test_a_language_is_found_in_contact_points(choir):
    publish(
        choir, contact_points=[("contact_point", {"function": "Kansliet", "languages": ["so"]})]
    )
    found = {(title, field) for title, field, _live, _draft in told(term("language", "so"))}
    assert ("Exempelkören", "Kontaktvägar") in found


def test_more_pages_take_no_more_queries(choir, article):
    browser, address = editor(), reverse("uses", args=["page", choir.pk])

    def number():
        browser.get(address)
        with CaptureQueriesContext(connection) as captured:
            browser.get(address)
        return len(captured)

    before = number()
    for index in range(5):
        other = ArticleFactory(parent=loaded.page("page:housing"), title=f"Sida {index}")
        publish(other, body=[("text", link(choir))])
    assert number() == before


# In the admin ------------------------------------------------------------------


def test_the_admin_shows_each_place_with_its_editor(choir, article):
    page = editor().get(reverse("uses", args=["page", choir.pk]))
    (row,) = page.context["rows"]
    assert (row.title, row.kind, row.language, row.state) == (
        "Sjung med",
        "Artikel",
        "Svenska",
        "Publicerad",
    )
    assert row.url == reverse("wagtailadmin_pages:edit", args=[article.pk])


def test_menus_of_pages_and_words_lead_there(choir):
    choir = publish(choir, lead="Vi sjunger.")
    browser, word = editor(), term("topic", "culture")
    address = reverse("uses", args=["page", choir.pk])
    above = browser.get(reverse("wagtailadmin_pages:edit", args=[choir.pk]))
    assert address in above.content.decode()
    above = browser.get(reverse("wagtailadmin_explore", args=[choir.get_parent().pk]))
    assert address in above.content.decode()
    words = browser.get(reverse("wagtailsnippets_cms_term:list"), {"q": "Kultur"})
    assert reverse("uses", args=["word", word.pk]) in words.content.decode()


@pytest.fixture
def stranger(django_user_model, client):
    """An editor of another section."""
    group = Group.objects.create(name="Bostad")
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    change = Permission.objects.get(codename="change_page", content_type__app_label="wagtailcore")
    GroupPagePermission.objects.create(
        group=group, page=loaded.page("page:work"), permission=change
    )
    user = django_user_model.objects.create_user("redaktor", email="redaktor@example.com")
    user.groups.add(group)
    client.force_login(user)
    return client


def test_whoever_may_not_edit_a_page_is_not_told(stranger, choir):
    assert stranger.get(reverse("uses", args=["page", choir.pk])).status_code == 302


def test_the_draft_of_a_colleague_is_not_named_to_others(stranger):
    article = loaded.page("page:rent")
    article.body = [("text", link(loaded.page("page:work")))]
    article.title = "Hemligt"
    article.save_revision()
    page = stranger.get(reverse("uses", args=["page", loaded.page("page:work").pk]))
    assert page.status_code == 200
    assert "Hemligt" not in page.content.decode()


def test_an_unknown_address_is_not_found():
    assert editor().get("/admin/uses/thing/1/", follow=True).status_code == 404
    assert editor().get(reverse("uses", args=["page", 10**9]), follow=True).status_code == 404
