"""A fault of modelsearch 1.3 that crashes SQLite's search, mended until upstream is.

Its SQLite backend puts words between quotation marks without doubling those
inside of them: a single " in a search box of the admin is an error of the
database, and what follows it an instruction. Words without end recurse too
deep, and none at all make a query of nothing. The tests in
tests/cms/test_search_faults.py fail once upstream mends it.
"""

from typing import Any

from django.db import connection
from modelsearch.query import Phrase, PlainText

MOST_WORDS = 50
# A word of nothing but punctuation: can be looked up, and finds nothing.
NOTHING = '"'


def mend() -> None:
    """Mend the backend for SQLite; that for PostgreSQL has no such fault."""
    if connection.vendor != "sqlite":
        return
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


def careful(query: Any) -> Any:
    """Return the same query with what SQLite can take of it."""
    if isinstance(query, PlainText):
        words = query.query_string.replace("\0", " ").split()[:MOST_WORDS]
        return PlainText(" ".join(words) or NOTHING, operator=query.operator, boost=query.boost)
    if isinstance(query, Phrase):
        return Phrase(query.query_string.replace("\0", " ").replace('"', " "))
    return query
