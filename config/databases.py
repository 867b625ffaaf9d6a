"""The database: SQLite inside the process by default, PostgreSQL by DATABASE_URL.

SQLite's default transaction mode loses most concurrent read-then-write
transactions to "database is locked"; IMMEDIATE makes writers wait their turn
instead. WAL lets readers go on meanwhile, and FULL keeps every acknowledged
answer through a power cut for a quarter of a millisecond per commit.
"""

from typing import Any

from config.env import DATA_DIR, env

SQLITE_OPTIONS: dict[str, Any] = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": (
        "PRAGMA journal_mode=WAL;"
        "PRAGMA synchronous=FULL;"
        "PRAGMA cache_size=-16000;"
        "PRAGMA journal_size_limit=67108864;"
    ),
}
POSTGRESQL_OPTIONS: dict[str, Any] = {
    "options": "-c statement_timeout=10000 -c lock_timeout=3000",
}


def default_database() -> dict[str, Any]:
    """Return the settings of the default database, safe under several writers."""
    database = env.db("DATABASE_URL", default=f"sqlite:///{DATA_DIR / 'db.sqlite3'}")
    if database["ENGINE"].endswith("sqlite3"):
        database.update(OPTIONS=SQLITE_OPTIONS, CONN_MAX_AGE=0)
    else:
        database.update(OPTIONS=POSTGRESQL_OPTIONS, CONN_MAX_AGE=60, CONN_HEALTH_CHECKS=True)
    return database
