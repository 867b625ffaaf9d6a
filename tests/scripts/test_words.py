"""Our own words are easy to read, and kept so."""

from dataclasses import replace

import pytest

from cms.readability import measure
from scripts import words

TEXTS = list(words.texts())
HARD = "Kommunledningsförvaltningens verksamhetsplanering förutsätter handläggningsrutiner."


def a_text(text, kind="service", language="sv"):
    return words.Text(kind, "a text", language, measure(text))


def test_no_text_is_harder_than_its_limit():
    assert words.faults(TEXTS) == []


@pytest.mark.parametrize("language", words.LANGUAGES)
def test_everything_that_is_read_is_measured(language):
    names = {text.name for text in TEXTS if text.language == language}
    assert {"page home", "organisation pitebo", "task apply-sfi", "question status"} <= names
    assert {"phases and steps", "interface"} <= names


def test_a_hard_swedish_text_is_a_fault():
    assert list(a_text(HARD).faults) == ["LIX 104.0, at most 35"]


def test_english_is_held_to_its_sentences_only():
    assert list(a_text(HARD, language="en").faults) == []
    assert list(a_text("We go on and " * 5 + "stop.", language="en").faults) == [
        "21.0 words in a sentence, at most 15 on average"
    ]


def test_one_long_sentence_is_a_fault_among_short_ones():
    text = a_text("Vi bor. " * 9 + "Du är " * 13 + "här.")
    assert list(text.faults) == ["a sentence of 27 words, at most 25"]


def test_pages_may_be_a_little_harder_than_the_service():
    text = a_text("Vi läser kommunens tidning hemma en kväll. " * 2)
    harder = replace(text, measure=replace(text.measure, long_words=4))
    assert [list(harder.faults), list(replace(harder, kind="editorial").faults)] == [
        ["LIX 35.6, at most 35"],
        [],
    ]


def test_the_hardest_come_first():
    easy, hard = a_text("Vi bor här."), a_text(HARD)
    assert words.hardest([easy, hard]) == [hard, easy]


def test_a_page_is_measured_with_its_boxes_and_without_its_cards():
    text = words._body(":::note Bra att veta\nTa med pass.\n:::\n\n:::tasks apply-sfi\n:::\n")
    assert text.split("\n") == ["Bra att veta", "Ta med pass."]
