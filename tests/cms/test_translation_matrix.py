"""The matrix of pages and languages says how each stands and leads to where it is mended."""

import pytest
from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from django.urls import reverse
from wagtail.models import GroupPagePermission, Locale
from wagtail_localize.models import Translation

from cms.models import ArticlePage, TranslationState
from tests import loaded
from tests.factories.pages import ArticleFactory, publish

pytestmark = pytest.mark.django_db
REPORT = "/admin/reports/matrix/"


@pytest.fixture
def every_state(django_capture_on_commit_callbacks):
    """A page in each state in English, by the name of the state."""
    missing = publish(ArticleFactory(parent=loaded.page("page:home"), title="Ny sida"))
    loaded.page("page:ojebyn", "en").unpublish()
    with django_capture_on_commit_callbacks(execute=True):
        outdated = publish(loaded.page("page:rent"), lead="En helt ny mening.")
    machine = loaded.page("page:work")
    translation = Translation.objects.get(source__object_id=machine.translation_key)
    TranslationState.objects.update_or_create(
        translation=translation, defaults={"is_machine": True, "open_since": None}
    )
    return {
        "missing": missing,
        "in_translation": loaded.page("page:ojebyn"),
        "outdated": outdated,
        "machine": machine,
        "up_to_date": loaded.page("page:easy_read"),
    }


def titles(client, **asked):
    return [page.title for page in client.get(REPORT, asked).context["object_list"]]


def cell(client, page, language="en"):
    """Return the cell of one page, found by the state it should have been filtered for."""
    answer = client.get(REPORT, {"language": language, "p": 1})
    view = answer.context["view"]
    found = view.get_base_queryset().get(pk=page.pk)
    return view.columns[-1].cell(found)


@pytest.mark.parametrize("state", ["missing", "in_translation", "outdated", "machine"])
def test_a_page_is_found_by_its_state(admin_client, every_state, state):
    assert titles(admin_client, state=state, language="en") == [every_state[state].title]


def test_all_others_are_up_to_date(admin_client, every_state):
    answer = admin_client.get(REPORT, {"state": "up_to_date", "language": "en"})
    assert answer.context["paginator"].count > 150
    assert cell(admin_client, every_state["up_to_date"]).state == "up_to_date"


@pytest.mark.parametrize(
    ("state", "words"),
    [
        ("missing", "Saknas"),
        ("in_translation", "Under översättning"),
        ("outdated", "Föråldrad"),
        ("machine", "Maskinöversatt"),
    ],
)
def test_each_cell_says_its_state_in_words_beside_an_icon(admin_client, every_state, state, words):
    html = admin_client.get(REPORT, {"state": state}).content.decode()
    row = html.split(f"translation-state--{state}")[1].split("</a>")[0]
    assert words in row
    assert "<svg" in row


def test_each_cell_leads_to_where_it_is_mended(admin_client, every_state):
    for state, page in every_state.items():
        url = cell(admin_client, page).url
        if state == "missing":
            assert url == reverse("wagtail_localize:submit_page_translation", args=[page.pk])
        else:
            twin = page.get_translation(Locale.objects.get(language_code="en"))
            assert url == reverse("wagtailadmin_pages:edit", args=[twin.pk])
        assert admin_client.get(url).status_code == 200


def test_a_language_that_is_not_public_yet_has_a_column_too(admin_client):
    Locale.objects.get_or_create(language_code="ar")
    html = admin_client.get(REPORT).content.decode()
    assert "العربية" in html
    assert cell(admin_client, loaded.page("page:rent"), "ar").state == "missing"


def test_the_matrix_is_narrowed_to_a_kind_of_page(admin_client, every_state):
    kind = ContentType.objects.get_for_model(ArticlePage)
    found = admin_client.get(REPORT, {"content_type": kind.pk}).context["object_list"]
    assert {page.content_type_id for page in found} == {kind.pk}


def test_it_is_cut_into_pages(admin_client):
    answer = admin_client.get(REPORT, {"p": 2})
    assert answer.status_code == 200
    assert answer.context["paginator"].num_pages > 3


@pytest.mark.parametrize(
    "asked", [{"language": "xx"}, {"state": "nonsense"}, {"content_type": "x"}]
)
def test_a_question_that_makes_no_sense_gets_an_answer(admin_client, asked):
    assert admin_client.get(REPORT, asked).status_code == 200


def test_twenty_queries_are_enough_however_many_pages(
    admin_client, every_state, django_assert_max_num_queries
):
    admin_client.get(REPORT)
    with django_assert_max_num_queries(20):
        assert len(admin_client.get(REPORT).context["object_list"]) == 50


def test_an_editor_sees_her_own_pages_only(client, django_user_model, every_state):
    group = Group.objects.create(name="Bostad")
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    change = Permission.objects.get(codename="change_page", content_type__app_label="wagtailcore")
    housing = loaded.page("page:housing")
    GroupPagePermission.objects.create(group=group, page=housing, permission=change)
    user = django_user_model.objects.create_user("redaktör")
    user.groups.add(group)
    client.force_login(user)
    found = client.get(REPORT).context["object_list"]
    assert found
    assert all(page.path.startswith(housing.path) for page in found)


def test_the_matrix_as_a_spreadsheet(admin_client, every_state):
    answer = admin_client.get(REPORT, {"export": "csv", "state": "outdated"})
    text = b"".join(answer.streaming_content).decode()
    assert every_state["outdated"].title in text
    assert "Föråldrad" in text
