"""Faults of modelsearch 1.3 that crash the admin's search boxes or make them wait.

Its SQLite backend puts words between quotation marks without doubling those
inside of them: a single " is an error of the database, and what follows it an
instruction. It also asks for the score of each hit by a search of its own, so that
ranking costs the square of the hits: at 10,000 pages most of a minute. On either
database words without end recurse too deep, and the character NUL is refused. The
tests in tests/cms/test_search_faults.py fail once upstream mends it.
"""

import re
from typing import Any

from django.db import connection
from django.db.models import Case, QuerySet, When
from modelsearch.query import MatchAll, Not, Phrase, PlainText

MOST_WORDS = 50
# PostgreSQL's backend counts what hyphens part as words too.
BETWEEN_WORDS = re.compile(r"[\s\0-]+")
# A word of nothing but punctuation: can be looked up, and finds nothing.
NOTHING = '"'


def mend() -> None:
    """Mend the search of the database in use."""
    if connection.vendor == "sqlite":
        from modelsearch.backends.database.sqlite.sqlite import SQLiteSearchQueryCompiler

        double_quotation_marks()
        take_care(SQLiteSearchQueryCompiler, "build_search_query_content")
        rank_titles_first(SQLiteSearchQueryCompiler)
    elif connection.vendor == "postgresql":
        from modelsearch.backends.database.postgres.postgres import PostgresSearchQueryCompiler

        take_care(PostgresSearchQueryCompiler, "build_tsquery_content")


def double_quotation_marks() -> None:
    """Let SQLite take a quotation mark as part of a word."""
    from modelsearch.backends.database.sqlite.query import Lexeme

    unmended = Lexeme.as_sql

    def as_sql(self: Any, compiler: Any, connection: Any) -> tuple[str, list[str]]:
        template, (word,) = unmended(self, compiler, connection)
        return template, [word.replace('"', '""')]

    Lexeme.as_sql = as_sql


def rank_titles_first(compiler: type) -> None:
    """Let SQLite rank at a cost in proportion to the hits: words in the title first, then newest.

    Whoever asks for scores still gets them.
    """
    unmended = compiler.search

    def search(
        self: Any, config: Any, start: Any, stop: Any, score_field: str | None = None
    ) -> QuerySet:
        if score_field or not self.order_by_relevance:
            return unmended(self, config, start, stop, score_field)
        self.order_by_relevance = False
        found = unmended(self, config, None, None)
        self.order_by_relevance = True
        return found.order_by(*_titles_first(self, config), "-pk")[start:stop]

    compiler.search = search


def _titles_first(compiler: Any, config: Any) -> list[Case]:
    """Return what puts hits in titles first; nothing where query or index know no titles."""
    from modelsearch.backends.database.sqlite import sqlite

    query = sqlite.normalize(compiler.query)
    if isinstance(query, MatchAll | Not) or "title" not in compiler.FTS_TABLE_FIELDS:
        return []
    words = compiler.build_search_query(query, config=config)
    kinds = sqlite.get_descendants_content_types_pks(compiler.queryset.model)
    titled = sqlite.SQLiteFTSIndexEntry.objects.filter(
        sqlite.MatchExpression(["title"], words), index_entry__content_type__in=kinds
    )
    ids = titled.values_list("index_entry__object_id", flat=True)
    return [Case(When(pk__in=ids, then=0), default=1)]


def take_care(compiler: type, name: str) -> None:
    """Let a method that begins with a query get only what the database can take."""
    unmended = getattr(compiler, name)

    def careful_method(self: Any, query: Any, *args: Any, **kwargs: Any) -> Any:
        return unmended(self, careful(query), *args, **kwargs)

    setattr(compiler, name, careful_method)


def careful(query: Any) -> Any:
    """Return the same query with what a database can take of it."""
    if isinstance(query, PlainText):
        words = BETWEEN_WORDS.split(query.query_string)
        words = [word for word in words if word][:MOST_WORDS]
        return PlainText(" ".join(words) or NOTHING, operator=query.operator, boost=query.boost)
    if isinstance(query, Phrase):
        return Phrase(query.query_string.replace("\0", " ").replace('"', " "))
    return query
