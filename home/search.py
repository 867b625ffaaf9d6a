"""Site search: pages, tasks and organisations in the reader's language.

The database's own ranking costs more than in proportion to the hits on SQLite,
so hits are asked for without it: first those with the words in the title, then
those with them anywhere, then titles that begin with the last word. Each is
bounded, so that the cost does not grow with the site.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from wagtail.models import Locale, Page, PageQuerySet

from cms.cards import specific
from cms.search_terms import SHORTEST_PREFIX, TITLE_MARK, clean_query, fold, query_terms
from cms.visibility import public

MOST_HITS = 100
HITS_PER_PAGE = 10


@dataclass(frozen=True, slots=True)
class Hits:
    """What a search found: the pages' ids, best first, and whether there may be more."""

    query: str
    ids: tuple[int, ...]
    is_cut: bool = False


def searchable(language: str) -> PageQuerySet:
    """Return every page that a reader of a language may find."""
    # Not `locale__language_code`: the index knows the field `locale` only.
    locales = Locale.objects.filter(language_code=language)
    return public(Page.objects.filter(locale__in=locales, depth__gt=1))


def search(text: str, language: str) -> Hits:
    """Look a visitor's text up. Any text is fine; what cannot be looked up finds nothing."""
    query = clean_query(text)
    terms = query_terms(query, language)
    if not terms:
        return Hits(query, ())
    ids = tuple(dict.fromkeys(_ids(terms, query, language)))
    return Hits(query, ids[:MOST_HITS], len(ids) > MOST_HITS)


def _ids(terms: list[str], query: str, language: str) -> Iterator[int]:
    pages = searchable(language)
    yield from _matching(pages, [TITLE_MARK + term for term in terms])
    yield from _matching(pages, terms)
    if len(query.split()[-1]) >= SHORTEST_PREFIX:
        yield from _beginning(pages, query)


def _matching(pages: PageQuerySet, terms: list[str]) -> list[int]:
    hits = pages.search(" ".join(terms), operator="and", order_by_relevance=False)
    return [page.pk for page in hits[: MOST_HITS + 1]]


def _beginning(pages: PageQuerySet, query: str) -> list[int]:
    words = " ".join(fold(word) for word in query.split())
    hits = pages.autocomplete(words, operator="and", order_by_relevance=False)
    return [page.pk for page in hits[: MOST_HITS + 1]]


def shown(ids: list[int]) -> list[Page]:
    """Return the pages of one list of hits with their own fields, in the same order."""
    pages = specific({page.pk: page for page in Page.objects.filter(pk__in=ids)})
    return [pages[pk] for pk in ids if pk in pages]
