"""A reader is always told in which language a page is, and whether there is another."""

import pytest
from django.conf import settings
from wagtail.models import Locale

from cms import languages
from home.models import StartPage
from tests import loaded
from tests.factories.pages import ArticleFactory
from tests.html import elements, links

pytestmark = pytest.mark.django_db


@pytest.fixture
def untranslated():
    return ArticleFactory(parent=loaded.page("page:home"), title="Bara på svenska")


def alternates(html):
    return {
        attributes["hreflang"]: attributes["href"]
        for _tag, attributes in elements(html, "link")
        if attributes.get("rel") == "alternate"
    }


def canonical(html):
    return [a["href"] for _tag, a in elements(html, "link") if a.get("rel") == "canonical"]


def test_a_page_names_its_translation_and_itself(client):
    swedish, english = (loaded.page("page:rent", code) for code in ("sv", "en"))
    base = settings.SITE_BASE_URL
    expected = {
        "sv": base + swedish.url,
        "en": base + english.url,
        "x-default": base + swedish.url,
    }
    assert alternates(client.get(swedish.url).content) == expected
    assert alternates(client.get(english.url).content) == expected


@pytest.mark.parametrize("code", ["sv", "en"])
@pytest.mark.parametrize("name", loaded.EXAMPLES.values())
def test_every_page_has_one_address_of_its_own(client, name, code):
    page = loaded.page(name, code)
    html = client.get(page.url, {"utm_source": "tidning"}).content
    assert canonical(html) == [settings.SITE_BASE_URL + page.url]
    assert elements(html, "html") == [("html", {"lang": code, "dir": "ltr"})]


def test_the_switcher_leads_to_the_translation(client):
    html = client.get(loaded.page("page:rent").url).content
    assert loaded.page("page:rent", "en").url in links(html)


def test_an_untranslated_page_names_no_translation(client, untranslated):
    assert alternates(client.get(untranslated.url).content).keys() == {"sv", "x-default"}


def test_the_switcher_leads_to_a_page_that_says_there_is_no_translation(client, untranslated):
    address = f"/en/untranslated/{untranslated.pk}/"
    assert address in links(client.get(untranslated.url).content)
    answer = client.get(address)
    assert answer.status_code == 404
    assert elements(answer.content, "html")[0][1]["lang"] == "en"
    assert untranslated.url in links(answer.content)


def test_that_page_marks_the_original_with_its_language(client, untranslated):
    html = client.get(f"/en/untranslated/{untranslated.pk}/").content
    marked = [a for tag, a in elements(html, "ul", "a", "li") if a.get("lang") == "sv"]
    assert any(a.get("href", untranslated.url) == untranslated.url for a in marked)


def test_a_translation_that_was_taken_back_counts_as_none(client):
    english = loaded.page("page:rent", "en")
    english.unpublish()
    swedish = loaded.page("page:rent")
    assert alternates(client.get(swedish.url).content).keys() == {"sv", "x-default"}
    assert client.get(english.url).status_code == 404
    assert client.get(f"/en/untranslated/{swedish.pk}/").status_code == 404


def test_a_private_translation_counts_as_none(client):
    loaded.hide(loaded.page("page:rent", "en"))
    assert alternates(client.get(loaded.page("page:rent").url).content).keys() == {
        "sv",
        "x-default",
    }


def test_once_translated_the_old_address_leads_on(client):
    answer = client.get(f"/en/untranslated/{loaded.page('page:rent').pk}/")
    assert answer.headers["Location"] == loaded.page("page:rent", "en").url


def test_a_draft_is_not_revealed(client, untranslated):
    untranslated.unpublish()
    answer = client.get(f"/en/untranslated/{untranslated.pk}/")
    assert answer.status_code == 404
    assert "Bara på svenska" not in answer.content.decode()


def test_views_exist_in_every_language(client):
    html = client.get("/sv/sok/", {"q": "bostad"}).content
    assert "/en/search/?q=bostad" in links(html)


@pytest.fixture
def _with_arabic(settings):
    settings.LANGUAGES = [*settings.LANGUAGES, ("ar", "Arabic")]
    settings.WAGTAIL_CONTENT_LANGUAGES = settings.LANGUAGES
    from django.utils.translation import trans_real

    trans_real.get_languages.cache_clear()
    yield
    trans_real.get_languages.cache_clear()


@pytest.mark.usefixtures("_with_arabic")
def test_a_language_without_a_start_page_never_shows_swedish_as_its_own(client):
    answer = client.get("/ar/", follow=True)
    assert answer.status_code == 404
    assert "cms/untranslated.html" in [template.name for template in answer.templates]


@pytest.mark.usefixtures("_with_arabic")
def test_right_to_left_languages_are_marked(client):
    arabic = Locale.objects.create(language_code="ar")
    page = loaded.page("page:home").copy_for_translation(arabic)
    page.save_revision().publish()
    html = client.get("/ar/").content
    assert elements(html, "html") == [("html", {"lang": "ar", "dir": "rtl"})]


def test_listed_languages_have_a_start_page():
    for code, _name in settings.LANGUAGES:
        assert StartPage.objects.filter(locale__language_code=code, live=True).exists()
        assert code in languages.OWN_NAMES
