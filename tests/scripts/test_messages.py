"""The catalogues of interface strings are complete, and kept so by a script."""

import polib
import pytest

from scripts import messages

CATALOGUES = sorted(messages.LOCALE.glob("*/LC_MESSAGES/django.po"))


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
def test_every_string_is_translated(file, found):
    assert messages.faults_of(file, found) == []


def test_a_string_without_translation_is_a_fault(catalogue):
    assert (
        "no translation of 'Hello'"
        in messages.faults_of(catalogue, [("", "Hello", "", "a.py:1")])[0]
    )


def test_new_strings_are_added_and_old_ones_dropped(catalogue):
    messages.update(catalogue, [("", "Old", "", "a.py:1")])
    messages.update(catalogue, [("", "One", "Many", "a.py:1"), ("verb", "Open", "", "a.py:2")])
    entries = polib.pofile(str(catalogue))
    assert [entry.msgid for entry in entries] == ["One", "Open"]
    assert entries[0].msgid_plural == "Many"
    assert entries[1].msgctxt == "verb"


def test_a_translation_is_kept_when_the_catalogue_is_brought_up_to_date(catalogue):
    polib_file = polib.POFile()
    polib_file.append(polib.POEntry(msgid="Open", msgstr="Öppna"))
    polib_file.save(str(catalogue))
    messages.update(catalogue, [("", "Open", "", "a.py:1")])
    assert polib.pofile(str(catalogue))[0].msgstr == "Öppna"
