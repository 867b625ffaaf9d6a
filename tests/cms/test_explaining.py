"""Words that newcomers do not know are explained where they first stand."""

import re

import pytest
from django.core.exceptions import ValidationError
from django.utils.translation import override
from wagtail.models import Locale

from cms import explaining
from cms.explaining import Explained, Glossary, explain
from cms.models import Explanation
from tests.html import elements

MEANING = re.compile(r'<span class="word__meaning".*?</span>', re.DOTALL)


@pytest.fixture(autouse=True)
def words(monkeypatch):
    """Let the glossary hold a few words, and the page be Swedish."""
    found = Glossary()
    for key, word, forms in [
        ("personnummer", "personnummer", "personnumret"),
        ("guardian", "god man", "gode män"),
        ("man", "man", ""),
        ("care-of", "c/o", "c/o-adress"),
    ]:
        row = Explanation(key=key, word=word, forms=forms)
        found.add(row, Explained(key, word, f"Vad {word} & annat är."))
    monkeypatch.setattr(explaining, "glossary", lambda language: found)
    with override("sv"):
        yield found


def explained(html):
    """Return the words that have a button, and those in the list at the end."""
    answer = explain(html, "sv")
    asked = re.findall(r'popovertarget="word-([\w-]+)"', answer)
    return asked, re.findall(r'<div id="word-([\w-]+)"', answer)


def test_a_word_is_explained_behind_its_first_place():
    answer = explain("<p>Du får ett personnummer. Vänta på numret.</p>", "sv")
    before, after = answer.split("personnummer", 1)
    assert before == '<p>Du får ett <span class="word"><span class="word__end">'
    assert 'aria-label="Vad betyder personnummer?"' in after
    assert "<strong>personnummer </strong>Vad personnummer &amp; annat är." in after
    assert after.endswith(". Vänta på numret.</p>")


def test_a_term_may_be_broken_between_its_words_but_not_before_its_button():
    answer = explain("<p>Hon har gode  män.</p>", "sv")
    assert '<span class="word">gode  <span class="word__end">män<button' in answer


def test_a_word_is_explained_once():
    html = "<p>Ett personnummer.</p><p>Personnumret, mitt personnummer.</p>"
    assert explained(html) == (["personnummer"], [])


def test_a_page_without_such_words_stays_as_it_is():
    html = '<p class="lead">Hej &amp; välkommen<br>hit <img alt="personnummer"></p>'
    assert explain(html, "sv") == html


@pytest.mark.parametrize("text", ["Personnumret kom.", "(personnumret)", "”Personnummer”"])
def test_a_word_is_known_in_its_forms(text):
    assert explained(f"<p>{text}</p>") == (["personnummer"], [])


@pytest.mark.parametrize("text", ["personnummersidan", "personnummer-kort", "ipersonnummer"])
def test_a_part_of_a_longer_word_is_another_word(text):
    assert explained(f"<p>{text}</p>") == ([], [])


def test_words_of_several_words_may_be_broken_across_lines():
    assert explained("<p>Har du god\n  man?</p>") == (["guardian"], [])


def test_the_longest_form_is_the_one_meant():
    assert explained("<p>En god man.</p>") == (["guardian"], [])
    assert explained("<p>En man.</p>") == (["man"], [])


def test_a_word_with_a_stroke_is_one_word():
    assert explained("<p>En c/o-adress hos en vän.</p>") == (["care-of"], [])


@pytest.mark.parametrize(
    "html",
    [
        "<h2>Ditt personnummer</h2>",
        '<a href="/"><span>Få ett personnummer</span></a>',
        "<label>Jag har personnummer</label>",
        "<legend><h1>Har du personnummer?</h1></legend>",
        '<p class="note__title"><svg></svg> Har du personnummer?</p>',
        "<details><summary>Varför</summary><p>För ditt personnummer.</p></details>",
    ],
)
def test_where_no_button_may_stand_the_word_is_explained_at_the_end(html):
    assert explained(html) == ([], ["personnummer"])


def test_a_word_that_has_a_place_is_not_listed():
    html = "<h1>Personnummer</h1><p>Vad är ett personnummer?</p>"
    assert explained(html) == (["personnummer"], [])


@pytest.mark.parametrize(
    "html",
    [
        "<bdi>Personnummer</bdi>",
        "<textarea>personnummer</textarea>",
        '<span class="visually-hidden">personnummer</span>',
        "<svg><text>personnummer</text></svg>",
        "<nav><ol><li>Få ett personnummer</li></ol></nav>",
    ],
)
def test_names_and_what_is_not_seen_are_not_explained(html):
    assert explained(f"<p>{html}</p>") == ([], [])


def test_reading_goes_on_behind_a_heading():
    html = "<h1>Hej</h1><ul><li>Pass<li>Foto</ul><p>Ditt personnummer</p>"
    assert explained(html) == (["personnummer"], [])


def test_a_button_opens_the_meaning_beside_it():
    answer = explain("<p>Ett personnummer.</p>", "sv")
    ids = {attributes.get("id") for _tag, attributes in elements(answer.encode())}
    assert "word-personnummer" in ids
    assert "popover" in MEANING.search(answer)[0]


@pytest.mark.django_db
class TestWordsOfEditors:
    """What editors write is used as it is written."""

    @pytest.fixture
    def of_editors(self, monkeypatch):
        monkeypatch.undo()
        return {code: Locale.objects.get_or_create(language_code=code)[0] for code in ("sv", "en")}

    @pytest.fixture
    def word(self, of_editors):
        return Explanation.objects.create(
            key="zelma", word="zelma", meaning="Ett påhittat ord.", locale=of_editors["sv"]
        )

    def read(self, language):
        """Return what the glossary says now, not what it kept."""
        return explaining.read_glossary(language).forms.get("zelma", [(None, None)])[0][1]

    def test_a_word_that_is_not_translated_is_explained_in_swedish(self, word):
        assert self.read("sv") == Explained("zelma", "zelma", "Ett påhittat ord.")
        assert self.read("en").language == "sv"

    def test_a_translated_word_is_explained_in_the_readers_language(self, word, of_editors):
        twin = word.copy_for_translation(of_editors["en"])
        twin.meaning = "A made-up word."
        twin.save()
        assert self.read("en") == Explained("zelma", "zelma", "A made-up word.")

    def test_a_form_belongs_to_one_word(self, word, of_editors):
        other = Explanation(
            key="other", word="annat", forms="Zelma", meaning="x", locale=of_editors["sv"]
        )
        with override("en"), pytest.raises(ValidationError, match="belongs to “zelma” already"):
            other.full_clean()
