"""How hard a text is to read is counted honestly."""

import pytest

from cms.readability import Measure, measure, plain, together


def test_lix_is_words_per_sentence_and_the_share_of_long_words():
    assert measure("Vi bor i Piteå nu.").lix == 5
    assert measure("Vi bor här. Kommunledningsförvaltningen ansvarar för alla sidor.").lix == (
        4 + 100 * 2 / 8
    )


def test_no_text_is_no_trouble():
    assert measure("").lix == 0
    assert measure("112").sentence_length == 0


def test_a_long_word_has_more_than_six_letters():
    assert measure("Piteås älvar fryser till is.").long_words == 0
    assert measure("Sök id-kort och e-legitimation.").long_words == 1


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("Kom in! Är du ny här? Vi bjuder på kaffe …", 3),
        ("Det kostar t.ex. 400 kronor.", 1),
        ("Ring kl. 8 eller skriv. Vi svarar bl.a. Skatteverket också.", 2),
        ("Ring oss: Vi svarar snart.", 2),
        ("Det här gäller: jobb, bostad och skola.", 1),
        ("”Välkommen hit.” Så sa de.", 2),
        ("Open 9 a.m. to 5 p.m. on weekdays.", 1),
        ("Avgiften är 1.5 kronor.", 1),
        ("Gå till skatteverket.se och logga in.", 1),
    ],
)
def test_a_sentence_ends_where_a_reader_stops(text, sentences):
    assert measure(text).sentences == sentences


def test_a_heading_shortens_no_average_but_its_long_words_are_read():
    with_heading = measure("Folkbokföring\nDu går med pass till Skatteverket på plats.")
    assert with_heading.sentences == 1
    assert with_heading.sentence_length == 8
    assert with_heading.long_words == 2


def test_a_list_item_of_some_length_is_a_sentence_without_a_full_stop():
    assert measure("Pass eller kort").sentences == 0
    assert measure("Pass, eller en person som kan intyga vem du är").longest == 10


def test_a_number_is_read_but_is_no_short_word():
    text = measure("Kommunen har 42 203 invånare.")
    assert (text.read, text.words, text.long_words) == (4, 3, 2)


def test_addresses_are_not_words():
    assert measure("Skriv till namn@example.com eller https://example.com/sv/.").words == 3


def test_texts_together_are_measured_as_one():
    parts = ["Vi bor här.", "Kommunen ansvarar för skolan och vården."]
    assert together(parts) == measure("\n".join(parts))
    assert together([]) == Measure()


def test_rich_text_is_read_piece_by_piece():
    html = (
        '<h2>Så gör du</h2><ul><li><p>Ta <b>med</b> pass</p></li><li><a href="/">Boka</a></li></ul>'
    )
    assert plain(html) == "Så gör du\nTa med pass\nBoka"
    assert plain("Barn &amp; skola<br/>och mer") == "Barn & skola\noch mer"
