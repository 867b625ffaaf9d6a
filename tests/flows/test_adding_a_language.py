"""A communicator adds a language in the admin, alone: no settings, no developer, no restart."""

import json

import polib
import pytest
from django.contrib.auth.models import Group, Permission
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from wagtail.models import GroupPagePermission, Locale, Page
from wagtail_localize.models import StringSegment, Translation

from cms import catalogues
from tests import loaded
from tests.html import elements, links

pytestmark = pytest.mark.django_db
RIGHTS = [
    ("wagtailadmin", "access_admin"),
    ("wagtailcore", "add_locale"),
    ("wagtail_localize", "submit_translation"),
]
PAGE_RIGHTS = ["add_page", "change_page", "publish_page"]


@pytest.fixture(autouse=True)
def _own_catalogues(settings, tmp_path, monkeypatch):
    settings.UPLOADED_CATALOGUES = tmp_path
    settings.LOCALE_PATHS = [tmp_path, *settings.LOCALE_PATHS[1:]]
    monkeypatch.setattr(catalogues, "_taken_up", {})
    yield
    catalogues._forget("fi", tmp_path / "fi" / "LC_MESSAGES/django.mo")


@pytest.fixture
def communicator(django_user_model):
    """Somebody who may edit every page and add languages, and is no administrator."""
    group = Group.objects.create(name="Kommunikatörer")
    for app, name in RIGHTS:
        group.permissions.add(Permission.objects.get(content_type__app_label=app, codename=name))
    for name in PAGE_RIGHTS:
        right = Permission.objects.get(content_type__app_label="wagtailcore", codename=name)
        GroupPagePermission.objects.create(
            group=group, page=Page.get_first_root_node(), permission=right
        )
    user = django_user_model.objects.create_user("kommunikator", email="k@example.com")
    user.groups.add(group)
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def committed(django_capture_on_commit_callbacks):
    return lambda: django_capture_on_commit_callbacks(execute=True)


def add_language(editor, code):
    answer = editor.post("/admin/locales/new/", {"language_code": code})
    assert answer.status_code == 302
    return Locale.objects.get(language_code=code)


def submit(editor, page, locale):
    """Ask for a page to be translated, and return the draft that comes of it."""
    form = {"locales": [locale.pk]}
    assert editor.post(f"/admin/localize/submit/page/{page.pk}/", form).status_code == 302
    return page.get_translation(locale)


def translate(editor, page, locale, texts):
    """Fill in every text in the side-by-side editor; what has no text of its own is marked."""
    translation = Translation.objects.get(
        source__object_id=page.translation_key, target_locale=locale
    )
    for segment in StringSegment.objects.filter(source=translation.source):
        text = texts.get(segment.string.data, f"suomeksi: {segment.string.data}")
        value = "koti" if segment.context.path == "slug" else text
        address = f"/admin/localize/translate/{translation.pk}/strings/{segment.pk}/edit/"
        answer = editor.put(address, f"value={value}", "application/x-www-form-urlencoded")
        assert answer.status_code in {200, 201}, answer.content


def publish(editor, draft):
    answer = editor.post(f"/admin/pages/{draft.pk}/edit/", {"action": "publish"})
    assert answer.status_code in {200, 302}


def languages_offered(client, address):
    return {a["hreflang"] for _tag, a in elements(client.get(address).content, "a", "link")
            if a.get("hreflang")}  # fmt: skip


def test_finnish_from_nothing_to_the_public(client, communicator, committed):
    # Settings, Locales: the choices are the languages that the service knows.
    screen = communicator.get("/admin/locales/new/").content.decode()
    assert '<option value="fi">' in screen
    assert "wagtail_localize_localesynchronization" not in screen
    with committed():
        finnish = add_language(communicator, "fi")
    assert client.get("/fi/").status_code == 404
    assert "fi" not in languages_offered(client, "/sv/")

    # The start page: submitted, translated side by side, still a draft.
    home = loaded.page("page:home")
    with committed():
        draft = submit(communicator, home, finnish)
    translate(communicator, home, finnish, {home.title: "Tervetuloa kotiin, Piteåån"})
    assert client.get("/fi/").status_code == 404

    # Published: the language is public everywhere, at once.
    with committed():
        publish(communicator, draft)
    html = client.get("/fi/").content.decode()
    assert elements(html, "html") == [("html", {"lang": "fi", "dir": "ltr"})]
    assert "Tervetuloa kotiin, Piteåån" in html
    assert "fi" in languages_offered(client, "/sv/")
    assert "/fi/" in client.get("/sitemap.xml").content.decode()
    assert client.get("/", headers={"accept-language": "fi"}).headers["Location"] == "/fi/"

    # What is not translated says so, and the plan falls back on Swedish tasks.
    rent = loaded.page("page:rent")
    answer = client.get(f"/fi/untranslated/{rent.pk}/")
    assert answer.status_code == 404
    assert rent.url in links(answer.content)
    assert client.get("/fi/my-plan/").status_code == 200

    # The interface: English until a translator's file is uploaded.
    assert "Skip to the content" in html
    file = polib.pofile(
        communicator.get("/admin/interface-texts/fi/download/").content.decode() + "\n"
    )
    file.find("Skip to the content").msgstr = "Siirry sisältöön"
    upload = SimpleUploadedFile("fi.po", str(file).encode())
    communicator.post("/admin/interface-texts/fi/", {"file": upload})
    assert "Siirry sisältöön" in client.get("/fi/").content.decode()


def test_a_further_page_is_public_when_it_is_published(client, communicator, committed):
    with committed():
        finnish = add_language(communicator, "fi")
    for name, title in (("page:home", "Tervetuloa"), ("page:contact_us", "Ota yhteyttä")):
        page = loaded.page(name)
        with committed():
            draft = submit(communicator, page, finnish)
        translate(communicator, page, finnish, {page.title: title})
        with committed():
            publish(communicator, draft)
    english = loaded.page("page:contact_us", "en")
    assert "fi" in languages_offered(client, english.url)
    translated = english.get_translation(finnish)
    assert "Ota yhteyttä" in client.get(translated.url).content.decode()
    assert translated.url in client.get("/fi/").content.decode()


def test_the_side_by_side_editor_shows_the_texts(communicator, committed):
    with committed():
        finnish = add_language(communicator, "fi")
    home = loaded.page("page:home")
    with committed():
        draft = submit(communicator, home, finnish)
    screen = communicator.get(f"/admin/pages/{draft.pk}/edit/").content.decode()
    props = next(a["data-props"] for _tag, a in elements(screen, "div") if "data-props" in a)
    assert home.title in json.dumps(json.loads(props), ensure_ascii=False)
