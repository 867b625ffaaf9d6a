"""A communicator changes a condition, sees whose plan changes, and publishes exactly that."""

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from onboarding.admin_consequences import address_of
from onboarding.models import Persona, TaskPage
from tests.cast import EU_WORKER, FAMILY_IN_SWEDEN
from tests.editing import editor, press, publish_now
from tests.moving import moved
from tests.walking import Walker

pytestmark = pytest.mark.django_db
PUBLISH = {"action-publish": "action-publish"}


def task(key):
    return TaskPage.objects.get(key=key, locale__language_code="sv")


def persona(key):
    """Return the name of a persona of the content, by the beginning of it."""
    return Persona.objects.get(name__startswith=key).name


def shown(client, address):
    """Return what stands below each heading of the page that says what a draft changes."""
    soup = BeautifulSoup(client.get(address).content, "html.parser")
    return {
        section.h2.get_text(strip=True): section.get_text(" ", strip=True)
        for section in soup.select(".changes__one")
    }


def plan_has(household, key):
    client = Client()
    moved(client, household)
    soup = Walker(client).visit("plan").soup
    return soup.select_one(f".phase-tasks li[id='{key}']") is not None


def test_a_condition_is_changed_seen_and_published():
    client, page = editor(), task("winter-tyres")
    assert plan_has(EU_WORKER, "winter-tyres")
    page.audience = [("group", {"lines": [{"options": ["car:have"]}]})]
    address = press(client, page, **PUBLISH)["Location"]

    seen = shown(client, address)
    alone, family = persona("Ensam från ett EU-land"), persona("Sjuksköterska från Malmö")
    assert f"Försvinner ur planen {page.title}" in seen[alone]
    assert family not in seen
    assert family in seen["Inget ändras för"]
    assert plan_has(EU_WORKER, "winter-tyres"), "Nothing is published before somebody has looked."

    publish_now(client, address)
    assert not plan_has(EU_WORKER, "winter-tyres")
    assert plan_has(FAMILY_IN_SWEDEN, "winter-tyres")


def test_another_last_day_is_shown_from_the_old_one_to_the_new_one():
    client, page = editor(), task("report-move")
    page.due_day = page.due_day + 2
    seen = shown(client, press(client, page, **PUBLISH)["Location"])
    family = seen[persona("Sjuksköterska från Malmö")]
    assert f"Ändras i planen {page.title} Sista dag:" in family
    assert "→" in family
    assert "saker i planen är som förut" in family


def test_a_question_that_is_no_longer_asked_is_shown():
    client, page = editor(), task("library-card").get_parent().specific
    page.questions = [
        (block.block_type, block.value)
        for block in page.questions
        if block.value["key"] != "next_move"
    ]
    press(client, page)
    seen = shown(client, address_of(page))
    asked = persona("Student från ett nordiskt land")
    assert "Får inte längre frågan" in seen[asked]


def test_what_changes_nothing_says_so_plainly():
    client, page = editor(), task("library-card")
    page.lead = "En annan ingress."
    press(client, page)
    answer = client.get(address_of(page)).content.decode()
    assert "Inget ändras för någon." in answer
    assert "Publicera nu" not in answer
