"""Nothing that readers may not see is shown to them anywhere."""

import pytest
from wagtail.models import Page

from cms.visibility import is_public, public
from home.search import search
from tests import loaded
from tests.factories.pages import ArticleFactory, OrganizationFactory, StoryFactory, publish

pytestmark = pytest.mark.django_db
SECRET = "Hemlighetsfull"


@pytest.fixture(params=["draft", "private", "below a private page"])
def hidden(request):
    """An article that readers may not see, by its parent and title."""
    parent = loaded.page("page:housing")
    page = ArticleFactory(parent=parent, title=SECRET, show_in_menus=True, show_in_footer=True)
    {
        "draft": page.unpublish,
        "private": lambda: loaded.hide(page),
        "below a private page": lambda: loaded.hide(parent),
    }[request.param]()
    return page


def shown(client, *addresses):
    return "".join(client.get(address).content.decode() for address in addresses)


def test_pages_agree_on_what_is_public(hidden):
    told = Page.objects.annotate(shown=is_public()).filter(shown=True)
    assert set(told) == set(public(Page.objects.all()))
    assert hidden.pk not in {page.pk for page in told}


def test_search_does_not_find_it(hidden):
    assert hidden.pk not in search(SECRET, "sv").ids
    assert hidden.pk not in search(SECRET[:5], "sv").ids


def test_lists_do_not_show_it(client, hidden):
    parent = hidden.get_parent()
    pages = ["/sv/", "/sitemap.xml", f"/sv/sok/?q={SECRET}", parent.url]
    html = shown(client, *pages).replace(f"q={SECRET}", "")
    assert hidden.url not in html


def test_cards_do_not_show_it(client, hidden):
    chosen = {"heading": "", "pages": [{"type": "item", "value": hidden.pk, "id": "b"}]}
    page = publish(
        loaded.page("page:leisure"), body=[{"type": "pages", "value": chosen, "id": "a"}]
    )
    assert SECRET not in shown(client, page.url)


def test_a_link_in_a_text_leads_nowhere(client, hidden):
    text = f'<p>Läs <a linktype="page" id="{hidden.pk}">mer</a></p>'
    page = publish(loaded.page("page:leisure"), body=[{"type": "text", "value": text, "id": "a"}])
    assert hidden.url not in shown(client, page.url)


@pytest.mark.parametrize("hide", ["unpublish", "hide"])
def test_organisations_disappear_from_directory_filters_and_tasks(client, hide):
    page = loaded.page("org:pitebo")
    page.unpublish() if hide == "unpublish" else loaded.hide(page)
    task = loaded.page("task:join-pitebo-queue")
    html = shown(client, "/sv/kontakter/?q=pitebo", "/sv/kontakter/", task.url)
    assert page.url not in html


def test_stories_disappear_from_the_start_page(client):
    story = StoryFactory(parent=loaded.page("page:stories"), title="Aaa")
    publish(story)
    for other in type(story).objects.live():
        loaded.hide(other)
    assert "/berattelser/" not in shown(client, "/sv/")


def test_another_language_is_not_found():
    OrganizationFactory(parent=loaded.page("directory:directory", "en"), title="Snowflakers")
    assert search("Snowflakers", "en").ids
    assert not search("Snowflakers", "sv").ids


def test_the_private_page_itself_asks_to_sign_in(client):
    page = loaded.page("page:rent")
    loaded.hide(page)
    answer = client.get(page.url)
    assert answer.status_code == 302
    assert page.title not in answer.content.decode()
