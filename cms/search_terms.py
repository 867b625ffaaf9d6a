"""How words are made comparable before they are indexed or looked up.

One index serves all languages and both databases, and none of them stems
Swedish and folds accents at once. So the words are stemmed and folded here,
the same way when a page is indexed and when somebody searches: "förskolor"
and "forskola" meet in "forskol".
"""

import re
import unicodedata
from functools import lru_cache

import snowballstemmer

LONGEST_QUERY = 100
MOST_WORDS = 10
SHORTEST_PREFIX = 2
# Marks a word of the title, so that hits in titles can be asked for alone.
TITLE_MARK = "titleword"
STEMMERS = {"sv": "swedish", "en": "english", "ar": "arabic", "fi": "finnish", "de": "german"}
WORD = re.compile(r"\w+", re.UNICODE)
# The Arabic article, alone and with what is written together with it: the, and the, for the.
ARTICLE = re.compile("^[وف]?(?:ال|بال|كال|لل)(?=..)")
# Many write the ending without its dots.
FEMININE = re.compile("ه$")
ARABIC = re.compile("[\u0621-\u064a]")


def clean_query(text: str) -> str:
    """Return what of a visitor's text can be looked up; empty when nothing can.

    Control characters and quotation marks go (SQLite's full-text index takes
    them as operators), space collapses, and the rest is cut to 100 characters
    and 10 words.
    """
    visible = "".join(
        " " if unicodedata.category(character).startswith("C") else character
        for character in unicodedata.normalize("NFC", text[: LONGEST_QUERY * 4])
    )
    words = WORD.findall(visible[:LONGEST_QUERY])
    return " ".join(words[:MOST_WORDS])


def query_terms(text: str, language: str) -> list[str]:
    """Return the comparable form of each word in a visitor's text."""
    return [comparable(word, language) for word in clean_query(text).split()]


def index_terms(text: str, language: str) -> str:
    """Return the comparable form of a text, each word once."""
    return " ".join(dict.fromkeys(_terms(text, language)))


def title_terms(title: str, language: str) -> str:
    """Return the words of a title, marked, for looking up hits in titles alone."""
    return " ".join(TITLE_MARK + comparable(word, language) for word in WORD.findall(title))


def _terms(text: str, language: str) -> list[str]:
    terms = []
    for word in WORD.findall(text):
        terms += [comparable(word, language), fold(word)]
        if language == "ar" and ARABIC.search(word):
            # With an ending such as "your", which a search seldom has.
            terms.append(fold(_stem(word, language)))
    return terms


def comparable(word: str, language: str) -> str:
    """Return a word's stem in this language, without accents.

    In Arabic by its form with the article: without it the stemmer takes the first
    letter of many a noun for "in", "for" or "and".
    """
    word = word.lower()
    if language == "ar" and ARABIC.search(word):
        word = "ال" + FEMININE.sub("ة", ARTICLE.sub("", word))
    return fold(_stem(word, language))


@lru_cache(maxsize=50_000)
def fold(word: str) -> str:
    """Return a word in lower case without accents: Öjebyn becomes ojebyn."""
    decomposed = unicodedata.normalize("NFKD", word.lower())
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))


@lru_cache(maxsize=50_000)
def _stem(word: str, language: str) -> str:
    name = STEMMERS.get(language)
    return snowballstemmer.stemmer(name).stemWord(word) if name else word
