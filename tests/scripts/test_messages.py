"""The catalogues of interface strings are sound and Swedish complete: a script keeps them so."""

import polib
import pytest

from scripts import messages

CATALOGUES = messages.translated_catalogues()


@pytest.fixture(scope="module")
def found():
    return list(messages.messages())


@pytest.fixture
def catalogue(tmp_path, monkeypatch):
    monkeypatch.setattr(messages, "ROOT", tmp_path)
    file = tmp_path / "django.po"
    polib.POFile().save(str(file))
    return file


def test_strings_of_code_and_templates_are_found(found):
    places = [place for _context, _text, _plural, place in found]
    assert any(place.startswith("templates/") for place in places)
    assert any(place.startswith("cms/models/") for place in places)


@pytest.mark.parametrize("file", CATALOGUES, ids=lambda file: file.parts[-3])
def test_every_catalogue_is_sound(file, found):
    assert list(messages.faults_of(file, found)) == []


def test_a_catalogue_that_holds_nothing_but_its_header_is_not_begun():
    begun = {file.parts[-3] for file in CATALOGUES}
    assert {"sv", "ar"} <= begun
    assert "so" not in begun


def test_a_string_without_swedish_is_a_fault(catalogue, monkeypatch):
    monkeypatch.setattr(messages, "SOURCE", catalogue)
    (fault,) = messages.faults_of(catalogue, [("", "Hello", "", "a.py:1")])
    assert "no translation of 'Hello'" in fault


def test_a_string_that_another_language_lacks_is_said_and_no_fault(catalogue, capsys):
    assert list(messages.faults_of(catalogue, [("", "Hello", "", "a.py:1")])) == []
    assert "1 strings are English until translated" in capsys.readouterr().err


@pytest.mark.parametrize("text", ["Päivää", "%(days)d päivää %(tuntia)d"])
def test_a_translation_that_would_break_a_page_is_a_fault(catalogue, text):
    save(catalogue, polib.POEntry(msgid="%(days)d days", msgstr=text))
    (fault,) = messages.faults_of(catalogue, [("", "%(days)d days", "", "a.py:1")])
    assert "'%(days)d days'" in fault


def save(file, *entries):
    catalogue = polib.POFile()
    catalogue.extend(entries)
    catalogue.save(str(file))


@pytest.mark.parametrize(
    ("place", "is_for_readers"),
    [
        ("templates/onboarding/plan.html:3", True),
        ("onboarding/chips.py:12", True),
        ("cms/directory/kinds.py:10", True),
        ("cms/models/pages.py:20", False),
        ("cms/mail/models.py:20", False),
        ("onboarding/blocks.py:5", False),
        ("cms/wagtail_hooks.py:7", False),
        ("templates/cms/admin/catalogue.html:4", False),
    ],
)
def test_other_languages_hold_what_readers_meet(place, is_for_readers):
    """The admin speaks Swedish and English."""
    assert messages.is_for_readers(("", "Text", "", place)) is is_for_readers


def test_new_strings_are_added_and_old_ones_dropped(catalogue):
    messages.update(catalogue, [("", "Old", "", "a.py:1")])
    messages.update(catalogue, [("", "One", "Many", "a.py:1"), ("verb", "Open", "", "a.py:2")])
    entries = polib.pofile(str(catalogue))
    assert [entry.msgid for entry in entries] == ["One", "Open"]
    assert entries[0].msgid_plural == "Many"
    assert entries[1].msgctxt == "verb"


def test_a_translation_is_kept_when_the_catalogue_is_brought_up_to_date(catalogue):
    save(catalogue, polib.POEntry(msgid="Open", msgstr="Öppna"))
    messages.update(catalogue, [("", "Open", "", "a.py:1")])
    assert polib.pofile(str(catalogue))[0].msgstr == "Öppna"


def test_a_string_that_comes_to_count_is_asked_for_anew(catalogue, monkeypatch):
    """Without forms by number its old translation would never be found."""
    monkeypatch.setattr(messages, "SOURCE", catalogue)
    save(catalogue, polib.POEntry(msgid="%(done)s done", msgstr="%(done)s klara"))
    counts = ("", "%(done)s done", "%(done)s done", "a.html:1")
    (fault,) = messages.faults_of(catalogue, [counts])
    assert "no translation of '%(done)s done'" in fault
    messages.update(catalogue, [counts])
    (entry,) = polib.pofile(str(catalogue))
    assert entry.msgstr_plural == {0: "", 1: ""}
