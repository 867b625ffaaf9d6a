"""An editor has the interface translated without a developer, and cannot break a page by it."""

import polib
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.translation import gettext, ngettext, override
from wagtail.models import Locale

from cms import catalogues
from scripts.messages import is_for_readers, messages

pytestmark = pytest.mark.django_db
# No package that we use has these words in Finnish.
SKIP, PLAN = "Skip to the content", "Make your plan"
SCREEN = "/admin/interface-texts/"


@pytest.fixture(autouse=True)
def _own_folder(settings, tmp_path, monkeypatch):
    """Keep uploads of a test apart, and forget them after it."""
    settings.UPLOADED_CATALOGUES = tmp_path
    settings.LOCALE_PATHS = [tmp_path, *settings.LOCALE_PATHS[1:]]
    monkeypatch.setattr(catalogues, "_taken_up", {})
    yield
    for code in ("fi", "sv", "so"):
        catalogues._forget(code, catalogues._place(tmp_path, code).with_suffix(".mo"))


@pytest.fixture
def finnish():
    return Locale.objects.create(language_code="fi")


def download(client, code):
    return polib.pofile(client.get(f"{SCREEN}{code}/download/").content.decode() + "\n")


def upload(client, code, content):
    file = SimpleUploadedFile("texts.po", content.encode() if isinstance(content, str) else content)
    return client.post(f"{SCREEN}{code}/", {"file": file}, follow=True)


def translated(catalogue, texts):
    for source, text in texts.items():
        catalogue.find(source).msgstr = text
    return str(catalogue)


def in_finnish(text):
    with override("fi"):
        return gettext(text)


def test_what_is_not_translated_is_english_and_never_swedish():
    assert in_finnish(SKIP) == SKIP
    with override("so"):
        assert gettext("Search") == "Search"
        assert ngettext("One hit", "%(number)s hits", 2) == "%(number)s hits"


def test_a_translator_gets_every_text_that_readers_meet_with_the_swedish_words(
    admin_client, finnish
):
    entries = {entry.msgid: entry for entry in download(admin_client, "fi")}
    assert entries["Search"].comment == "Sök"
    assert entries["Search"].msgstr == ""
    assert entries["One hit"].msgstr_plural == {0: "", 1: ""}
    # Not the admin's own, and no part of an address.
    assert "Vocabulary" not in entries
    assert not [text for text in entries if text.endswith("/")]


def test_a_language_has_as_many_forms_of_number_as_it_needs(admin_client):
    Locale.objects.create(language_code="se")
    catalogue = download(admin_client, "se")
    assert len(catalogue.find("One hit").msgstr_plural) == 3
    assert "nplurals=3" in catalogue.metadata["Plural-Forms"]


def test_what_is_uploaded_is_shown_at_once(admin_client, finnish):
    assert in_finnish(SKIP) == SKIP
    answer = upload(admin_client, "fi", translated(download(admin_client, "fi"), {SKIP: "Siirry"}))
    assert in_finnish(SKIP) == "Siirry"
    assert in_finnish(PLAN) == PLAN
    assert "1 av" in answer.content.decode() or "1 of" in answer.content.decode()
    assert download(admin_client, "fi").find(SKIP).msgstr == "Siirry"


def test_another_process_notices_what_was_uploaded(admin_client, finnish, monkeypatch):
    upload(admin_client, "fi", translated(download(admin_client, "fi"), {SKIP: "Siirry"}))
    assert in_finnish(SKIP) == "Siirry"
    # As if this process had not been the one that stored it.
    stored = catalogues._place(catalogues.settings.UPLOADED_CATALOGUES, "fi").with_suffix(".mo")
    polib.POFile().save_as_mofile(str(stored))
    assert in_finnish(SKIP) == "Siirry"
    catalogues.take_up("fi")
    assert in_finnish(SKIP) == SKIP


def test_an_upload_wins_over_what_the_project_brings(admin_client):
    upload(admin_client, "sv", translated(download(admin_client, "sv"), {"Search": "Leta"}))
    with override("sv"):
        assert gettext("Search") == "Leta"
        assert gettext("Menu") == "Meny"


def test_a_text_that_would_break_a_page_is_refused_and_named(admin_client, finnish):
    text = "Search for “%(query)s”"
    broken = translated(download(admin_client, "fi"), {text: "Haku %(sana)s <script>"})
    answer = upload(admin_client, "fi", broken)
    page = answer.content.decode()
    assert "%(query)s saknas." in page
    assert "Search for" in page
    assert in_finnish(text) == text


@pytest.mark.parametrize(
    "content",
    ["", "/etc/passwd", "msgid", b"\xff\xfe\x00", b"\0\0", f'msgid "{SKIP}"\nmsgstr "Sii', "<x>"],
)
def test_a_file_that_is_no_catalogue_is_refused(admin_client, finnish, content):
    answer = upload(admin_client, "fi", content)
    assert answer.status_code == 200
    assert "error" in answer.content.decode()
    assert in_finnish(SKIP) == SKIP


def test_a_text_that_the_site_does_not_know_is_left_out(admin_client, finnish):
    catalogue = download(admin_client, "fi")
    catalogue.append(polib.POEntry(msgid="my-plan/", msgstr="suunnitelma/"))
    catalogue.append(polib.POEntry(msgid="Old text", msgstr="Vanha"))
    upload(admin_client, "fi", translated(catalogue, {SKIP: "Siirry"}))
    assert in_finnish("Old text") == "Old text"
    assert in_finnish("my-plan/") == "my-plan/"


def test_only_those_who_may_add_languages_see_it(client, django_user_model, finnish):
    client.force_login(django_user_model.objects.create_user("ny", email="ny@example.com"))
    for address in (SCREEN, f"{SCREEN}fi/", f"{SCREEN}fi/download/"):
        assert client.get(address).status_code == 302


def test_a_language_that_was_not_added_has_no_texts(admin_client):
    for address in (f"{SCREEN}fi/", f"{SCREEN}fi/download/"):
        assert admin_client.get(address, follow=True).status_code == 404


def test_the_list_tells_how_far_each_language_has_come(admin_client, finnish):
    page = admin_client.get(SCREEN).content.decode()
    total = len(catalogues.template())
    assert f"{total} av {total}" in page or f"{total} of {total}" in page
    assert f"0 av {total}" in page or f"0 of {total}" in page


def test_the_template_holds_what_stands_in_the_code():
    """Or a translator would work on yesterday's texts."""
    assert {entry.msgid for entry in polib.pofile(str(catalogues.TEMPLATE))} == {
        message[1] for message in messages() if is_for_readers(message)
    }
