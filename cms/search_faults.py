"""Faults of modelsearch 1.3 that crash a search, mended until upstream is.

Its SQLite backend puts words between quotation marks without doubling those
inside of them: a single " in a search box of the admin is an error of the
database, and what follows it an instruction. On both databases a NUL is an
error, words without end recurse too deep, and none at all make a query of
nothing. The tests in tests/cms/test_search_faults.py fail once upstream mends it.
"""

import re
from typing import Any

from django.db import connection
from modelsearch.query import Phrase, PlainText

MOST_WORDS = 50
BETWEEN_WORDS = re.compile(r"[\s-]+")
# A word of nothing but punctuation: can be looked up, and finds nothing.
NOTHING = '"'


def mend() -> None:
    """Mend the backend of the database in use."""
    if connection.vendor == "sqlite":
        _mend_sqlite()
    else:
        _mend_postgresql()


def _mend_sqlite() -> None:
    from modelsearch.backends.database.sqlite.query import Lexeme
    from modelsearch.backends.database.sqlite.sqlite import SQLiteSearchQueryCompiler as Compiler

    unmended_sql, unmended_content = Lexeme.as_sql, Compiler.build_search_query_content

    def as_sql(self: Any, compiler: Any, connection: Any) -> tuple[str, list[str]]:
        template, (word,) = unmended_sql(self, compiler, connection)
        return template, [word.replace('"', '""')]

    def build_search_query_content(self: Any, query: Any, config: Any = None) -> Any:
        return unmended_content(self, careful(query), config)

    Lexeme.as_sql = as_sql
    Compiler.build_search_query_content = build_search_query_content


def _mend_postgresql() -> None:
    from modelsearch.backends.database.postgres.postgres import (
        PostgresSearchQueryCompiler as Compiler,
    )

    unmended = Compiler.build_tsquery_content

    def build_tsquery_content(
        self: Any, query: Any, config: Any = None, invert: bool = False
    ) -> Any:
        return unmended(self, careful(query), config, invert)

    Compiler.build_tsquery_content = build_tsquery_content


def careful(query: Any) -> Any:
    """Return the same query with what the database can take of it."""
    if isinstance(query, PlainText):
        text = query.query_string.replace("\0", " ")
        words = [word for word in BETWEEN_WORDS.split(text) if word][:MOST_WORDS]
        return PlainText(" ".join(words) or NOTHING, operator=query.operator, boost=query.boost)
    if isinstance(query, Phrase):
        return Phrase(query.query_string.replace("\0", " ").replace('"', " "))
    return query
