"""On each page, task and question, every listed word that stands there is explained."""

import re

import pytest
from wagtail.models import Page

from cms.explaining import glossary
from cms.visibility import public
from home.content_files import ContentFiles
from home.management.commands.load_content import FOLDER
from tests.cast import CAST
from tests.html import texts
from tests.moving import moved
from tests.walking import Walker

pytestmark = pytest.mark.django_db
# Drawings, what somebody typed, names, the way here, what is not seen, and the meanings.
NO_WORDS_OF_OURS = {"svg", "script", "textarea", "select", "bdi", "nav"}
NOT_SEEN = {"hidden", "aria-hidden", "popover"}
# Around a word that is explained; the text goes on in it.
SEAMLESS = {"word", "word__end"}


def main_of(answer):
    """Return the part of a page between header and footer."""
    return re.search(r"<main\b.*?</main>", answer.content.decode(), re.DOTALL)[0]


def standing(main, language):
    """Return the listed words that stand in the text of a page."""
    words, found = glossary(language), texts(main, without=is_not_read, seamless=SEAMLESS)
    return {explained.key for text in found for _match, explained in words.in_text(text)}


def is_not_read(tag, attributes):
    """Whether an element holds no words of ours that a reader sees."""
    is_hidden = "visually-hidden" in attributes.get("class", "") or NOT_SEEN & attributes.keys()
    return tag in NO_WORDS_OF_OURS or bool(is_hidden)


def unexplained(client, address, language):
    """Return the listed words that a page holds without explaining them once."""
    main = main_of(client.get(address, follow=True))
    shown = re.findall(r'id="word-([\w-]+)"', main)
    assert len(shown) == len(set(shown)), address
    return standing(main, language) - set(shown)


@pytest.mark.parametrize("language", ["sv", "en"])
def test_every_page_explains_the_listed_words_it_holds(client, language):
    pages = public(Page.objects.filter(depth__gt=1, locale__language_code=language))
    addresses = [page.url for page in pages]
    assert len(addresses) > 150
    missing = {address: unexplained(client, address, language) for address in addresses}
    assert {address: words for address, words in missing.items() if words} == {}


@pytest.mark.parametrize("household", CAST, ids=lambda household: household.name)
def test_the_plan_and_its_questions_explain_them_too(client, household):
    moved(client, household)
    walker = Walker(client)
    assert unexplained(client, walker.address("plan"), "sv") == set()
    for phase in ("before", "arrival", "settling_in"):
        assert unexplained(client, walker.address("questions", phase), "sv") == set()
        assert unexplained(client, walker.address("check", phase), "sv") == set()


@pytest.mark.parametrize("language", ["sv", "en"])
def test_every_listed_word_is_used(language):
    text = "\n".join(file.read_text() for file in FOLDER.rglob("*") if file.name != "glossary.yaml"
                     and file.suffix in {".yaml", ".md"})  # fmt: skip
    used = {explained.key for _match, explained in glossary(language).in_text(text)}
    assert used == {entry["key"] for entry in ContentFiles(FOLDER).glossary}
