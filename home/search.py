"""Site search: pages, tasks and organisations in the reader's language.

The database's own ranking costs more than in proportion to the hits on SQLite,
so hits are asked for without it: first those with the words in the title, then
those with them anywhere, then titles that begin with the last word. Each is
bounded, so that the cost does not grow with the site.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from django.db.models import BooleanField, CharField, F, Value
from wagtail.models import Locale, Page, PageQuerySet, get_page_models

from cms.directory.kinds import Kind
from cms.directory.models import OrganizationPage
from cms.models import BasePage, StoryPage
from cms.search_terms import SHORTEST_PREFIX, TITLE_MARK, clean_query, fold, query_terms
from cms.visibility import public

MOST_HITS = 100
HITS_PER_PAGE = 10
MADE_UP = {OrganizationPage: "is_example", StoryPage: "is_made_up"}
"""The field that tells whether a page is made up, by its type."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A page as a list of hits shows it."""

    title: str
    url: str
    lead: str
    kind: str
    is_made_up: bool

    @property
    def get_kind_display(self) -> str:
        """What kind of organisation it is, in the reader's language."""
        return str(Kind(self.kind).label) if self.kind else ""


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


def shown(ids: Sequence[int]) -> list[Hit]:
    """Return one list of hits as the reader sees them, in the same order. Two queries."""
    leads = {row[0]: row[1:] for row in _leads(ids)} if ids else {}
    pages = Page.objects.in_bulk(ids)
    return [
        Hit(pages[pk].title, pages[pk].url, lead, kind, made_up)
        for pk, (lead, kind, made_up) in ((pk, leads[pk]) for pk in ids if pk in leads)
    ]


def _leads(ids: Sequence[int]) -> Iterable[tuple[int, str, str, bool]]:
    """Return id, lead, kind and whether it is made up, of pages of any type. One query."""
    rows = [
        kind.objects.filter(pk__in=ids)
        .order_by()
        .values_list(
            "pk",
            "lead",
            F("kind") if kind is OrganizationPage else Value("", CharField()),
            F(MADE_UP[kind]) if kind in MADE_UP else Value(False, BooleanField()),
        )
        for kind in get_page_models()
        if issubclass(kind, BasePage)
    ]
    return rows[0].union(*rows[1:], all=True)
