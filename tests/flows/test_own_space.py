"""The mover's own space: nobody at the municipality reads it, and no log or table gives it away."""

import logging
import re
import uuid
from collections.abc import Iterator

import pytest
from django.core import mail
from django.db import connection
from django.test import Client
from django.urls import NoReverseMatch, URLPattern, URLResolver, get_resolver, reverse
from wagtail.snippets.models import get_snippet_models

from cms.accounts import addresses
from cms.models import User
from onboarding import membership
from onboarding.models import Move
from onboarding.notebook.models import Invitation, Note, OwnTask, SavedThing
from tests.cast import OUTSIDE_EEA
from tests.household import joined
from tests.moving import keep
from tests.signing import newest_code, signed_in

pytestmark = pytest.mark.django_db

AMINA, LI = "amina@example.com", "li@example.com"
NOTE, TASK, TITLE = "Ring Elsa om nyckeln", "Köp gardiner till hallen", "Sparat av Amina"
WORDS = (NOTE, TASK, TITLE, AMINA, LI)
# Where an address may stand in the database, to sign in with and to send mail to.
TABLES_WITH_ADDRESSES = {"account_emailaddress", "mail_message", "notebook_invitation"}
NOT_WALKED = {"wagtailadmin_logout", "wagtailadmin_javascript_catalog"}


@pytest.fixture
def amina():
    joined(keep(OUTSIDE_EEA, Move.new_key()), AMINA)
    member = membership.of(addresses.account(AMINA))
    saved = SavedThing.objects.create(adult=member.adult, page_key=uuid.uuid4(), title=TITLE)
    Note.objects.create(adult=member.adult, body=NOTE, about=saved, is_shared=True)
    OwnTask.objects.create(adult=member.adult, title=TASK, is_shared=True)
    Invitation.objects.create(move=member.move, adult=member.move.adults.last(), address=LI)
    return member


def pages_of_the_admin() -> Iterator[str]:
    """Return the addresses of all pages of the admin that need no number."""

    def walk(patterns, prefix=""):
        for pattern in patterns:
            if isinstance(pattern, URLResolver):
                space = f"{prefix}{pattern.namespace}:" if pattern.namespace else prefix
                yield from walk(pattern.url_patterns, space)
            elif isinstance(pattern, URLPattern) and pattern.name:
                yield f"{prefix}{pattern.name}"

    (admin,) = [
        pattern
        for pattern in get_resolver().url_patterns
        if isinstance(pattern, URLResolver) and str(pattern.pattern) == "admin/"
    ]
    for name in dict.fromkeys(walk(admin.url_patterns)):
        if name not in NOT_WALKED:
            try:
                yield reverse(name)
            except NoReverseMatch:
                continue


def test_no_page_of_the_admin_shows_what_a_mover_keeps(amina):
    client, seen, searched = Client(raise_request_exception=False), 0, 0
    client.force_login(User.objects.create_superuser("boss", "boss@example.com", "x"))
    for address in pages_of_the_admin():
        answer, text = read(client, address)
        seen += answer.status_code == 200
        if answer.status_code == 200 and can_search(text):
            searched += 1
            for word in ("Elsa", "amina"):
                read(client, address, q=word)
    assert seen > 100
    assert searched > 30


def read(client, address, **asked):
    """Return the answer of an address and its text, which gives nothing away."""
    answer = client.get(address, asked, follow=True)
    text = b"".join(answer).decode("utf-8", "replace")
    assert not [word for word in WORDS if word in text], (address, asked)
    return answer, text


def can_search(text):
    """Whether a page has a box to search in, or is a part of one, as results are."""
    return bool(re.search(r"""name=["']?q\b""", text)) or "<html" not in text


def test_no_search_finds_what_a_mover_keeps(amina, client):
    for language in ("sv", "en"):
        for word in ("Elsa", "gardiner", "Amina", AMINA):
            page = client.get(f"/{language}/{'sok' if language == 'sv' else 'search'}/?q={word}")
            text = page.content.decode()
            assert not [kept for kept in (NOTE, TASK, TITLE, LI) if kept in text]


def test_nobody_can_be_given_the_notebook_to_see_in_the_admin():
    labels = {model._meta.app_label for model in get_snippet_models()}
    assert not labels & {"notebook", "onboarding", "accounts", "account"}


def test_neither_logs_nor_tables_give_anything_away(amina, caplog):
    """P-01"""
    with caplog.at_level(logging.DEBUG):
        walker = signed_in(AMINA)
        code = newest_code()
        for name in ("plan", "household", "fetch", "invitations"):
            walker.visit(name)
        walker.client.post(walker.address("fetch"))
    # Django's own record of each query is off outside of development.
    logged = [r.getMessage() for r in caplog.records if r.name != "django.db.backends"]
    secrets = (NOTE, TASK, AMINA, code)
    assert not [line for line in logged if any(secret in line for secret in secrets)]
    for table, rows in dumped():
        text = "\n".join(map(str, rows))
        assert NOTE not in text, table
        assert TASK not in text, table
        assert not re.search(rf"\b{code}\b", text) or table == "mail_message", table
        if table not in TABLES_WITH_ADDRESSES:
            assert AMINA not in text, table
    (sent,) = [message for message in mail.outbox if code in message.body]
    headers = "\n".join(f"{k}: {v}" for k, v in sent.message().items())
    assert code not in headers


def dumped() -> Iterator[tuple[str, list[tuple[object, ...]]]]:
    """Return every table as the database holds it."""
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names():
            cursor.execute(f'select * from "{table}"')  # noqa: S608
            yield table, cursor.fetchall()
