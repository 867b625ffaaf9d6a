"""A reader is always told in which language a page is, and whether there is another."""

import pytest
from django.conf import settings
from wagtail.models import Locale

from cms.language_names import OWN_NAMES, RIGHT_TO_LEFT
from tests import loaded
from tests.factories.pages import ArticleFactory, publish
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
def finnish():
    """A language that an editor has added, with a start page that nobody has published."""
    locale = Locale.objects.create(language_code="fi")
    loaded.page("page:home").copy_for_translation(locale)
    return locale


def start_page(locale):
    return loaded.page("page:home").get_translation(locale).specific


def published(page, **changes):
    return publish(page.copy_for_translation(changes.pop("locale")), **changes)


def offered(html):
    """Return the languages that a page offers its reader."""
    return {a["hreflang"] for _tag, a in elements(html, "a", "link") if a.get("hreflang")}


def language_of(answer):
    return elements(answer.content, "html")[0][1]["lang"]


def test_a_language_without_a_public_start_page_is_not_offered(client, finnish):
    assert "fi" not in offered(client.get(loaded.page("page:rent").url).content)
    assert b"/fi/" not in client.get("/sitemap.xml").content


@pytest.mark.parametrize("address", ["/fi/", "/fi/my-plan/", "/fi/search/", "/fi/x.txt", "/so/"])
def test_its_addresses_are_not_found_and_never_swedish_as_its_own(client, finnish, address):
    answer = client.get(address, headers={"accept-language": "fi"})
    assert answer.status_code == 404
    assert language_of(answer) == "sv"
    answer = client.get(address, headers={"accept-language": "fi,en;q=0.5"})
    assert language_of(answer) == "en"


def test_no_browser_is_sent_to_it(client, finnish):
    answer = client.get("/", headers={"accept-language": "fi,en;q=0.5"})
    assert answer.headers["Location"] == "/en/"


def test_its_published_pages_wait_for_the_start_page(client, finnish):
    page = published(loaded.page("page:contact_us"), locale=finnish, title="Yhteystiedot")
    assert client.get(page.url).status_code == 404
    assert page.url not in links(client.get("/sv/sok/?q=Yhteystiedot").content)
    assert "fi" not in offered(client.get(loaded.page("page:contact_us").url).content)


def test_an_editor_can_preview_it(admin_client, finnish):
    page = start_page(finnish)
    page.title = "Tervetuloa"
    page.save_revision()
    answer = admin_client.get(f"/admin/pages/{page.pk}/view_draft/")
    assert answer.status_code == 200
    assert language_of(answer) == "fi"


def test_it_is_public_once_its_start_page_is_published(client, finnish):
    page = publish(start_page(finnish), title="Tervetuloa")
    assert language_of(client.get("/fi/")) == "fi"
    assert "fi" in offered(client.get("/sv/").content)
    assert f"{settings.SITE_BASE_URL}{page.url}" in client.get("/sitemap.xml").content.decode()
    answer = client.get("/", headers={"accept-language": "fi"})
    assert answer.headers["Location"] == "/fi/"


def test_it_is_taken_back_with_its_start_page(client, finnish):
    publish(start_page(finnish)).unpublish()
    assert client.get("/fi/").status_code == 404
    assert "fi" not in offered(client.get("/sv/").content)


def test_what_it_lacks_says_so_in_its_own_place(client, finnish):
    publish(start_page(finnish))
    swedish = loaded.page("page:rent")
    answer = client.get(f"/fi/untranslated/{swedish.pk}/")
    assert (answer.status_code, language_of(answer)) == (404, "fi")
    assert swedish.url in links(answer.content)


def test_a_page_that_only_holds_the_place_of_its_original_is_none(client, finnish):
    """wagtail-localize puts Swedish aliases above a translation whose parents have none."""
    publish(start_page(finnish))
    page = loaded.page("page:rent")
    rent = publish(page.copy_for_translation(finnish, copy_parents=True), title="Vuokra")
    alias = rent.get_parent()
    assert alias.alias_of
    assert client.get(rent.url).status_code == 200
    assert client.get(alias.url, follow=True).status_code == 404
    assert alias.title not in client.get(rent.url).content.decode()
    assert f"{alias.url}<" not in client.get("/sitemap.xml").content.decode()


@pytest.mark.parametrize("code", [code for code, _name in settings.LANGUAGES])
def test_every_known_language_can_be_made_public(client, code):
    locale, _is_new = Locale.objects.get_or_create(language_code=code)
    home = loaded.page("page:home")
    if not home.has_translation(locale):
        publish(home.copy_for_translation(locale))
    answer = client.get(f"/{code}/")
    direction = "rtl" if code in RIGHT_TO_LEFT else "ltr"
    assert elements(answer.content, "html") == [("html", {"lang": code, "dir": direction})]
    assert OWN_NAMES[code] in answer.content.decode()
