"""Whoever tries every address gets nothing of somebody else's (Z-01, Z-02, Z-08).

The matrix is role by address: each address of the mover's own must have a rule here, and a
new one fails until it has.
"""

import re
import uuid
from collections.abc import Callable, Iterator
from copy import deepcopy
from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, reverse
from django.utils.translation import override

from cms.accounts import addresses
from cms.accounts import urls as account_urls
from cms.models import User
from onboarding import membership, ticking
from onboarding import urls as onboarding_urls
from onboarding.loading import load_journey
from onboarding.models import Adult, Answer, KeptVersion, Member, Move, TaskState
from onboarding.notebook import erasing, retention
from onboarding.notebook import urls as notebook_urls
from onboarding.notebook import urls_unprefixed as feed_urls
from onboarding.notebook.models import Feed, Invitation, Note, OwnTask, Reminding, SavedThing
from tests import loaded
from tests.cast import EU_WORKER, OUTSIDE_EEA, Household, Person
from tests.household import joined
from tests.moving import keep
from tests.signing import signed_in

pytestmark = pytest.mark.django_db

AMINA, SAM, EVE = "amina@example.com", "sam@example.com", "eve@example.com"
NOTE, TASK, TITLE = "Ring Elsa om nyckeln", "Köp gardiner", "Sparat av Amina"
HOUSEHOLD = Household(
    "Amina, who has temporary protection, and Sam",
    {**OUTSIDE_EEA.answers, "from_where": "outside_eu_customs_union"},
    (
        Person("Amina", {**OUTSIDE_EEA.people[0].answers, "status": "temporary_protection"}),
        Person("Sam", OUTSIDE_EEA.people[1].answers),
    ),
)
# What is sent: nothing, and fields that nobody may set.
SENT: tuple[dict[str, Any], ...] = (
    {},
    {
        "adult": "1",
        "adult_id": "1",
        "is_shared": "on",
        "share": "on",
        "is_owner": "1",
        "owner": "1",
        "move": "1",
        "row": "start-moving-to-sweden-1",
        "set": "start-moving-to-sweden-1=done",
        "state": "done",
        "version": "1",
        "body": "Överskrivet",
        "title": "Överskrivet",
        "status": "nordic",
        "delete": "1",
        "keep": "1",
        "day_day": "1",
        "day_month": "2",
        "day_year": "2027",
    },
)


@dataclass
class World:
    """What Amina has."""

    amina: Member
    note: Note
    task: OwnTask
    saved: SavedThing
    invitation: Invitation
    version: KeptVersion
    page: int
    reason: str


@dataclass(frozen=True)
class Rule:
    """How an address of Amina's is made, and who is to be told that there is no such page."""

    arguments: Callable[[World], list[Any]] = lambda world: []
    query: str = ""
    hidden_from: frozenset[str] = frozenset()


ROLES = ("sam", "eve", "stranger", "editor")
ALL = frozenset(ROLES)
OWN = Rule()


def mine(make: Callable[[World], Any], hidden_from: frozenset[str] = ALL) -> Rule:
    """Return the rule of an address that names something of Amina's alone."""
    return Rule(lambda world: [make(world)], hidden_from=hidden_from)


RULES: dict[str, Rule] = {
    "account_login": OWN,
    "account_code": OWN,
    "account_confirm": OWN,
    "account_logout": OWN,
    "plan": OWN,
    "tick": Rule(query="?row=start-moving-to-sweden-1"),
    "days": OWN,
    "other_day": Rule(lambda world: ["move.1"]),
    "moved": Rule(lambda world: ["move.1"]),
    "two_plans": OWN,
    "earlier": OWN,
    "check": Rule(lambda world: ["before"]),
    "checklist": Rule(lambda world: ["before"]),
    "questions": Rule(lambda world: ["before"]),
    "question": Rule(lambda world: ["before", "status.1"]),
    "calendar": OWN,
    "calendar_address": OWN,
    "feed": Rule(lambda world: ["x"], hidden_from=ALL),
    "reminders": OWN,
    "stop_reminders": Rule(lambda world: ["x"], hidden_from=ALL),
    "household": OWN,
    "leave": OWN,
    "owner": OWN,
    "take_back": mine(lambda world: world.invitation.pk, ALL - {"sam"}),
    "invitations": OWN,
    "notebook": OWN,
    "search_notes": OWN,
    "save": Rule(lambda world: [world.page]),
    "saved": mine(lambda world: world.saved.pk),
    "delete_saved": mine(lambda world: world.saved.pk),
    "new_note": OWN,
    "note": mine(lambda world: world.note.pk),
    "delete_note": mine(lambda world: world.note.pk),
    "new_own_task": OWN,
    "own_task": mine(lambda world: world.task.pk),
    "own_task_done": mine(lambda world: world.task.pk),
    "delete_own_task": mine(lambda world: world.task.pk),
    "fetch": OWN,
    "forget": OWN,
    "load": OWN,
    "loaded": OWN,
    "plan_kept": OWN,
    "forgotten": Rule(lambda world: ["x"], hidden_from=ALL),
    "keep_plan": Rule(lambda world: ["x"]),
}


def patterns() -> Iterator[str]:
    """Return the names of all addresses of the mover's own."""
    for module in (account_urls, onboarding_urls, notebook_urls, feed_urls):
        for pattern in module.urlpatterns:
            assert isinstance(pattern, URLPattern)
            yield str(pattern.name)


@pytest.fixture
def world():
    move = joined(keep(HOUSEHOLD, Move.new_key()), AMINA, SAM)
    amina = membership.of(addresses.account(AMINA))
    third = Adult.objects.create(move=move, number=3, alias="Li")
    saved = SavedThing.objects.create(adult=amina.adult, page_key=uuid.uuid4(), title=TITLE)
    Reminding.objects.create(member=amina, weekly=True)
    Feed.objects.create(member=amina, token_digest="x" * 64)
    journey = load_journey("sv")
    options = {option.key: option for option in journey.questions["status"].options}
    return World(
        amina=amina,
        note=Note.objects.create(adult=amina.adult, body=NOTE, about=saved),
        task=OwnTask.objects.create(adult=amina.adult, title=TASK, day=date(2027, 3, 3)),
        saved=saved,
        invitation=Invitation.objects.create(move=move, adult=third, address="li@example.com"),
        version=amina.kept_versions.create(
            kind="answer", adult=amina.adult, key="status", value="nordic", given_at=move.used_at
        ),
        page=loaded.page("page:rent").pk,
        reason=options["temporary_protection"].reason,
    )


@pytest.fixture
def browsers(world):
    """A browser of each role."""
    joined(keep(EU_WORKER, Move.new_key()), EVE)
    editor = Client()
    editor.force_login(User.objects.create_superuser("editor", "editor@example.com", "x"))
    return {
        "amina": signed_in(AMINA).client,
        "sam": signed_in(SAM).client,
        "eve": signed_in(EVE).client,
        "stranger": Client(),
        "editor": editor,
    }


def of_amina():
    """Everything that is Amina's, as it lies in the database."""
    # The first one: whoever leaves has a copy of the plan, with the same names in it.
    adult = Adult.objects.filter(alias="Amina").order_by("pk").first()
    models = (SavedThing, Note, OwnTask, Answer, TaskState)
    rows = [sorted(model.objects.filter(adult=adult).values_list()) for model in models]
    members = list(Member.objects.filter(adult=adult).values_list())
    return adult and (adult.alias, rows, members, list(Reminding.objects.values_list()))


def asked(browsers, world, role, rule, name):
    """Ask for an address in every way, and undo what came of it."""
    with override("sv"):
        address = reverse(name, args=rule.arguments(world)) + rule.query
    browser, kept = browsers[role], deepcopy(browsers[role].cookies)
    for method, data in [("get", {}), *(("post", data) for data in SENT), ("delete", {})]:
        with transaction.atomic():
            yield method, getattr(browser, method)(address, data, follow=method == "post")
            transaction.set_rollback(True)
        browser.cookies = deepcopy(kept)


def test_every_address_has_a_rule():
    assert set(patterns()) == set(RULES)


@pytest.mark.parametrize("role", ROLES)
def test_whoever_tries_every_address_gets_nothing_of_aminas(world, browsers, role):
    secrets = [NOTE, TASK, TITLE, world.reason, AMINA, "li@example.com"]
    if role == "sam":
        # Who is invited to the household is no secret in it.
        secrets.remove("li@example.com")
    before, found = of_amina(), []
    for name, rule in RULES.items():
        for method, answer in asked(browsers, world, role, rule, name):
            place = f"{method} {name}"
            text = b"".join(answer).decode("utf-8", "replace")
            found += [f"{place} says “{secret}”" for secret in secrets if secret in text]
            if answer.status_code >= 500:
                found.append(f"{place}: {answer.status_code}")
            if role in rule.hidden_from and answer.status_code not in {404, 405}:
                found.append(f"{place}: {answer.status_code}, not 404")
            if of_amina() != before:
                found.append(f"{place} changed something of Amina's")
    assert found == []


def test_the_tries_would_find_what_amina_sees_herself(world, browsers):
    """The matrix can fail: Amina meets her own words at these addresses."""
    ticking.set_state(world.amina.move, "library-card", None, "doing", by=world.amina.adult)
    seen = b""
    for name, rule in RULES.items():
        for _method, answer in asked(browsers, world, "amina", rule, name):
            seen += b"".join(answer)
    text = seen.decode("utf-8", "replace")
    assert [word for word in (world.reason, AMINA) if word not in text] == []


def test_what_is_not_there_and_what_is_not_allowed_answer_alike(world, browsers):
    with override("sv"):
        there = reverse("take_back", args=[world.invitation.pk])
        gone = reverse("take_back", args=[10**9])
    answers = [browsers["eve"].post(address) for address in (there, gone)]
    assert [answer.status_code for answer in answers] == [404, 404]
    said = [re.sub(rb"/\d+/", b"/", answer.content) for answer in answers]
    assert said[0] == said[1]


def test_a_token_of_somebody_else_is_no_key(world, browsers):
    token = retention.token(world.amina)
    with override("sv"):
        wrong = reverse("keep_plan", args=[f"{token[:-2]}xx"])
    browsers["eve"].post(wrong, {"delete": "1"})
    assert Move.objects.filter(pk=world.amina.move_id).exists()
    assert erasing.Receipt.of(token) is None
