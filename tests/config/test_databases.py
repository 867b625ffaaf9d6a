"""The database is safe under several writers, and keeps what it acknowledged (F4, F5)."""

import sqlite3
import threading
import time

import pytest
from django.db import connection, transaction
from environ import Env

from config import databases
from config.databases import default_database

on_sqlite = pytest.mark.skipif(connection.vendor != "sqlite", reason="SQLite's own settings")


@pytest.fixture
def database_at(monkeypatch):
    def of(url):
        monkeypatch.setenv("DATABASE_URL", url)
        return default_database()

    return of


def pragma(name):
    with connection.cursor() as cursor:
        return cursor.execute(f"PRAGMA {name}").fetchone()[0]


def test_sqlite_is_the_default(monkeypatch):
    monkeypatch.delenv("DATABASE_URL", raising=False)
    database = default_database()
    assert database["ENGINE"] == "django.db.backends.sqlite3"
    assert database["OPTIONS"]["transaction_mode"] == "IMMEDIATE"
    assert database["OPTIONS"]["timeout"] >= 10


def test_postgresql_keeps_its_connections_and_gives_up_in_time(database_at):
    database = database_at("postgres://tests@localhost/site")
    assert database["CONN_MAX_AGE"] > 0
    assert database["CONN_HEALTH_CHECKS"]
    assert "statement_timeout" in database["OPTIONS"]["options"]
    assert "lock_timeout" in database["OPTIONS"]["options"]


def test_no_request_is_one_long_transaction(settings):
    assert not settings.DATABASES["default"]["ATOMIC_REQUESTS"]


@on_sqlite
@pytest.mark.django_db
def test_readers_go_on_while_one_writes_and_nothing_acknowledged_is_lost():
    assert pragma("journal_mode") == "wal"
    assert pragma("synchronous") == 2  # FULL


def connect(file):
    """Open a database the way Django does with our settings."""
    options = databases.SQLITE_OPTIONS
    opened = sqlite3.connect(file, timeout=options["timeout"], isolation_level=None)
    opened.executescript(options["init_command"])
    return opened


def add_one(file, times):
    own = connect(file)
    for _ in range(times):
        own.execute(f"BEGIN {databases.SQLITE_OPTIONS['transaction_mode']}")
        (value,) = own.execute("SELECT value FROM counter").fetchone()
        time.sleep(0.001)
        own.execute("UPDATE counter SET value = ?", (value + 1,))
        own.execute("COMMIT")
    own.close()


def test_writers_wait_their_turn_and_lose_nothing(tmp_path):
    file = tmp_path / "counter.sqlite3"
    own = connect(file)
    own.execute("CREATE TABLE counter AS SELECT 0 AS value")
    writers = [threading.Thread(target=add_one, args=(file, 20)) for _ in range(4)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    assert own.execute("SELECT value FROM counter").fetchone() == (80,)
    own.close()


@on_sqlite
@pytest.mark.django_db(transaction=False)
def test_djangos_transactions_begin_immediately():
    assert connection.transaction_mode == "IMMEDIATE"
    with transaction.atomic():
        assert connection.in_atomic_block


def test_addresses_are_read_by_a_package():
    assert isinstance(databases.env, Env)
