"""Faults of modelsearch 1.3 that crash the admin's search boxes, mended until upstream is.

Its SQLite backend puts words between quotation marks without doubling those
inside of them: a single " is an error of the database, and what follows it an
instruction. On either database words without end recurse too deep, and the
character NUL is refused. The tests in tests/cms/test_search_faults.py fail once
upstream mends it.
"""

import re
from typing import Any

from django.db import connection
from modelsearch.query import Phrase, PlainText

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
